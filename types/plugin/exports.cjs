// Makes what a file exports a module's globals, or a library's table.
// @ts-check
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { returnLocals } = require("./library-table.cjs");
const { changeBelow, isName, walk } = require("./lua-tree.cjs");
const { addComments, commentsOf, setApart } = require("./marks.cjs");

/**
 * @typedef {import("typescript-to-lua").File} File
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {import("./lua-tree.cjs").LuaNode} LuaNode
 */

/** TypeScriptToLua's name for the table of a file's exports. */
const TRANSPILED_EXPORTS = "____exports";

/** The name under which a library's exports go: what Prosody's own libraries call it. */
const EXPORTS = "_M";

/**
 * @param {LuaNode} node
 * @returns {LuaNode}
 */
function makeGlobal(node) {
  if (lua.isTableIndexExpression(node) && isName(node.table, TRANSPILED_EXPORTS)) {
    const { index } = /** @type {import("typescript-to-lua").TableIndexExpression} */ (
      /** @type {unknown} */ (node)
    );
    if (lua.isStringLiteral(index)) {
      const { line, column } = node;
      const name = Object.assign(lua.createIdentifier(index.value), { line, column });
      return /** @type {LuaNode} */ (/** @type {unknown} */ (name));
    }
  }
  return changeBelow(node, makeGlobal);
}

/** @param {Statement} statement */
function isTable(statement) {
  return (
    lua.isVariableDeclarationStatement(statement) &&
    isName(statement.left[0], TRANSPILED_EXPORTS) &&
    statement.right?.[0]?.kind === lua.SyntaxKind.TableExpression
  );
}

/** @param {Statement} statement */
function isReturnOfTable(statement) {
  return lua.isReturnStatement(statement) && isName(statement.expressions[0], TRANSPILED_EXPORTS);
}

/**
 * Prosody ignores what a module returns: what it exports are its globals, which other modules see in its environment.
 * @param {File} file
 */
function makeExportsGlobal(file) {
  const last = file.statements.at(-1);
  file.statements = file.statements.filter((node) => !isTable(node) && !isReturnOfTable(node));
  const lastKept = file.statements.at(-1);
  if (last !== undefined && lastKept !== undefined && last !== lastKept) {
    addComments(lastKept, { after: commentsOf(last).after });
  }
  changeBelow(file, makeGlobal);
}

/** @param {Statement} statement */
function isRequire(statement) {
  return (
    lua.isVariableDeclarationStatement(statement) &&
    (statement.right ?? []).some((value) => [...walk(value)].some((node) => isName(node, "require")))
  );
}

/**
 * A library returns a table of its exports; what is not used is `_`. One that exports nothing returns an empty table, which whoever
 * loads it may index.
 * @param {File} file
 */
function nameExports(file) {
  if (!returnLocals(file, TRANSPILED_EXPORTS)) nameTable(file);
  for (const node of walk(file)) {
    if (isName(node, "____")) node.text = "_";
  }
}

/**
 * The table has the usual name, and is below what the library loads.
 * @param {File} file
 */
function nameTable(file) {
  const [table] = file.statements.filter(isTable);
  if (table !== undefined) {
    const others = file.statements.filter((node) => node !== table);
    const end = others.findIndex((node) => !isRequire(node));
    const below = others[end];
    if (below !== undefined) setApart(below);
    others.splice(end < 0 ? others.length : end, 0, table);
    file.statements = others;
  }
  file.statements.filter(isReturnOfTable).forEach(setApart);
  for (const node of walk(file)) {
    if (isName(node, TRANSPILED_EXPORTS)) node.text = EXPORTS;
  }
}

/**
 * `export { a }` would set a global to itself, where `a` is a local.
 * @param {import("typescript").SourceFile} source
 * @param {import("typescript-to-lua").TransformationContext} context
 * @param {import("./rules.cjs").Report} report
 */
function findExportLists(source, context, report) {
  const message =
    "an export list (`export { … }`) exports nothing from a module: " +
    "write `export function` or `export const` where each is declared";
  return source.statements
    .filter((node) => ts.isExportDeclaration(node))
    .filter(
      ({ exportClause, moduleSpecifier }) => exportClause !== undefined && moduleSpecifier === undefined,
    )
    .filter((node) => context.resolver.isValueAliasDeclaration(node))
    .flatMap((node) => report("export-list", message, node));
}

/**
 * `export default` would be a global, or a field, called `default`.
 * @param {import("typescript").SourceFile} source
 * @param {import("./rules.cjs").Report} report
 */
function findDefaultExports(source, report) {
  const message =
    "`export default` has no name in Lua: write `export function name` or `export const name`, and `import { name }`";
  return source.statements
    .filter(
      (node) =>
        ts.isExportAssignment(node) ||
        (ts.canHaveModifiers(node) &&
          ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true),
    )
    .filter((node) => !ts.isInterfaceDeclaration(node))
    .flatMap((node) => report("default-export", message, node));
}

module.exports = { findDefaultExports, findExportLists, makeExportsGlobal, nameExports };
