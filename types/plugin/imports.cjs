// Writes imports as modules of Prosody's load libraries: `local split = require "util.jid".split`.
// @ts-check
const path = require("node:path");
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { isLuaName } = require("./lua-names.cjs");
const { isName, substitute } = require("./lua-tree.cjs");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {import("typescript-to-lua").VariableDeclarationStatement} Local
 */

/**
 * The name of a library's own, where the file has no use for it yet.
 * @param {import("typescript").ImportDeclaration} node
 */
function nameOfLibrary(node) {
  if (!ts.isStringLiteral(node.moduleSpecifier)) return undefined;
  const name = path.basename(node.moduleSpecifier.text).split(".").at(-1) ?? "";
  const isTaken = (/** @type {Node} */ below) =>
    (ts.isIdentifier(below) && below.text === name) || ts.forEachChild(below, isTaken) === true;
  return isLuaName(name) && !isTaken(node.getSourceFile()) ? name : undefined;
}

/**
 * Names that are taken out of a library. Lua keeps the libraries of Prosody's (`require`), but not those of a plugin
 * (`module:require`), which is loaded once and then taken apart.
 * @param {import("typescript").ImportDeclaration} node
 * @param {Statement[]} statements
 * @returns {Statement[]}
 */
function takeNames(node, statements) {
  const [loaded, ...taken] = /** @type {Local[]} */ (statements);
  const [temporary] = loaded?.left ?? [];
  const call = loaded?.right?.[0];
  if (loaded === undefined || temporary === undefined || call === undefined || taken.length === 0)
    return statements;
  const isOwn = ts.isStringLiteral(node.moduleSpecifier) && /^\.{0,2}\//.test(node.moduleSpecifier.text);
  if (!isOwn || taken.length === 1) return taken.map((local) => substitute(local, temporary.text, call));
  const name = nameOfLibrary(node);
  if (name === undefined) return statements;
  const library = lua.createIdentifier(name);
  const joined = lua.createVariableDeclarationStatement(
    taken.flatMap(({ left }) => left),
    taken.flatMap((local) => substitute(local, temporary.text, library).right ?? []),
  );
  temporary.text = name;
  return [loaded, joined];
}

/**
 * The statements of an import. TypeScriptToLua keeps them in the scope of the file.
 * @param {import("typescript").ImportDeclaration} transformed
 * @param {import("typescript-to-lua").TransformationContext} context
 * @returns {Statement[]}
 */
function shortenImports(transformed, context) {
  const node = ts.getOriginalNode(transformed, ts.isImportDeclaration);
  const scope = /** @type {{ importStatements?: Statement[] }} */ (context.scopeStack.at(-1));
  const known = scope.importStatements ?? [];
  scope.importStatements = [];
  context.superTransformStatements(transformed);
  const made = scope.importStatements;
  const [first] = made;
  const isTemporary =
    first !== undefined &&
    lua.isVariableDeclarationStatement(first) &&
    first.left[0] !== undefined &&
    isName(first.left[0]) &&
    first.left[0].text.startsWith("____");
  const statements = isTemporary && node.importClause?.name === undefined ? takeNames(node, made) : made;
  scope.importStatements = [...known, ...statements];
  return statements;
}

module.exports = { shortenImports };
