// Gives variables back the names of Lua's own that the transpiler takes from them, where nobody needs what they hide.
// @ts-check
const lua = require("typescript-to-lua");
const { isLuaName } = require("./lua-names.cjs");
const { isName, walk } = require("./lua-tree.cjs");

/**
 * @typedef {import("typescript-to-lua").Statement} Statement
 */

const MADE_UP = /^____([a-z_]\w*)$/i;

/**
 * True if a name is read or set in a statement. Methods and fields of that name do not count.
 * @param {Statement} statement
 * @param {string} name
 */
function mentions(statement, name) {
  const methods = new Set(
    [...walk(statement)].flatMap((node) =>
      lua.isMethodCallExpression(node) ? [/** @type {unknown} */ (node.name)] : [],
    ),
  );
  return [...walk(statement)].some((node) => isName(node, name) && !methods.has(node));
}

/**
 * Calls `____type` `type` again: in the statements that have it, or in the whole file if it is the file's own, none of which may need
 * Lua's `type`.
 * @param {import("typescript-to-lua").File} file
 * @param {readonly string[]} names which the source has
 */
function restoreNames(file, names) {
  for (const name of names) {
    const madeUp = `____${name}`;
    const users = file.statements.filter((statement) => mentions(statement, madeUp));
    const isOfFile = users.some(
      (node) => lua.isVariableDeclarationStatement(node) && node.left.some((left) => left.text === madeUp),
    );
    if ((isOfFile ? file.statements : users).some((statement) => mentions(statement, name))) continue;
    for (const node of users.flatMap((statement) => [...walk(statement)])) {
      if (isName(node, madeUp)) node.text = name;
    }
  }
}

/**
 * The names of the source that the transpiler made up others for, and that variables may have in Lua.
 * @param {import("typescript-to-lua").File} file
 * @param {ReadonlySet<string>} identifiers of the source
 */
function takenNames(file, identifiers) {
  const taken = [...walk(file)].flatMap((node) => (isName(node) ? (MADE_UP.exec(node.text)?.[1] ?? []) : []));
  return [...new Set(taken)].filter((name) => isLuaName(name) && identifiers.has(name));
}

module.exports = { restoreNames, takenNames };
