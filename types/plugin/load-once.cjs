// Has a module load each of its libraries once: `module:require` has no cache.
// @ts-check
const lua = require("typescript-to-lua");
const { isName, walk } = require("./lua-tree.cjs");
const { addComments, setInline } = require("./marks.cjs");

/**
 * @typedef {import("typescript-to-lua").Expression} Expression
 * @typedef {import("typescript-to-lua").File} File
 * @typedef {import("typescript-to-lua").Statement} Statement
 */

const WHY = "Loads each library of this module once: module:require has no cache.";

const identifier = lua.createIdentifier;

/** @param {Statement} statement */
function loadsLibrary(statement) {
  return [...walk(statement)].some(
    (node) =>
      lua.isMethodCallExpression(node) &&
      isName(node.prefixExpression, "module") &&
      isName(node.name, "require"),
  );
}

/** @param {string} field */
function fieldOfModule(field) {
  return lua.createTableIndexExpression(identifier("module"), lua.createStringLiteral(field));
}

/** `loaded[name]` */
function kept() {
  return lua.createTableIndexExpression(identifier("loaded"), identifier("name"));
}

/**
 * `load_library(self, name)`, as the module itself would.
 * @returns {Expression}
 */
function load() {
  return lua.createCallExpression(identifier("load_library"), [identifier("self"), identifier("name")]);
}

/**
 * @param {Expression} condition
 * @param {Statement} statement
 */
function createShortIf(condition, statement) {
  const made = lua.createIfStatement(condition, lua.createBlock([statement]));
  setInline(made, "if it fits");
  return made;
}

/**
 * Replaces the `require` of this module's API, which no other module has. A global module has an API for each host, too
 * (`add_host`): what is loaded by that belongs to the host. As `require` does, it keeps `true` of a library that returns nothing.
 */
function createCache() {
  const { EqualityOperator, InequalityOperator, OrOperator } = lua.SyntaxKind;
  const isOther = lua.createBinaryExpression(identifier("self"), identifier("module"), InequalityOperator);
  const isNew = lua.createBinaryExpression(kept(), lua.createNilLiteral(), EqualityOperator);
  const value = lua.createBinaryExpression(load(), lua.createBooleanLiteral(true), OrOperator);
  const ofHost = createShortIf(isOther, lua.createReturnStatement([load()]));
  addComments(ofHost, {
    trailing: [{ lines: ["that of another host, as add_host gets it"], isApart: false }],
  });
  const body = lua.createBlock([
    ofHost,
    createShortIf(isNew, lua.createAssignmentStatement(kept(), value)),
    lua.createReturnStatement([kept()]),
  ]);
  const cache = lua.createDoStatement([
    lua.createVariableDeclarationStatement(
      [identifier("load_library"), identifier("loaded")],
      [fieldOfModule("require"), lua.createTableExpression()],
    ),
    lua.createAssignmentStatement(
      fieldOfModule("require"),
      lua.createFunctionExpression(body, [identifier("self"), identifier("name")]),
    ),
  ]);
  addComments(cache, { leading: [{ lines: [WHY], isApart: false }] });
  return cache;
}

/**
 * Puts the cache above the first statement of a module that loads a library; a module without libraries stays as it is.
 * @param {File} file
 */
function loadOnce(file) {
  const index = file.statements.findIndex(loadsLibrary);
  if (index >= 0) file.statements.splice(index, 0, createCache());
}

module.exports = { loadOnce };
