// The files of a plugin as Prosody loads them: modules, and libraries that `module:require` finds.
// @ts-check
const path = require("node:path");
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { loadOnce } = require("./load-once.cjs");
const { isName, walk } = require("./lua-tree.cjs");

/** TypeScriptToLua's mark of a library that it is not to look for. */
const NO_RESOLUTION = "@NoResolution:";

/**
 * @typedef {import("typescript").SourceFile} SourceFile
 * @typedef {import("typescript-to-lua").EmitFile} EmitFile
 * @typedef {object} Output
 * @property {string} name the source, as a person calls it
 * @property {string} place where its Lua goes in outDir, with slashes and without `.lua`
 * @property {boolean} isEntry
 * @property {SourceFile} source
 * @property {{ output: Output, node: import("typescript").Node }[]} imports what it loads, and where it says so
 * @property {Made | undefined} made undefined if it was built before, and has not changed since: `tstl --watch`
 *
 * @typedef {{ file: import("typescript-to-lua").File, emitted: EmitFile }} Made
 */

/** @param {string} fileName */
function isSpec(fileName) {
  return fileName.endsWith("_spec.ts");
}

/** @param {string} fileName */
function isModule(fileName) {
  return /^mod_\w/.test(path.basename(fileName)) && !isSpec(fileName);
}

/**
 * True of files that are loaded by themselves: a module by Prosody, a spec by busted. All others are libraries.
 * @param {string} fileName
 */
function isEntry(fileName) {
  return isModule(fileName) || isSpec(fileName);
}

/** @param {string} fileName */
function withSlashes(fileName) {
  return fileName.split(path.sep).join("/");
}

/**
 * The file that a specifier means: its source, where it is one of this project; undefined where it is a library of Prosody's.
 * @param {import("typescript").Expression} specifier
 * @param {import("typescript").Program} program
 */
function resolveImport(specifier, program) {
  if (!ts.isStringLiteral(specifier)) return {};
  const symbol = program.getTypeChecker().getSymbolAtLocation(specifier);
  const [declaration] = symbol?.declarations ?? [];
  if (declaration !== undefined && ts.isModuleDeclaration(declaration)) return { isDeclared: true };
  const from = specifier.getSourceFile().fileName;
  const { resolvedModule } = ts.resolveModuleName(specifier.text, from, program.getCompilerOptions(), ts.sys);
  const fileName = resolvedModule?.resolvedFileName;
  const source = fileName === undefined ? undefined : program.getSourceFile(fileName);
  if (source === undefined) return {};
  return source.isDeclarationFile ? { declarations: source } : { source };
}

/**
 * The imports of a file that are there in Lua.
 * @param {SourceFile} source
 */
function importsOf(source) {
  return source.statements
    .filter((node) => ts.isImportDeclaration(node))
    .filter(({ importClause }) => importClause?.isTypeOnly !== true);
}

/**
 * The calls of `require` in the Lua of a file.
 * @param {import("typescript-to-lua").File} file
 */
function requiresOf(file) {
  return [...walk(file)].flatMap((node) => {
    if (!lua.isCallExpression(node) || !isName(node.expression, "require")) return [];
    const [name] = /** @type {import("typescript-to-lua").Expression[]} */ (node.params);
    return name !== undefined && lua.isStringLiteral(name) ? [{ call: node, name }] : [];
  });
}

/**
 * The names that are there in Lua, besides in imports.
 * @param {import("typescript").Node} node
 * @param {Set<string>} [names]
 */
function valuesIn(node, names = new Set()) {
  if (ts.isIdentifier(node)) names.add(node.text);
  ts.forEachChild(node, (below) => {
    const isType = ts.isTypeNode(below) && !ts.isExpressionWithTypeArguments(below);
    if (!isType && !ts.isImportDeclaration(below)) valuesIn(below, names);
  });
  return names;
}

/**
 * The libraries that a file requires: as its Lua does, or would do if it were made again.
 * @param {Output} output
 */
function requiredBy({ source, made }) {
  if (made !== undefined)
    return requiresOf(made.file).map(({ name }) => name.value.replace(NO_RESOLUTION, ""));
  const values = valuesIn(source);
  return importsOf(source)
    .filter(
      ({ importClause: clause }) =>
        clause === undefined || [...valuesIn(clause)].some((name) => values.has(name)),
    )
    .flatMap(({ moduleSpecifier }) => (ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : []));
}

/**
 * @param {import("typescript").Program} program
 * @param {readonly EmitFile[]} files
 * @param {string} root the folder of the project
 * @param {string} outDir
 */
function readOutputs(program, files, root, outDir) {
  /** @type {Map<SourceFile, Made>} */
  const made = new Map();
  for (const emitted of files) {
    const [source] = emitted.sourceFiles ?? [];
    const { luaAst: file } = /** @type {{ luaAst?: import("typescript-to-lua").File }} */ (emitted);
    if (source === undefined || file === undefined) continue;
    // TypeScriptToLua may have put another in the place of the program's own.
    made.set(program.getSourceFile(source.fileName) ?? source, { file, emitted });
  }
  const sources = program
    .getSourceFiles()
    .filter((source) => !source.isDeclarationFile && !program.isSourceFileFromExternalLibrary(source));
  /** @type {Map<SourceFile, Output>} */
  const outputs = new Map();
  for (const source of new Set([...made.keys(), ...sources])) {
    const outputPath = made.get(source)?.emitted.outputPath ?? lua.getEmitPath(source.fileName, program);
    outputs.set(source, {
      name: withSlashes(path.relative(root, source.fileName)),
      place: withSlashes(path.relative(outDir, outputPath)).replace(/\.lua$/, ""),
      isEntry: isEntry(source.fileName),
      source,
      imports: [],
      made: made.get(source),
    });
  }
  return outputs;
}

/**
 * Finds what each file imports, and says what nobody could load.
 * @param {Map<SourceFile, Output>} outputs
 * @param {import("typescript").Program} program
 * @param {import("./rules.cjs").Report} report
 */
function linkImports(outputs, program, report) {
  return [...outputs.values()].flatMap((output) => {
    const required = new Set(requiredBy(output));
    return importsOf(output.source).flatMap(({ moduleSpecifier }) => {
      if (!ts.isStringLiteral(moduleSpecifier) || !required.has(moduleSpecifier.text)) return [];
      const { source, declarations, isDeclared } = resolveImport(moduleSpecifier, program);
      if (isDeclared === true) return findNewer(moduleSpecifier, program, report);
      const imported = source === undefined ? undefined : outputs.get(source);
      if (imported === undefined)
        return report(
          "unknown-library",
          source === undefined
            ? describeUnknown(moduleSpecifier.text, declarations)
            : describeForeign(moduleSpecifier.text, source),
          moduleSpecifier,
        );
      output.imports.push({ output: imported, node: moduleSpecifier });
      if (!imported.isEntry) return [];
      const message =
        `${output.name} imports the module ${imported.name}, which Prosody loads by itself: ` +
        "put what both need into a library, a file whose name does not begin with mod_";
      return report("module-import", message, moduleSpecifier);
    });
  });
}

/**
 * A library of Prosody's that only later releases have: a module that imports it does not load on the others.
 * @param {import("typescript").StringLiteral} specifier
 * @param {import("typescript").Program} program
 * @param {import("./rules.cjs").Report} report
 */
function findNewer(specifier, program, report) {
  const declarations = program.getTypeChecker().getSymbolAtLocation(specifier)?.declarations ?? [];
  const tags = declarations.flatMap((declaration) => [...ts.getJSDocTags(declaration)]);
  const since = ts
    .getTextOfJSDocComment(tags.find(({ tagName }) => tagName.text === "since")?.comment)
    ?.trim();
  if (since === undefined || isForOneSeries(program)) return [];
  const message =
    `"${specifier.text}" is there from Prosody ${since} on: a module that imports it does not load on older ones. ` +
    `Take the types of one series, "prosody-plugin-types/${since}", or load it where it is there: \`pcall(require, "${specifier.text}")\``;
  return report("library-release", message, specifier, "warn");
}

/** @param {import("typescript").Program} program */
function isForOneSeries(program) {
  return (program.getCompilerOptions().types ?? []).some((name) => /^prosody-plugin-types\/\d/.test(name));
}

/**
 * @param {string} name
 * @param {SourceFile | undefined} declarations
 */
function describeUnknown(name, declarations) {
  if (declarations !== undefined)
    return `"${name}" is only declared (${path.basename(declarations.fileName)}), and is no file of this project that becomes Lua`;
  return `nothing is known of "${name}": declare it, as in \`declare module "${name}" { … }\`, in a .d.ts file of yours`;
}

/**
 * @param {string} name
 * @param {SourceFile} source
 */
function describeForeign(name, source) {
  const folder = withSlashes(path.relative(process.cwd(), path.dirname(source.fileName)));
  return `"${name}" is TypeScript of a package: link its folder ${folder} into that of the module, and import the file there`;
}

/** @param {Output} output */
function folderOf({ place }) {
  const folder = path.posix.dirname(place);
  return folder === "." ? "" : folder;
}

/**
 * @param {string} folder
 * @param {string} place
 */
function relativeTo(folder, place) {
  if (folder === "") return place;
  return place.startsWith(`${folder}/`) ? place.slice(folder.length + 1) : undefined;
}

/** @param {string[]} parts */
function joinPlace(...parts) {
  return parts.filter((part) => part !== "").join("/");
}

/**
 * The name by which a module of Prosody's finds a library, and where Prosody looks for it first (util/pluginloader.lua): in the
 * folder of the module, or next to that folder.
 * @param {Output} entry
 * @param {Output} library
 */
function findLibrary(entry, library) {
  const folder = folderOf(entry);
  const base = path.posix.basename(entry.place);
  const name = base.replace(/^mod_/, "");
  const isOwnFolder = [base, name].includes(path.posix.basename(folder));
  const outer = path.posix.dirname(folder) === "." ? "" : path.posix.dirname(folder);
  const inside = relativeTo(folder, library.place);
  const beside = isOwnFolder ? relativeTo(outer, library.place) : undefined;
  const required = inside ?? beside;
  if (required === undefined) return undefined;
  const root = isOwnFolder ? outer : folder;
  const places = [
    joinPlace(root, base, name, required),
    joinPlace(root, base, required),
    joinPlace(root, name, required),
    joinPlace(root, required),
  ];
  return { required, places };
}

/**
 * Every library that a module loads, also by other libraries.
 * @param {Output} entry
 * @param {Set<Output>} [known]
 */
function librariesOf(entry, known = new Set()) {
  for (const { output } of entry.imports) {
    if (output.isEntry || known.has(output)) continue;
    known.add(output);
    librariesOf(output, known);
  }
  return known;
}

/**
 * Files that load each other would do so for ever: none is loaded before what it imports. Each cycle is told once.
 * @param {Map<SourceFile, Output>} outputs
 * @param {import("./rules.cjs").Report} report
 */
function findCycles(outputs, report) {
  /** @type {Set<Output>} */
  const done = new Set();
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  /** @type {(output: Output, trail: Output[], node?: import("typescript").Node) => void} */
  const visit = (output, trail, node) => {
    if (trail.includes(output)) {
      const names = [...trail.slice(trail.indexOf(output)), output].map(({ name }) => name);
      const message =
        `libraries that import each other would load each other for ever: ${names.join(" -> ")}. ` +
        "Put what they share into a third one, or hand it over as a parameter";
      problems.push(...report("library-cycle", message, node));
    }
    if (done.has(output)) return;
    done.add(output);
    for (const next of output.imports) {
      if (!next.output.isEntry) visit(next.output, [...trail, output], next.node);
    }
  };
  for (const output of outputs.values()) visit(output, []);
  return problems;
}

/**
 * The names by which each import of a file is loaded. Every module that loads the file must find the same library by it.
 * @param {Map<SourceFile, Output>} outputs
 * @param {import("./rules.cjs").Report} report
 */
function nameLibraries(outputs, report) {
  const modules = [...outputs.values()].filter((output) => output.isEntry);
  const byPlace = new Map([...outputs.values()].map((output) => [output.place, output]));
  const users = new Map(modules.map((entry) => [entry, new Set([entry, ...librariesOf(entry)])]));
  /** @type {Map<import("typescript").Node, string>} */
  const names = new Map();
  const problems = [...outputs.values()].flatMap((output) =>
    output.imports.flatMap(({ output: library, node }) => {
      if (library.isEntry) return [];
      const entries = modules.filter((entry) => users.get(entry)?.has(output));
      const found = entries.map((entry) => ({ entry, library: findLibrary(entry, library) }));
      const lost = found.find((each) => each.library === undefined);
      if (lost !== undefined)
        return report(
          "library-path",
          `${lost.entry.name} does not find ${library.name}: put it into the folder of the module, or next to that folder if it is called like the module`,
          node,
        );
      names.set(node, found[0]?.library?.required ?? library.place);
      const other = found.find((each) => each.library?.required !== names.get(node));
      if (other !== undefined)
        return report(
          "library-path",
          `${found[0]?.entry.name} and ${other.entry.name} find ${library.name} under different names: put all three so that both modules have folders of their own, and the library is next to those`,
          node,
        );
      return found.flatMap(({ entry, library: way }) => {
        const first = way?.places.map((place) => byPlace.get(place)).find((each) => each !== undefined);
        if (first === undefined || first === library) return [];
        return report(
          "library-path",
          `${entry.name} would load ${first.name} instead of ${library.name}, since Prosody finds it first by "${way?.required}": call one of them something else`,
          node,
        );
      });
    }),
  );
  return { names, problems };
}

/**
 * Makes the Lua load libraries as Prosody does: its own by `require`, those of the plugin by `module:require`.
 * @param {Output} output
 * @param {import("typescript-to-lua").File} file
 * @param {Map<import("typescript").Node, string>} names
 */
function rewriteRequires(output, file, names) {
  const own = new Map(
    output.imports.map(({ node }) => [
      /** @type {import("typescript").StringLiteral} */ (node).text,
      names.get(node),
    ]),
  );
  for (const { call, name } of requiresOf(file)) {
    const library = own.get(name.value);
    if (library === undefined) {
      if (name.value.startsWith(NO_RESOLUTION)) name.value = name.value.slice(NO_RESOLUTION.length);
      continue;
    }
    const loaded = lua.createMethodCallExpression(
      lua.createIdentifier("module"),
      lua.createIdentifier("require"),
      [lua.createStringLiteral(library)],
    );
    Object.assign(call, loaded);
    delete call.expression;
  }
}

/**
 * Finds out how Prosody loads the files of a build, and rewrites their Lua for that.
 * @param {import("typescript").Program} program
 * @param {EmitFile[]} files
 * @param {{ root: string, outDir: string, report: import("./rules.cjs").Report }} setting
 */
function arrangeLibraries(program, files, { root, outDir, report }) {
  const outputs = readOutputs(program, files, root, outDir);
  const unknown = linkImports(outputs, program, report);
  const cycles = findCycles(outputs, report);
  const { names, problems } = nameLibraries(outputs, report);
  const made = [...outputs.values()].flatMap((output) =>
    output.made ? [{ ...output, ...output.made }] : [],
  );
  for (const output of made) {
    rewriteRequires(output, output.file, names);
    if (isModule(output.source.fileName)) loadOnce(output.file);
  }
  const isWhole = made.length === outputs.size;
  return { outputs: made, isWhole, diagnostics: [...unknown, ...cycles, ...problems] };
}

module.exports = { NO_RESOLUTION, arrangeLibraries, isEntry };
