// A TypeScriptToLua plugin that makes its output a Prosody plugin:
// `mod_NAME.ts` is the module, every other file becomes a library (`NAME.lib.lua`) loaded with `module:require`,
// and what could not run in Prosody, or would not read like a module of Prosody's, is an error.
// @ts-check
const path = require("node:path");
const ts = require("typescript");
const lua = require("typescript-to-lua");

/** What TypeScriptToLua calls the table of a file's exports. */
const TRANSPILED_EXPORTS = "____exports";

/** The name under which a library's exports go: what Prosody's own libraries call it. */
const EXPORTS = "_M";

/** Where TypeScriptToLua is not to look for a file: the name of a library of Prosody's. */
const NO_RESOLUTION = "@NoResolution:";

/**
 * @typedef {import("typescript-to-lua").Node & Record<string, unknown>} LuaNode
 * @typedef {{ name: string, isModule: boolean, requires: string[], file: import("typescript-to-lua").EmitFile }} Output
 */

/**
 * @param {string} message
 * @param {import("typescript").Node} [node]
 */
function problem(message, node) {
  const file = node?.getSourceFile();
  const start = node?.getStart(file);
  return /** @type {import("typescript").Diagnostic} */ ({
    category: ts.DiagnosticCategory.Error,
    code: 0,
    source: "prosody-plugin",
    file,
    start,
    length:
      start === undefined ? undefined : /** @type {import("typescript").Node} */ (node).getEnd() - start,
    messageText: message,
  });
}

/** @param {string} fileName */
function isModule(fileName) {
  return path.basename(fileName).startsWith("mod_");
}

// What the transpiler made of a file, before it is printed: literals and comments are no names there.

/**
 * @param {unknown} value
 * @returns {value is LuaNode}
 */
function isLuaNode(value) {
  return typeof value === "object" && value !== null && "kind" in value;
}

/**
 * @param {LuaNode} node
 * @returns {LuaNode[]}
 */
function childrenOf(node) {
  return Object.values(node).flat().filter(isLuaNode);
}

/**
 * @param {unknown} node
 * @param {string} [name]
 * @returns {node is import("typescript-to-lua").Identifier}
 */
function isName(node, name) {
  return isLuaNode(node) && lua.isIdentifier(node) && (name === undefined || node.text === name);
}

/**
 * Replaces the nodes right below one by what a function makes of them.
 * @param {LuaNode} node
 * @param {(node: LuaNode) => LuaNode} change
 */
function changeBelow(node, change) {
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) node[key] = value.map((item) => (isLuaNode(item) ? change(item) : item));
    else if (isLuaNode(value)) node[key] = change(value);
  }
  return node;
}

/**
 * Prosody ignores what a module returns: what it exports are its globals, which other modules see in its environment.
 * @param {LuaNode} node
 * @returns {LuaNode}
 */
function makeExportsGlobal(node) {
  if (lua.isTableIndexExpression(node) && isName(node.table, TRANSPILED_EXPORTS)) {
    const { index } = node;
    if (lua.isStringLiteral(index)) {
      const { line, column } = node;
      const name = Object.assign(lua.createIdentifier(index.value), { line, column });
      return /** @type {LuaNode} */ (/** @type {unknown} */ (name));
    }
  }
  return changeBelow(node, makeExportsGlobal);
}

/** @param {import("typescript-to-lua").Statement} statement */
function isTableOfExports(statement) {
  if (lua.isReturnStatement(statement)) return isName(statement.expressions[0], TRANSPILED_EXPORTS);
  return (
    lua.isVariableDeclarationStatement(statement) &&
    isName(statement.left[0], TRANSPILED_EXPORTS) &&
    statement.right?.[0]?.kind === lua.SyntaxKind.TableExpression
  );
}

/**
 * A library hands over its exports under the usual name; what is not used is `_`.
 * @param {LuaNode} node
 */
function rename(node) {
  if (isName(node, TRANSPILED_EXPORTS)) node.text = EXPORTS;
  if (isName(node, "____")) node.text = "_";
  childrenOf(node).forEach(rename);
}

/**
 * TypeScriptToLua takes `.json` at the end of a name for a file's extension and cuts it off: one that it may cut off.
 * @param {LuaNode} node
 */
function keepJson(node) {
  if (lua.isCallExpression(node) && isName(node.expression, "require")) {
    const [name] = node.params;
    const isLibrary = name !== undefined && lua.isStringLiteral(name) && name.value.startsWith(NO_RESOLUTION);
    if (isLibrary && name.value.endsWith(".json")) name.value += ".json";
  }
  childrenOf(node).forEach(keepJson);
}

// What is said of a source.

/**
 * What needs temporaries or lualib: what always does first, what may do without last.
 * @type {[isOne: (node: import("typescript").Node) => unknown, construct: string, advice: string][]}
 */
const CONSTRUCTS = [
  [ts.isObjectBindingPattern, "object destructuring", "name each field, as in `const room = event.room`"],
  [
    (node) => isAssignment(node) && ts.isObjectLiteralExpression(node.left),
    "object destructuring",
    "assign each field",
  ],
  [
    (node) => isAssignment(node) && ts.isArrayLiteralExpression(node.left),
    "array destructuring",
    "assign each item",
  ],
  [(node) => ts.isOptionalChain(node), "`?.`", "test for undefined first"],
  [(node) => isNullish(node), "`??`", "test for undefined"],
  [ts.isSwitchStatement, "`switch`", "use `if`, or a table"],
  [ts.isTypeOfExpression, "`typeof`", "use `type(x)`"],
  [ts.isTryStatement, "`try`", "use `pcall`"],
  [ts.isThrowStatement, "`throw`", "use `error`"],
  [ts.isClassLike, "a class", "use functions and tables"],
  [ts.isNewExpression, "`new`", "use functions and tables"],
  [
    (node) => ts.isSpreadElement(node) || ts.isSpreadAssignment(node),
    "spread",
    "use `table.insert`, or a loop",
  ],
  [ts.isAwaitExpression, "`await`", "use `next` of `util.promise`"],
  [ts.isForInStatement, "`for…in`", "use `for…of` over `pairs()`"],
  [(node) => isNamedImport(node), "an import of single names", "use `import * as name`"],
  [
    (node) => ts.isExportDeclaration(node) && node.moduleSpecifier,
    "an export of what another file exports",
    "import it, and export functions or constants of this file",
  ],
  [ts.isConditionalExpression, "`a ? b : c`", "use `if`"],
  [ts.isArrayBindingPattern, "array destructuring", "take each item by its index"],
];

/**
 * @param {import("typescript").Node} node
 * @returns {node is import("typescript").BinaryExpression}
 */
function isAssignment(node) {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** @param {import("typescript").Node} node */
function isNullish(node) {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
}

/** @param {import("typescript").Node} node */
function isNamedImport(node) {
  if (!ts.isImportDeclaration(node)) return false;
  const { name, namedBindings } = node.importClause ?? {};
  return name !== undefined || (namedBindings !== undefined && ts.isNamedImports(namedBindings));
}

/**
 * The first such node of a statement; what is in a block belongs to other statements.
 * @param {import("typescript").Node} node
 * @param {(node: import("typescript").Node) => unknown} isOne
 * @returns {import("typescript").Node | undefined}
 */
function findNode(node, isOne) {
  if (isOne(node)) return node;
  return ts.isBlock(node) ? undefined : ts.forEachChild(node, (child) => findNode(child, isOne));
}

/**
 * The construct of a statement that most likely needs what a plugin has not.
 * @param {import("typescript").Node} statement
 */
function findConstruct(statement) {
  for (const [isOne, construct, advice] of CONSTRUCTS) {
    const node = findNode(statement, isOne);
    if (node !== undefined) return { node, construct, advice };
  }
  return { node: statement, construct: "this", advice: "write it in a way that needs none" };
}

/**
 * The innermost statement at an offset.
 * @param {import("typescript").Node} node
 * @param {number} offset
 * @returns {import("typescript").Node}
 */
function statementAt(node, offset) {
  const inner = ts.forEachChild(node, (child) => {
    if (offset < child.pos || offset >= child.end) return undefined;
    const below = statementAt(child, offset);
    return ts.isStatement(below) ? below : undefined;
  });
  return inner ?? node;
}

/**
 * The place in the source of a node, or of the first one below it that has any.
 * @param {LuaNode} node
 * @returns {{ line: number, column: number } | undefined}
 */
function placeOf(node) {
  const { line, column } = node;
  if (line !== undefined && column !== undefined) return { line, column };
  for (const child of childrenOf(node)) {
    const place = placeOf(child);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * The names that a plugin cannot or should not have, with the place of the nearest node that has one.
 * @param {LuaNode} node
 * @param {{ line: number, column: number }} outer
 * @returns {{ name: string, place: { line: number, column: number } }[]}
 */
function findNames(node, outer) {
  const place = placeOf(node) ?? outer;
  const own = isName(node) && /^(?:__TS__|____)\w/.test(node.text) ? [{ name: node.text, place }] : [];
  return [...own, ...childrenOf(node).flatMap((child) => findNames(child, place))];
}

/** @param {string} name */
function describeName(name) {
  return name.startsWith("__TS__")
    ? `${name}, a function of lualib, which a Prosody plugin does not have`
    : `${name}, a name made up by the transpiler`;
}

/**
 * @param {LuaNode} file
 * @param {import("typescript").SourceFile} source
 */
function findBadNames(file, source) {
  /** @type {Map<unknown, import("typescript").Diagnostic>} */
  const problems = new Map();
  for (const { name, place } of findNames(file, { line: 0, column: 0 })) {
    const statement = statementAt(source, source.getPositionOfLineAndCharacter(place.line, place.column));
    const { node, construct, advice } = findConstruct(statement);
    if (!problems.has(node))
      problems.set(node, problem(`${construct} needs ${describeName(name)}: ${advice}`, node));
  }
  return [...problems.values()];
}

/**
 * `export { a }` would set a global to itself, where `a` is a local.
 * @param {import("typescript").SourceFile} source
 * @param {import("typescript-to-lua").TransformationContext} context
 */
function findExportLists(source, context) {
  return source.statements
    .filter((node) => ts.isExportDeclaration(node))
    .filter(
      ({ exportClause, moduleSpecifier }) => exportClause !== undefined && moduleSpecifier === undefined,
    )
    .filter((node) => context.resolver.isValueAliasDeclaration(node))
    .map((node) =>
      problem(
        "an export list (`export { … }`) exports nothing from a module: " +
          "write `export function` or `export const` where each is declared",
        node,
      ),
    );
}

/** @type {import("typescript-to-lua").FunctionVisitor<import("typescript").SourceFile>} */
function transformSourceFile(node, context) {
  const [file] = /** @type {import("typescript-to-lua").File[]} */ (
    /** @type {unknown} */ (context.superTransformNode(node))
  );
  if (file === undefined) throw new Error(`${node.fileName} became no Lua file`);
  const source = ts.getOriginalNode(node, ts.isSourceFile);
  const luaFile = /** @type {LuaNode} */ (/** @type {unknown} */ (file));
  if (isModule(source.fileName)) {
    context.diagnostics.push(...findExportLists(source, context));
    file.statements = file.statements.filter((statement) => !isTableOfExports(statement));
    makeExportsGlobal(luaFile);
  }
  rename(luaFile);
  keepJson(luaFile);
  context.diagnostics.push(...findBadNames(luaFile, source));
  return file;
}

// What was printed: TypeScriptToLua knows where a library is only then.

/**
 * The names that a file requires, in code and not in comments, each replaced by what a function returns.
 * @param {string} code
 * @param {(whole: string, name: string) => string} replace
 */
function replaceRequires(code, replace) {
  return code
    .split("\n")
    .map((line) =>
      line.trimStart().startsWith("--") ? line : line.replace(/\brequire\("([^"]+)"\)/g, replace),
    )
    .join("\n");
}

/** @param {string} code */
function findRequires(code) {
  /** @type {string[]} */
  const names = [];
  replaceRequires(code, (whole, name) => {
    names.push(name);
    return whole;
  });
  return names;
}

/**
 * A file of the plugin loads another through `module:require`, which finds it in the module's folder or one in there.
 * @param {string} code
 * @param {Map<string, Output>} outputs
 */
function requireLibraries(code, outputs) {
  return replaceRequires(code, (whole, name) =>
    outputs.get(name)?.isModule === false ? `module:require("${name.replaceAll(".", "/")}")` : whole,
  );
}

/**
 * Functions, blocks and what has a comment stand apart.
 * @param {string} code
 */
function makeReadable(code) {
  return code
    .replace(/^(?!--|return _M)(.*)\n(?=(?:--- |if |for |local function ))/gm, "$1\n\n")
    .replace(/^(end)\n(?!\n)/gm, "$1\n\n")
    .replace(
      /^((?:local \w+ = )?(?:module:)?require\(.*\))\n(?!(?:local \w+ = )?(?:module:)?require\(|\n)/gm,
      "$1\n\n",
    );
}

/**
 * The files that are written, under the names by which TypeScriptToLua requires them.
 * @param {readonly import("typescript-to-lua").EmitFile[]} files
 * @param {string} root
 * @param {string} outDir
 */
function readOutputs(files, root, outDir) {
  /** @type {Map<string, Output>} */
  const outputs = new Map();
  for (const file of files) {
    const source = file.sourceFiles?.[0]?.fileName ?? file.outputPath;
    const required = path.relative(outDir, file.outputPath).replace(/\.lua$/, "");
    outputs.set(required.split(path.sep).join("."), {
      name: path.relative(root, source).split(path.sep).join("/"),
      isModule: isModule(file.outputPath),
      requires: findRequires(file.code),
      file,
    });
  }
  return outputs;
}

/**
 * `module:require` has no cache: files that load each other would do so for ever. Each cycle is told once.
 * @param {Map<string, Output>} outputs
 */
function findCycles(outputs) {
  /** @type {Set<Output>} */
  const done = new Set();
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  /** @type {(output: Output, trail: Output[]) => void} */
  const visit = (output, trail) => {
    if (trail.includes(output)) {
      const names = [...trail.slice(trail.indexOf(output)), output].map(({ name }) => name);
      problems.push(problem(`libraries that import each other are never loaded: ${names.join(" -> ")}`));
    }
    if (done.has(output)) return;
    done.add(output);
    for (const name of output.requires) {
      const next = outputs.get(name);
      if (next?.isModule === false) visit(next, [...trail, output]);
    }
  };
  for (const output of outputs.values()) visit(output, []);
  return problems;
}

/**
 * A module is no library: others see its exports through the server.
 * @param {Map<string, Output>} outputs
 */
function findImportedModules(outputs) {
  return [...outputs.values()].flatMap(({ name, requires }) =>
    requires
      .map((required) => outputs.get(required))
      .filter((output) => output?.isModule === true)
      .map((output) =>
        problem(`${name} imports the module ${output?.name}: put what they share into a library`),
      ),
  );
}

/** @type {import("typescript-to-lua").Plugin} */
const plugin = {
  visitors: { [ts.SyntaxKind.SourceFile]: transformSourceFile },

  beforeEmit(program, options, _host, files) {
    const root = path.dirname(
      /** @type {string} */ (options.configFilePath ?? program.getCurrentDirectory()),
    );
    const outputs = readOutputs(files, root, path.resolve(root, options.outDir ?? "."));
    for (const { name, file, isModule: isEntry } of outputs.values()) {
      const code = makeReadable(requireLibraries(file.code, outputs));
      file.code = `-- Generated from ${name} by TypeScriptToLua: changes belong there.\n${code}`;
      if (!isEntry) file.outputPath = file.outputPath.replace(/\.lua$/, ".lib.lua");
    }
    return [...findCycles(outputs), ...findImportedModules(outputs)];
  },
};

module.exports = { default: plugin, ...plugin };
