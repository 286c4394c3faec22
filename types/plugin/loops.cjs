// Writes `for (let i = 0; i < n; i++)` as Lua's `for i = 0, n - 1 do`, whose variable is a new one each time, as in TypeScript.
// @ts-check
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { transformLoopBody } = require("typescript-to-lua/dist/transformation/visitors/loops/utils");
const { ScopeType } = require("typescript-to-lua/dist/transformation/utils/scope");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").Expression} Expression
 * @typedef {import("typescript").ForStatement} ForStatement
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 */

const { SyntaxKind } = ts;

/**
 * A whole number that is written as one, with a minus or without.
 * @param {Expression} node
 * @returns {number | undefined}
 */
function wholeNumber(node) {
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.MinusToken) {
    const value = wholeNumber(node.operand);
    return value === undefined ? undefined : -value;
  }
  if (!ts.isNumericLiteral(node)) return undefined;
  const value = Number(node.text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/**
 * By how much a loop goes on: `i++`, `i -= 2`.
 * @param {Expression | undefined} node
 * @param {string} name
 * @returns {number | undefined}
 */
function stepOf(node, name) {
  if (node === undefined) return undefined;
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    if (!ts.isIdentifier(node.operand) || node.operand.text !== name) return undefined;
    if (node.operator === SyntaxKind.PlusPlusToken) return 1;
    return node.operator === SyntaxKind.MinusMinusToken ? -1 : undefined;
  }
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left) || node.left.text !== name)
    return undefined;
  const step = wholeNumber(node.right);
  if (step === undefined || step === 0) return undefined;
  if (node.operatorToken.kind === SyntaxKind.PlusEqualsToken) return step;
  return node.operatorToken.kind === SyntaxKind.MinusEqualsToken ? -step : undefined;
}

/**
 * True if the test finds the node itself, or one below it.
 * @param {Node} node
 * @param {(node: Node) => boolean} test
 * @returns {boolean}
 */
function some(node, test) {
  return test(node) || ts.forEachChild(node, (child) => some(child, test) || undefined) === true;
}

/** @param {Node} node */
function isAssigned(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.left === node && kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  if (ts.isDeleteExpression(parent)) return true;
  const { PlusPlusToken, MinusMinusToken } = SyntaxKind;
  return (
    (ts.isPostfixUnaryExpression(parent) || ts.isPrefixUnaryExpression(parent)) &&
    [PlusPlusToken, MinusMinusToken].includes(/** @type {never} */ (parent.operator))
  );
}

/**
 * True if only the items and the length of a name are read below a node, as far as can be seen, and nobody else gets it.
 * @param {Node} body
 * @param {string} name
 */
function isOnlyRead(body, name) {
  return !some(body, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return false;
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
    if (ts.isElementAccessExpression(parent) && parent.expression === node) return isAssigned(parent);
    return !(ts.isPropertyAccessExpression(parent) && parent.name.text === "length");
  });
}

/**
 * True if the limit is the same each time that the loop asks for it.
 * @param {Expression} limit
 * @param {ForStatement} loop
 * @param {import("typescript").TypeChecker} checker
 */
function isFixed(limit, loop, checker) {
  if (wholeNumber(limit) !== undefined) return true;
  const name =
    ts.isPropertyAccessExpression(limit) && limit.name.text === "length" ? limit.expression : limit;
  if (!ts.isIdentifier(name)) return false;
  const [declaration] = checker.getSymbolAtLocation(name)?.declarations ?? [];
  if (declaration === undefined || !isNeverSet(declaration, name.text)) return false;
  if (name === limit) return true;
  return isOnlyRead(loop.statement, name.text) && !isChangedByOthers(declaration, name.text, loop);
}

/**
 * True if a function that the loop may call does more than read the array.
 * @param {Node} declaration of the array
 * @param {string} name
 * @param {ForStatement} loop
 */
function isChangedByOthers(declaration, name, loop) {
  const scope = ts.findAncestor(declaration, (node) => ts.isBlock(node) || ts.isSourceFile(node));
  const isAround = (/** @type {Node} */ node) => node.pos <= loop.pos && loop.end <= node.end;
  return (
    scope !== undefined &&
    some(scope, (node) => ts.isFunctionLike(node) && !isAround(node) && !isOnlyRead(node, name))
  );
}

/**
 * True if a variable or parameter keeps its first value, as far as can be seen.
 * @param {import("typescript").Declaration} declaration
 * @param {string} name
 */
function isNeverSet(declaration, name) {
  if ((ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0) return true;
  if (!ts.isParameter(declaration)) return false;
  return !some(declaration.parent, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return false;
    const { parent } = node;
    return isAssigned(node) || ts.isArrayLiteralExpression(parent) || ts.isObjectLiteralElement(parent);
  });
}

/**
 * Reads the range of a loop that Lua's `for` does in the same way.
 * @param {ForStatement} loop
 * @param {import("typescript").TypeChecker} checker
 */
function readRange(loop, checker) {
  const variable = variableOf(loop);
  const { condition } = loop;
  if (variable?.initializer === undefined || condition === undefined || !ts.isBinaryExpression(condition))
    return undefined;
  const name = variable.name.text;
  const step = stepOf(loop.incrementor, name);
  if (step === undefined || (wholeNumber(variable.initializer) === undefined && Math.abs(step) !== 1))
    return undefined;
  if (!ts.isIdentifier(condition.left) || condition.left.text !== name) return undefined;
  const { kind } = condition.operatorToken;
  const { LessThanToken, LessThanEqualsToken, GreaterThanToken, GreaterThanEqualsToken } = SyntaxKind;
  const right = step > 0 ? [LessThanToken, LessThanEqualsToken] : [GreaterThanToken, GreaterThanEqualsToken];
  if (!right.includes(/** @type {never} */ (kind)) || !isFixed(condition.right, loop, checker))
    return undefined;
  const isExclusive = kind === LessThanToken || kind === GreaterThanToken;
  const isWhole =
    wholeNumber(condition.right) !== undefined || ts.isPropertyAccessExpression(condition.right);
  if (isExclusive && !(isWhole && wholeNumber(variable.initializer) !== undefined)) return undefined;
  if (some(loop.statement, (node) => ts.isIdentifier(node) && node.text === name && isAssigned(node)))
    return undefined;
  return { variable, start: variable.initializer, limit: condition.right, isExclusive, step };
}

/**
 * The variable of a loop that has one.
 * @param {ForStatement} loop
 */
function variableOf({ initializer }) {
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return undefined;
  const [variable, ...others] = initializer.declarations;
  if (variable === undefined || others.length > 0 || !ts.isIdentifier(variable.name)) return undefined;
  return /** @type {import("typescript").VariableDeclaration & { name: import("typescript").Identifier }} */ (
    variable
  );
}

/**
 * The last number that a loop reaches: `n - 1` for `i < n`.
 * @param {{ limit: Expression, isExclusive: boolean, step: number }} range
 * @param {TransformationContext} context
 * @returns {import("typescript-to-lua").Expression}
 */
function lastOf({ limit, isExclusive, step }, context) {
  const one = step > 0 ? 1 : -1;
  const value = wholeNumber(limit);
  if (value !== undefined) return lua.createNumericLiteral(isExclusive ? value - one : value);
  const made = context.transformExpression(limit);
  if (!isExclusive) return made;
  const { AdditionOperator, SubtractionOperator } = lua.SyntaxKind;
  return lua.createBinaryExpression(
    made,
    lua.createNumericLiteral(1),
    one > 0 ? SubtractionOperator : AdditionOperator,
  );
}

/**
 * A function in the body of a loop that keeps its variable would see one and the same each time, where the loop stays a `while`.
 * @param {ForStatement} loop
 * @param {import("./rules.cjs").Report} report
 */
function findKeptVariable(loop, report) {
  const { initializer } = loop;
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return [];
  if ((initializer.flags & ts.NodeFlags.Let) === 0) return [];
  return initializer.declarations.flatMap(({ name }) => {
    if (!ts.isIdentifier(name)) return [];
    const isKept = (/** @type {Node} */ node) =>
      ts.isFunctionLike(node) && some(node, (below) => ts.isIdentifier(below) && below.text === name.text);
    if (!some(loop.statement, isKept)) return [];
    const message =
      `a function in the loop keeps \`${name.text}\`, which would be one variable for all rounds in Lua: ` +
      `give it a name of its own, \`const kept = ${name.text}\`, or use \`for (const ${name.text} of $range(first, last))\``;
    return report("loop-variable", message, name);
  });
}

/**
 * @param {import("./rules.cjs").Report} report
 * @returns {import("typescript-to-lua").FunctionVisitor<ForStatement>}
 */
function createLoopVisitor(report) {
  return (node, context) => {
    const loop = ts.getOriginalNode(node, ts.isForStatement);
    const range = readRange(loop, context.checker);
    if (range === undefined) {
      context.diagnostics.push(...findKeptVariable(loop, report));
      return context.superTransformStatements(node);
    }
    context.pushScope(ScopeType.Loop, node);
    const variable = /** @type {import("typescript-to-lua").Identifier} */ (
      context.transformExpression(range.variable.name)
    );
    const body = lua.createBlock(transformLoopBody(context, node));
    context.popScope();
    const step = range.step === 1 ? undefined : lua.createNumericLiteral(range.step);
    const start = context.transformExpression(range.start);
    const made = lua.createForStatement(body, variable, start, lastOf(range, context), step, node);
    return [made];
  };
}

module.exports = { createLoopVisitor };
