// Finds out whether it makes a difference that a library is loaded twice.
// @ts-check
const ts = require("typescript");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").Program} Program
 * @typedef {{ node: Node, reason: string }} State
 */

/** Functions of Lua's that change nothing, and give the same each time. */
const PURE =
  /^(?:tonumber|tostring|type|select|assert|pairs|ipairs|next|rawget|rawequal|rawlen|string|math(?!\.random)|os\.getenv)\b/;

/** Functions of Lua's that change their first argument. */
const CHANGING = /^(?:table\.(?:insert|remove|sort|move)|rawset|setmetatable)$/;

/** Functions of Lua's that only read their arguments. */
const READING =
  /^(?:pairs|ipairs|next|select|type|tostring|rawget|rawequal|unpack|table\.(?:concat|unpack)|string\.\w+)$/;

/**
 * @param {Node} node
 * @returns {Node}
 */
function withoutCasts(node) {
  const isCast =
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node);
  return isCast ? withoutCasts(node.expression) : node;
}

/**
 * Whether a call is of a function that the file could as well call again.
 * @param {import("typescript").CallExpression} call
 */
function isPure({ expression }) {
  const name = expression.getText();
  // an option reads the same each time
  const isReading = name === "module.require" || /^module\.get_option\w*$/.test(name);
  return PURE.test(name) || isReading || name.startsWith("$");
}

/**
 * What is done while a file is loaded, outside of functions, that is done again when it is loaded again.
 * @param {Node} node
 * @returns {State | undefined}
 */
function findEffect(node) {
  if (ts.isFunctionLike(node)) return undefined;
  if (ts.isCallExpression(node) && !isPure(node))
    return { node, reason: `\`${node.expression.getText()}()\`` };
  if (ts.isNewExpression(node)) return { node, reason: `\`new ${node.expression.getText()}\`` };
  if (ts.isBinaryExpression(node) && isAssigning(node.operatorToken.kind))
    return { node, reason: `\`${node.left.getText()}\` is set` };
  return ts.forEachChild(node, findEffect);
}

/** @param {import("typescript").SyntaxKind} kind */
function isAssigning(kind) {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/**
 * What is not there in Lua, or does nothing when it is loaded.
 * @param {Node} node
 */
function isDeclaration(node) {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

/**
 * What is done with a table where it is named: `undefined` if it is only read.
 * @param {Node} name
 * @param {import("typescript").TypeChecker} checker
 * @returns {string | undefined}
 */
function useOf(name, checker) {
  const { parent } = name;
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return useOf(parent, checker);
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return useOf(parent, checker);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    if (parent.expression !== name) return undefined;
    return changeOf(parent, checker);
  }
  if (ts.isCallExpression(parent) && parent.expression !== name) {
    const called = parent.expression.getText();
    if (CHANGING.test(called))
      return parent.arguments[0] === name ? `\`${called}\` changes it` : "it is kept elsewhere";
    return READING.test(called) ? undefined : `it is handed to \`${called}()\`, which may change it`;
  }
  if (ts.isForOfStatement(parent) || ts.isTypeQueryNode(parent) || ts.isExportSpecifier(parent))
    return undefined;
  if (ts.isVariableDeclaration(parent) && parent.name === name) return undefined;
  if (ts.isBinaryExpression(parent) && !isAssigning(parent.operatorToken.kind)) return undefined;
  if (ts.isReturnStatement(parent) || ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent))
    return "it is handed on, and may be changed there";
  return undefined;
}

/**
 * How a field of a table, or a field of that, is changed.
 * @param {Node} access
 * @param {import("typescript").TypeChecker} checker
 * @returns {string | undefined}
 */
function changeOf(access, checker) {
  const { parent } = access;
  if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent))
    return changeOf(parent, checker);
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return parent.expression === access ? changeOf(parent, checker) : undefined;
  if (ts.isBinaryExpression(parent) && parent.left === access && isAssigning(parent.operatorToken.kind))
    return `\`${access.getText()}\` is set`;
  if (ts.isDeleteExpression(parent)) return `\`${access.getText()}\` is deleted`;
  if (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) {
    const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
    return [PlusPlusToken, MinusMinusToken].includes(parent.operator)
      ? `\`${access.getText()}\` is set`
      : undefined;
  }
  if (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === access &&
    CHANGING.test(parent.expression.getText())
  )
    return `\`${parent.expression.getText()}\` changes it`;
  return undefined;
}

/**
 * Whether nobody can change a table: an array or object all of whose items are read-only.
 * @param {import("typescript").Type} type
 * @param {import("typescript").TypeChecker} checker
 */
function isReadonly(type, checker) {
  if (checker.isArrayType(type) || checker.isTupleType(type))
    return /^readonly /.test(checker.typeToString(type));
  return (
    type.getProperties().every((property) => {
      const [declaration] = property.declarations ?? [];
      return (
        declaration !== undefined &&
        (ts.getCombinedModifierFlags(/** @type {import("typescript").Declaration} */ (declaration)) &
          ts.ModifierFlags.Readonly) !==
          0
      );
    }) && type.getProperties().length > 0
  );
}

/**
 * Where one of the project's files changes a table.
 * @param {import("typescript").VariableDeclaration} declaration
 * @param {Program} program
 * @returns {State | undefined}
 */
function findChange(declaration, program) {
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(declaration.name);
  const visit = (/** @type {Node} */ node) => {
    if (ts.isIdentifier(node) && node.text === symbol?.name) {
      const named = checker.getSymbolAtLocation(node);
      const is =
        named !== undefined && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
      const use = is === symbol ? useOf(node, checker) : undefined;
      if (use !== undefined) return { node, reason: use };
    }
    return ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    const change = visit(file);
    if (change !== undefined)
      return { node: declaration, reason: `\`${declaration.name.getText()}\`: ${change.reason}` };
  }
  return undefined;
}

/**
 * @param {import("typescript").VariableStatement} statement
 * @param {Program} program
 * @returns {State | undefined}
 */
function findVariable({ declarationList }, program) {
  const checker = program.getTypeChecker();
  for (const declaration of declarationList.declarations) {
    if ((declarationList.flags & ts.NodeFlags.Const) === 0)
      return { node: declaration, reason: `\`let ${declaration.name.getText()}\`` };
    const { initializer } = declaration;
    if (initializer === undefined) continue;
    const effect = findEffect(initializer);
    if (effect !== undefined) return effect;
    const value = withoutCasts(initializer);
    const isTable = ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value);
    if (!isTable || isReadonly(checker.getTypeAtLocation(declaration.name), checker)) continue;
    const change = findChange(declaration, program);
    if (change !== undefined) return change;
  }
  return undefined;
}

/**
 * The first thing in a file that would be there twice if the file is loaded twice, or would be done twice: variables, tables that
 * change, and calls. Undefined where there is none.
 * @param {import("typescript").SourceFile} file
 * @param {Program} program
 * @returns {State | undefined}
 */
function findState(file, program) {
  for (const statement of file.statements) {
    if (isDeclaration(statement)) continue;
    const state = ts.isVariableStatement(statement)
      ? findVariable(statement, program)
      : findEffect(statement);
    if (state !== undefined) return state;
  }
  return undefined;
}

module.exports = { findState };
