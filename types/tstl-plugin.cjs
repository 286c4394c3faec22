// A TypeScriptToLua plugin that makes its output a Prosody plugin:
// `mod_NAME.ts` is the module, every other file becomes a library (`NAME.lib.lua`) loaded with `module:require`,
// and what could not run in Prosody, or would not read like a module of Prosody's, is an error.
// @ts-check
const path = require("node:path");
const ts = require("typescript");

/** The name under which a file's exports go: what Prosody's own libraries call it. */
const EXPORTS = "_M";

/** @param {string} message */
function problem(message) {
  return /** @type {import("typescript").Diagnostic} */ ({
    category: ts.DiagnosticCategory.Error,
    code: 0,
    source: "prosody-plugin",
    file: undefined,
    start: undefined,
    length: undefined,
    messageText: message,
  });
}

/** @param {string} outputPath */
function isModule(outputPath) {
  return path.basename(outputPath).startsWith("mod_");
}

/**
 * A file of the plugin loads another through `module:require`, which finds it in the module's folder.
 * @param {string} code
 * @param {Set<string>} libraries
 */
function requireLibraries(code, libraries) {
  return code.replace(/\brequire\("([^"]+)"\)/g, (whole, /** @type {string} */ name) =>
    libraries.has(name) ? `module:${whole}` : whole,
  );
}

/**
 * Prosody ignores what a module returns: what it exports are its globals, which other modules see in its environment.
 * A library hands over its exports under the usual name.
 * @param {string} code
 * @param {boolean} isEntry
 */
function nameExports(code, isEntry) {
  if (!isEntry) return code.replace(/\b____exports\b/g, EXPORTS);
  return code
    .replace(/^local ____exports = \{\}\n/m, "")
    .replace(/^return ____exports\n/m, "")
    .replace(/\b____exports\./g, "");
}

/**
 * What is not used is `_`, and functions, blocks and what has a comment stand apart.
 * @param {string} code
 */
function makeReadable(code) {
  return code
    .replace(/\b____,/g, "_,")
    .replace(/^(?!--|return _M)(.*)\n(?=(?:--- |if |for |local function ))/gm, "$1\n\n")
    .replace(/^(end)\n(?!\n)/gm, "$1\n\n")
    .replace(
      /^((?:local \w+ = )?(?:module:)?require\(.*\))\n(?!(?:local \w+ = )?(?:module:)?require\(|\n)/gm,
      "$1\n\n",
    );
}

/**
 * @param {string} code
 * @param {string} file
 */
function findProblems(code, file) {
  const found = new Set(code.match(/\b(?:__TS__|____)\w+/g) ?? []);
  return [...found].map((name) =>
    problem(
      name.startsWith("__TS__")
        ? `${file}: ${name} is a function of lualib, which a Prosody plugin does not have: write it another way`
        : `${file}: ${name} is a name made up by the transpiler: write it in a way that needs none`,
    ),
  );
}

/** @type {import("typescript-to-lua").Plugin} */
const plugin = {
  beforeEmit(program, options, _host, files) {
    const root = path.dirname(
      /** @type {string} */ (options.configFilePath ?? program.getCurrentDirectory()),
    );
    const libraries = new Set(
      files
        .filter((file) => !isModule(file.outputPath))
        .map((file) => path.basename(file.outputPath, ".lua")),
    );
    const problems = [];
    for (const file of files) {
      const source = file.sourceFiles?.[0]?.fileName ?? file.outputPath;
      const name = path.relative(root, source).split(path.sep).join("/");
      const isEntry = isModule(file.outputPath);
      file.code = makeReadable(nameExports(requireLibraries(file.code, libraries), isEntry));
      file.code = `-- Generated from ${name} by TypeScriptToLua: changes belong there.\n${file.code}`;
      if (!isEntry) file.outputPath = file.outputPath.replace(/\.lua$/, ".lib.lua");
      problems.push(...findProblems(file.code, name));
    }
    return problems;
  },
};

module.exports = { default: plugin, ...plugin };
