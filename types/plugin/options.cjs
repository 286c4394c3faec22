// Refuses options of the compiler that the plugin does not do, instead of writing something that is not right.
// @ts-check

/**
 * @typedef {import("typescript-to-lua").CompilerOptions} CompilerOptions
 */

/** @type {readonly (readonly [option: string, cure: string])[]} */
const REFUSED = [
  ["luaBundle", "Prosody loads a folder with a file for each source: leave it out"],
  ["luaBundleEntry", "Prosody loads a folder with a file for each source: leave it out"],
  ["inlineSourceMap", 'the Lua is what others read: set "sourceMap" instead'],
  [
    "sourceMapTraceback",
    'it needs a library that modules of Prosody do not have: set "sourceMap", and ask lua-to-ts.cjs',
  ],
];

/**
 * @param {CompilerOptions} options
 * @param {import("./rules.cjs").Report} report
 */
function findRefusedOptions(options, report) {
  return REFUSED.filter(([option]) => options[option] !== undefined && options[option] !== false).flatMap(
    ([option, cure]) => report("compiler-option", `"${option}" is not supported: ${cure}`),
  );
}

module.exports = { findRefusedOptions };
