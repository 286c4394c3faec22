// Transpiles src/, and writes the Lua as JSON, by file name; or prints diagnostics, and exits with 1.
// Its argument stands for all that a build depends on besides the texts of src/.
// A program of its own in JavaScript: tsx would look at each line of the compiler, a quarter of a build.
// @ts-check
// From Node 22 on: what has been compiled need not be the next time.
require("node:module").enableCompileCache?.();
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const ts = require("typescript");
const tstl = require("typescript-to-lua");
const { parseConfigFileWithSystem } = require("typescript-to-lua/dist/cli/tsconfig");
const { version } = require("../../package.json");

/** The file of src/version.ts, which leaves a place for the version. */
const VERSION_FILE = "version.lib.lua";
const VERSION_PLACE = "@VERSION@";

/**
 * A build without a fault: what TypeScript knows of it, and its Lua by file name.
 * @typedef {{ rules: string, known: string, files: Record<string, string> }} Build
 */

/** The last one. A next build with the same rules transpiles only what may have become different Lua. */
const KEPT = join(__dirname, "../../build/cache/transpiled.json");

/**
 * @param {string} rules
 * @returns {Build}
 */
function readLast(rules) {
  /** @type {Build | undefined} */
  const last = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, "utf8")) : undefined;
  return last?.rules === rules ? last : { rules, known: "", files: {} };
}

/**
 * The program, which knows what the last build found out.
 * @param {string} known
 */
function createProgram(known) {
  const { fileNames, options } = parseConfigFileWithSystem(join(__dirname, "../../tsconfig.json"));
  // Declarations tell whether a change of a file matters to those that import it.
  Object.assign(options, {
    incremental: true,
    tsBuildInfoFile: KEPT,
    declaration: true,
    emitDeclarationOnly: true,
  });
  const host = ts.createIncrementalCompilerHost(options);
  const { readFile } = host;
  host.readFile = (path) => (path === KEPT ? known : readFile(path));
  const createProgram = ts.createEmitAndSemanticDiagnosticsBuilderProgram;
  return ts.createIncrementalProgram({ rootNames: fileNames, options, host, createProgram });
}

/**
 * Finds the sources whose Lua may differ from the last build's, and all that TypeScript knows now.
 * @param {import("typescript").EmitAndSemanticDiagnosticsBuilderProgram} builder
 */
function findAffected(builder) {
  /** @type {Set<import("typescript").SourceFile>} */
  const affected = new Set();
  let known = "";
  /** @type {import("typescript").WriteFileCallback} */
  const write = (path, text) => {
    if (path === KEPT) known = text;
  };
  for (;;) {
    const next = builder.emitNextAffectedFile(write);
    if (next === undefined)
      return { known, sources: [...affected].filter((source) => !source.isDeclarationFile) };
    if ("fileName" in next.affected) affected.add(next.affected);
  }
}

/**
 * @param {import("typescript").Program} program
 * @param {import("typescript").SourceFile[]} sourceFiles
 */
function transpile(program, sourceFiles) {
  Object.assign(program.getCompilerOptions(), { declaration: false, emitDeclarationOnly: false });
  /** @type {Record<string, string>} */
  const files = {};
  const { diagnostics } = new tstl.Transpiler().emit({
    program,
    sourceFiles,
    writeFile: (path, code) => {
      files[basename(path)] = code;
    },
  });
  return { files, diagnostics };
}

/** @param {Record<string, string>} files */
function setVersion(files) {
  const code = files[VERSION_FILE];
  if (code === undefined) return;
  if (!code.includes(VERSION_PLACE)) throw new Error(`${VERSION_FILE} has no place for the version`);
  files[VERSION_FILE] = code.replace(VERSION_PLACE, version);
}

/** @param {readonly import("typescript").Diagnostic[]} diagnostics */
function print(diagnostics) {
  const host = {
    ...ts.sys,
    getCanonicalFileName: (/** @type {string} */ name) => name,
    getNewLine: () => "\n",
  };
  process.stderr.write(ts.formatDiagnostics(diagnostics, host));
}

/** @param {string} rules */
function build(rules) {
  const last = readLast(rules);
  const builder = createProgram(last.known);
  const program = builder.getProgram();
  const { known, sources } = findAffected(builder);
  const { files, diagnostics: found } = transpile(program, sources);
  const checked = sources.flatMap((source) => ts.getPreEmitDiagnostics(program, source));
  const diagnostics = ts.sortAndDeduplicateDiagnostics([...checked, ...found]);
  if (diagnostics.length > 0) {
    print(diagnostics);
    return 1;
  }
  setVersion(files);
  const all = { ...last.files, ...files };
  mkdirSync(dirname(KEPT), { recursive: true });
  // Where nothing has changed, TypeScript writes nothing anew.
  writeFileSync(KEPT, JSON.stringify({ rules, known: known || last.known, files: all }));
  process.stdout.write(JSON.stringify(all));
  return 0;
}

process.exitCode = build(process.argv[2] ?? "");
