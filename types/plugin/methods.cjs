// Finds methods that lose their self, and functions that get one which they do not expect: in Lua all their arguments would be off by one.
// @ts-check
const ts = require("typescript");
const {
  ContextType,
  getCallContextType,
  getFunctionContextType,
} = require("typescript-to-lua/dist/transformation/utils/function-context");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").Expression} Expression
 * @typedef {import("typescript").Type} Type
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 */

/**
 * The ways to call functions of a type: with self, without, or both.
 * @param {TransformationContext} context
 * @param {Type | undefined} type
 * @returns {number} flags of `ContextType`
 */
function contextOf(context, type) {
  if (type === undefined) return ContextType.None;
  const parts = type.isUnion() ? type.types : [type];
  return parts.reduce((flags, part) => flags | getFunctionContextType(context, part), 0);
}

/**
 * The value that names a function: `c.tick`, `tick`, `c["tick"]`.
 * @param {Node} node
 * @returns {node is import("typescript").Identifier | import("typescript").PropertyAccessExpression | import("typescript").ElementAccessExpression}
 */
function isNamed(node) {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
  return ts.isIdentifier(node) && ts.isExpression(node);
}

/**
 * True of a method that is handed over together with its object, as to `pcall(room.save, room)`.
 * @param {Expression} method
 */
function isWithObject(method) {
  const call = method.parent;
  if (!ts.isCallExpression(call)) return false;
  if (!ts.isPropertyAccessExpression(method) && !ts.isElementAccessExpression(method)) return false;
  const object = method.expression.getText();
  return call.arguments.some((argument) => argument !== method && argument.getText() === object);
}

/**
 * The warning about a function that is handed over to where it is called otherwise than it expects.
 * @param {Expression} node
 * @param {TransformationContext} context
 */
function describeHandedOver(node, context) {
  const wanted = contextOf(context, context.checker.getContextualType(node));
  const given = contextOf(context, context.checker.getTypeAtLocation(node));
  const name = node.getText();
  const isMethod = given === ContextType.NonVoid && (wanted & ContextType.Void) !== 0;
  if (isMethod && !isWithObject(node))
    return `\`${name}\` is a method, and is called without its self here: what is meant for its first parameter would be its self. Hand over a function that calls it, as in \`(event) => ${name}(event)\``;
  if (given === ContextType.Void && wanted === ContextType.NonVoid)
    return `\`${name}\` takes no self, and is called with one here: all its arguments would be off by one. Hand over a function that calls it, as in \`(event) => ${name}(event)\``;
  return undefined;
}

/**
 * A method that is called by a name of its own: `const send = module.send; send(stanza)`.
 * @param {import("typescript").CallExpression} call
 * @param {TransformationContext} context
 */
function describeCall(call, context) {
  if (!ts.isIdentifier(call.expression)) return undefined;
  const [declaration] = context.checker.getSymbolAtLocation(call.expression)?.declarations ?? [];
  const isVariable =
    declaration !== undefined && (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration));
  if (!isVariable || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (getCallContextType(context, call) !== ContextType.NonVoid) return undefined;
  const name = call.expression.text;
  return `\`${name}\` is a method, and is called without an object here: its self would be nil. Call it on its object, as in \`object.${name}()\``;
}

/**
 * A first parameter called self, as one writes it in Lua, where the transpiler adds the self by itself.
 * @param {import("typescript").ArrowFunction | import("typescript").FunctionExpression} fn
 * @param {TransformationContext} context
 */
function describeParameter(fn, context) {
  const [first] = fn.parameters;
  if (first === undefined || !ts.isIdentifier(first.name) || !/^_*self$/.test(first.name.text))
    return undefined;
  if (contextOf(context, context.checker.getContextualType(fn)) !== ContextType.NonVoid) return undefined;
  return `\`${first.name.text}\` would get the first argument: what is called here has a self in Lua, which TypeScript does not name. Leave the parameter out, or write \`function (this: …, …)\``;
}

/**
 * @param {import("typescript").SourceFile} source
 * @param {TransformationContext} context
 * @param {import("./rules.cjs").Report} report
 */
function findLostSelf(source, context, report) {
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  const tell = (/** @type {Node} */ node, /** @type {string | undefined} */ message) => {
    if (message !== undefined) problems.push(...report("lost-self", message, node));
  };
  const visit = (/** @type {Node} */ node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (isNamed(node) && isHandedOver(node)) tell(node, describeHandedOver(node, context));
    if (ts.isCallExpression(node)) tell(node.expression, describeCall(node, context));
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      const [first] = node.parameters;
      tell(first ?? node, describeParameter(node, context));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

/**
 * True if the value of an expression goes to a call, a field, a variable with a type, or back to the caller.
 * @param {Expression} node
 * @returns {boolean}
 */
function isHandedOver(node) {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression !== node;
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) return parent.initializer === node;
  if (ts.isBinaryExpression(parent)) {
    const { EqualsToken, QuestionQuestionToken, BarBarToken } = ts.SyntaxKind;
    const { kind } = parent.operatorToken;
    return parent.right === node && [EqualsToken, QuestionQuestionToken, BarBarToken].includes(kind);
  }
  return (
    ts.isReturnStatement(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    (ts.isConditionalExpression(parent) && parent.condition !== node) ||
    (ts.isArrowFunction(parent) && parent.body === node) ||
    ts.isShorthandPropertyAssignment(parent)
  );
}

module.exports = { findLostSelf };
