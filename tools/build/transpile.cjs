// Transpiles src/, and writes the Lua as JSON, by file name; or prints diagnostics, and exits with 1.
// A program of its own in JavaScript: tsx would look at each line of the compiler, a quarter of a build.
// @ts-check
const { basename, join } = require("node:path");
const ts = require("typescript");
const tstl = require("typescript-to-lua");
const { version } = require("../../package.json");

/** The file of src/version.ts, which leaves a place for the version. */
const VERSION_FILE = "version.lib.lua";
const VERSION_PLACE = "@VERSION@";

/** @type {Record<string, string>} */
const files = {};
const { diagnostics } = tstl.transpileProject(join(__dirname, "../../tsconfig.json"), {}, (path, code) => {
  files[basename(path)] = code;
});

if (diagnostics.length > 0) {
  const host = {
    ...ts.sys,
    getCanonicalFileName: (/** @type {string} */ name) => name,
    getNewLine: () => "\n",
  };
  process.stderr.write(ts.formatDiagnostics(diagnostics, host));
  process.exitCode = 1;
} else {
  const code = files[VERSION_FILE];
  if (!code?.includes(VERSION_PLACE)) throw new Error(`${VERSION_FILE} has no place for the version`);
  files[VERSION_FILE] = code.replace(VERSION_PLACE, version);
  process.stdout.write(JSON.stringify(files));
}
