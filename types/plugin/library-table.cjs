// Writes a library as Prosody's authors do: local functions and constants, and `return { name = name; … }` at the end.
// @ts-check
const lua = require("typescript-to-lua");
const { isLuaName } = require("./lua-names.cjs");
const { changeBelow, isName, walk } = require("./lua-tree.cjs");
const { setApart, setBroken } = require("./marks.cjs");

/**
 * @typedef {import("typescript-to-lua").File} File
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {import("typescript-to-lua").Expression} Expression
 * @typedef {import("./lua-tree.cjs").LuaNode} LuaNode
 */

/** Names that Lua, or the transpiler, needs for itself: a local of that name would hide them. */
const TAKEN = new Set(
  "_G assert coroutine debug error ipairs math module next pairs pcall print rawget require select self string table tostring type unpack".split(
    " ",
  ),
);

/**
 * The name of an export, where an expression is one.
 * @param {unknown} node
 * @param {string} exports what the table of exports is called
 * @returns {string | undefined}
 */
function exportedName(node, exports) {
  const { table, index } = /** @type {{ table?: unknown, index?: Expression }} */ (node);
  if (!isName(table, exports) || index === undefined || !lua.isStringLiteral(index)) return undefined;
  return index.value;
}

/**
 * The exports that a statement sets; empty if it sets anything else.
 * @param {Statement} statement
 * @param {string} exports
 * @returns {string[]}
 */
function setBy(statement, exports) {
  if (!lua.isAssignmentStatement(statement)) return [];
  const names = statement.left.map((target) => exportedName(target, exports));
  return names.includes(undefined) ? [] : /** @type {string[]} */ (names);
}

/**
 * `____exports.a = a`, which came of `export { a }`.
 * @param {Statement} statement
 * @param {string} exports
 */
function isOfList(statement, exports) {
  const [name, ...others] = setBy(statement, exports);
  return (
    others.length === 0 &&
    name !== undefined &&
    lua.isAssignmentStatement(statement) &&
    isName(statement.right[0], name)
  );
}

/**
 * @param {Statement} statement
 * @param {string} exports
 * @returns {Set<string>} the exports that it reads or sets, anywhere in it
 */
function namesIn(statement, exports) {
  return new Set([...walk(statement)].flatMap((node) => exportedName(node, exports) ?? []));
}

/**
 * True if locals may stand for the exports: each is set once, by a statement of the file, its name is free, and nobody else has
 * the table.
 * @param {File} file
 * @param {string} exports
 */
function mayBeLocals(file, exports) {
  const nodes = [...walk(file)];
  const assigned = nodes
    .filter((node) => node.kind === lua.SyntaxKind.AssignmentStatement)
    .flatMap(({ left }) =>
      /** @type {unknown[]} */ (left).flatMap((each) => exportedName(each, exports) ?? []),
    );
  const set = file.statements.flatMap((statement) => setBy(statement, exports));
  const names = new Set(set);
  const locals = new Set(
    file.statements
      .filter((node) => lua.isVariableDeclarationStatement(node))
      .flatMap(({ left }) => left.map(({ text }) => text)),
  );
  const listed = new Set(
    file.statements.filter((each) => isOfList(each, exports)).flatMap((each) => setBy(each, exports)),
  );
  const fields = nodes.filter((node) => exportedName(node, exports) !== undefined).length;
  const mentions = nodes.filter((node) => isName(node, exports)).length;
  return (
    assigned.length === set.length &&
    names.size === set.length &&
    [...names].every((name) => isLuaName(name) && !TAKEN.has(name)) &&
    [...names].every((name) => listed.has(name) || !locals.has(name)) &&
    // besides in its fields, it is named where it is declared and where it is returned
    mentions === fields + 2
  );
}

/**
 * The exports that are named above the statement that sets them, or inside of it, where a local is not known yet.
 * @param {File} file
 * @param {string} exports
 */
function findEarly(file, exports) {
  /** @type {Set<string>} */
  const named = new Set();
  /** @type {Set<string>} */
  const early = new Set();
  let first = file.statements.length;
  file.statements.forEach((statement, index) => {
    const [value] = lua.isAssignmentStatement(statement) ? statement.right : [];
    const isFunction = value !== undefined && lua.isFunctionExpression(value);
    const inside = lua.isAssignmentStatement(statement) && !isFunction ? statement.right : [];
    for (const name of setBy(statement, exports)) {
      const isInside = inside.some((each) =>
        [...walk(each)].some((node) => exportedName(node, exports) === name),
      );
      if (named.has(name) || isInside) early.add(name);
      if (isInside) first = Math.min(first, index);
    }
    namesIn(statement, exports).forEach((name) => named.add(name));
  });
  const firstNamed = file.statements.findIndex((statement) =>
    [...namesIn(statement, exports)].some((name) => early.has(name)),
  );
  return { names: [...early], index: firstNamed < 0 ? first : firstNamed };
}

/**
 * Makes the statements that set exports declare locals. One that is named earlier is declared there, and set where it was.
 * @param {File} file
 * @param {string} exports
 */
function declareLocals(file, exports) {
  const early = findEarly(file, exports);
  const isEarly = new Set(early.names);
  for (const statement of file.statements) {
    const names = setBy(statement, exports);
    if (names.length === 0 || names.some((name) => isEarly.has(name))) continue;
    Object.assign(statement, { kind: lua.SyntaxKind.VariableDeclarationStatement });
  }
  if (early.names.length === 0) return;
  const declared = lua.createVariableDeclarationStatement(
    early.names.map((name) => lua.createIdentifier(name)),
  );
  file.statements.splice(early.index, 0, declared);
}

/**
 * @param {LuaNode} node
 * @param {string} exports
 * @returns {LuaNode}
 */
function readLocal(node, exports) {
  const name = exportedName(node, exports);
  if (name === undefined) return changeBelow(node, (below) => readLocal(below, exports));
  const { line, column } = node;
  return /** @type {LuaNode} */ (
    /** @type {unknown} */ (Object.assign(lua.createIdentifier(name), { line, column }))
  );
}

/** @param {string[]} names */
function createTable(names) {
  const table = lua.createTableExpression(
    names.map((name) =>
      lua.createTableFieldExpression(lua.createIdentifier(name), lua.createStringLiteral(name)),
    ),
  );
  if (names.length > 1) setBroken(table);
  return table;
}

/**
 * Makes the exports of a library locals, and has it return a table of them. Leaves it alone, and returns false, where that would do
 * something else: where an export is set again, say, which whoever has the library is to see.
 * @param {File} file
 * @param {string} exports what the table of exports is called
 * @returns {boolean}
 */
function returnLocals(file, exports) {
  const last = file.statements.at(-1);
  const table = file.statements.find(
    (node) => lua.isVariableDeclarationStatement(node) && isName(node.left[0], exports),
  );
  if (table === undefined || last === undefined || !lua.isReturnStatement(last)) return false;
  if (!mayBeLocals(file, exports)) return false;
  const names = file.statements.flatMap((statement) => setBy(statement, exports));
  file.statements = file.statements.filter((node) => node !== table && !isOfList(node, exports));
  declareLocals(file, exports);
  changeBelow(file, (node) => readLocal(node, exports));
  last.expressions = [createTable(names)];
  setApart(last);
  return true;
}

module.exports = { returnLocals };
