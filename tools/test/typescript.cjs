// Checks types and lints: the files named, and those of their projects whose types may be others than when nothing was wrong last.
// One program of TypeScript serves both, since most of the work is to make it and to find out types.
// With --anew nothing is known from before, or kept. A program of its own in JavaScript: tsx would look at each line of the compiler.
// @ts-check
// From Node 22 on: what has been compiled need not be the next time.
require("node:module").enableCompileCache?.();
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { ESLint } = require("eslint");
const ts = require("typescript");

const ROOT = join(__dirname, "../..");
const isAnew = process.argv[2] === "--anew";
const names = process.argv.slice(isAnew ? 3 : 2);

/** The projects, by all files that they may depend on. */
const PROJECTS = Object.entries({
  "tsconfig.json": /^(src|types)\//,
  "spec/unit/tsconfig.json": /^(spec\/unit|types|packages\/prosody-launcher\/src\/busted)\//,
  "packages/converse-muc-people/tsconfig.json": /^(packages|tools)\//,
  "examples/tsconfig.json": /^(examples|packages)\//,
  "tsconfig.tools.json": /^(tools|rigs|packages|spec|types\/test)\//,
});

/**
 * A program that knows what was found out the last time.
 * @param {string} project
 */
function createProgram(project) {
  const tsBuildInfoFile = join(ROOT, "build/cache", `${project.replaceAll("/", "-")}.tsbuildinfo`);
  const options = { noEmit: true, incremental: true, tsBuildInfoFile: isAnew ? undefined : tsBuildInfoFile };
  /** @type {import("typescript").ParseConfigFileHost} */
  const host = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    },
  };
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, project), options, host);
  if (config === undefined) throw new Error(`There is no ${project}`);
  return ts.createIncrementalProgram({
    rootNames: config.fileNames,
    options: config.options,
    configFileParsingDiagnostics: config.errors,
    createProgram: ts.createSemanticDiagnosticsBuilderProgram,
  });
}

/**
 * Checks types. Returns the files whose types may be others than the last time, by a change of their own or in another file.
 * @param {import("typescript").SemanticDiagnosticsBuilderProgram} builder
 */
function findAffected(builder) {
  while (builder.getSemanticDiagnosticsOfNextAffectedFile() !== undefined);
  // TypeScript does not publish of which files it knows the diagnostics still. If that has another name one day, all are affected.
  /** @type {{ state?: { semanticDiagnosticsFromOldState?: Set<string> } }} */
  const { state } = /** @type {any} */ (builder);
  return builder
    .getSourceFiles()
    .filter(({ path }) => !state?.semanticDiagnosticsFromOldState?.has(path))
    .map(({ fileName }) => fileName);
}

/** @param {readonly import("typescript").Diagnostic[]} diagnostics */
function reportDiagnostics(diagnostics) {
  const host = {
    getCurrentDirectory: () => ROOT,
    getCanonicalFileName: (/** @type {string} */ name) => name,
    getNewLine: () => "\n",
  };
  process.stdout.write(ts.formatDiagnostics(diagnostics, host));
  return diagnostics.length === 0;
}

/** The program of the project that is looked at. */
const programs = /** @type {import("typescript").Program[]} */ ([]);
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { files: ["**/*.ts"], languageOptions: { parserOptions: { programs } } },
});

/**
 * Lints files of a project, or without one.
 * @param {string | undefined} project
 * @param {Iterable<string>} files
 */
async function lint(project, files) {
  /** @type {string[]} */
  const own = [];
  for (const file of new Set(files)) {
    const config = await eslint.calculateConfigForFile(file);
    if (config && config.languageOptions.parserOptions?.project === project) own.push(file);
  }
  const results = own.length === 0 ? [] : await eslint.lintFiles(own);
  const { format } = await eslint.loadFormatter();
  process.stdout.write(await format(results, { cwd: ROOT, rulesMeta: {} }));
  return results.every(({ errorCount }) => errorCount === 0);
}

/**
 * @param {string} project
 * @param {readonly string[]} files
 */
async function checkProject(project, files) {
  const builder = createProgram(project);
  const affected = findAffected(builder).filter((file) => !file.includes("/node_modules/"));
  const isTyped = reportDiagnostics(ts.getPreEmitDiagnostics(builder));
  programs[0] = builder.getProgram();
  const isClean = await lint(project, [...files, ...affected]);
  if (isTyped && isClean && !isAnew) builder.emit();
  return isTyped && isClean;
}

async function check() {
  const files = names.filter((name) => existsSync(join(ROOT, name))).map((name) => join(ROOT, name));
  const results = [await lint(undefined, files)];
  for (const [project, covered] of PROJECTS)
    if (names.some((name) => covered.test(name))) results.push(await checkProject(project, files));
  return results.every(Boolean);
}

check().then((passed) => {
  process.exitCode = passed ? 0 : 1;
});
