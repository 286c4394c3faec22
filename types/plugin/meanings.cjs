// Finds what builds, and then means something else in Lua.
// @ts-check
const ts = require("typescript");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").Expression} Expression
 * @typedef {import("typescript").TypeChecker} Checker
 * @typedef {{ node: Node, rule: import("./rules.cjs").Rule, message: string, level?: "warn" }} Found
 */

const { SyntaxKind, TypeFlags } = ts;
const TEXT_OR_NUMBER = TypeFlags.StringLike | TypeFlags.NumberLike;
/** Operators that test their left side for truth. */
const LOGICAL = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.BarBarEqualsToken,
]);
const COMPARING = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);
const OR_EQUAL = new Set([SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken]);

/**
 * @param {Node} node
 * @returns {node is import("typescript").BinaryExpression}
 */
function isLogical(node) {
  return ts.isBinaryExpression(node) && LOGICAL.has(node.operatorToken.kind);
}

/**
 * The expressions that a node tests for truth. That conditions as a whole may be false, TypeScriptToLua looks after itself.
 * @param {Node} node
 * @returns {Expression[]}
 */
function testedBy(node) {
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return [node.operand];
  if (isLogical(node)) return isCondition(node) ? [node.left, node.right] : [node.left];
  return [];
}

/**
 * True if only the truth of an expression counts.
 * @param {Expression} node
 * @returns {boolean}
 */
function isCondition(node) {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || isLogical(parent)) return isCondition(parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === node;
  return (
    (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) &&
    parent.expression === node
  );
}

/**
 * True if all values of a type are true in Lua, and some of them are false in JavaScript: texts and numbers.
 * @param {import("typescript").Type} type
 */
function isTrueInLua(type) {
  const parts = type.isUnion() ? type.types : [type];
  const isEach = parts.every(({ flags }) => (flags & (TEXT_OR_NUMBER | TypeFlags.Object)) !== 0);
  return (
    isEach &&
    parts.some((part) => (part.flags & TEXT_OR_NUMBER) !== 0 && !(part.isLiteral() && Boolean(part.value)))
  );
}

/**
 * @param {Node} node
 * @param {Checker} checker
 * @returns {Found[]}
 */
function findTruth(node, checker) {
  return testedBy(node)
    .filter((tested) => isTrueInLua(checker.getTypeAtLocation(tested)))
    .map((tested) => ({
      node: tested,
      rule: "truth",
      message: `${tested.getText()} is always true in Lua, where 0 and "" are true: compare it, as in \`=== 0\` or \`=== ""\``,
      level: "warn",
    }));
}

/**
 * True for what a function returns that returns several values: where they are not taken apart, it is a table of them.
 * @param {import("typescript").Type} type
 */
function isSeveral(type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.getProperty("__tstlMultiReturn") !== undefined);
}

/**
 * The expressions that a node compares, or tests for truth or nil.
 * @param {Node} node
 * @returns {Expression[]}
 */
function decidedBy(node) {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return [node.expression];
  if (ts.isConditionalExpression(node)) return [node.condition];
  if (ts.isCallExpression(node) && node.expression.getText() === "assert") return node.arguments.slice(0, 1);
  if (!ts.isBinaryExpression(node)) return testedBy(node);
  const { kind } = node.operatorToken;
  if (kind === SyntaxKind.QuestionQuestionToken) return [node.left];
  return COMPARING.has(kind) ? [node.left, node.right] : testedBy(node);
}

/**
 * The expressions that a node hands on as they are.
 * @param {Node} node
 * @returns {readonly Expression[]}
 */
function handedOnBy(node) {
  if (ts.isCallExpression(node)) return node.arguments;
  if (ts.isTemplateSpan(node)) return [node.expression];
  return ts.isPropertyAssignment(node) ? [node.initializer] : [];
}

/**
 * True where several values stand for an array, or for what a type parameter takes them for.
 * @param {Expression} value
 * @param {Checker} checker
 */
function isForArray(value, checker) {
  const expected = checker.getContextualType(value);
  return expected !== undefined && checker.isArrayLikeType(expected) && !isSeveral(expected);
}

/**
 * Several values where one is meant. Lua takes the first, TypeScriptToLua makes a table of them, which is always true.
 * @param {Node} node
 * @param {Checker} checker
 * @returns {Found[]}
 */
function findSeveral(node, checker) {
  const rule = "multi-return";
  const decided = decidedBy(node).map((value) => ts.skipParentheses(value));
  const wrong = decided.flatMap((value) => {
    const type = checker.getTypeAtLocation(value);
    if (!isSeveral(checker.getNonNullableType(type))) return [];
    const text = value.getText();
    const cure = ts.isCallExpression(value) ? `${text}[0]` : `const [${text}] = …`;
    const message = `${text} is a table of several values, which is always true: take the first, as in \`${cure}\``;
    const mayBeNil = checker.getNonNullableType(type) !== type;
    return [{ node: value, rule, message, ...(mayBeNil && { level: "warn" }) }];
  });
  const handedOn = handedOnBy(node).filter(
    (value) =>
      ts.isCallExpression(value) &&
      !decided.includes(value) &&
      isSeveral(checker.getTypeAtLocation(value)) &&
      !isForArray(value, checker),
  );
  return [
    ...wrong,
    ...handedOn.map((value) => {
      const message = `${value.getText()} gives several values, which are one table here: take the first by \`[0]\``;
      return { node: value, rule, message, level: "warn" };
    }),
  ];
}

/**
 * A default of what is itself taken apart, which TypeScriptToLua leaves out.
 * @param {Node} node
 * @returns {Found[]}
 */
function findLostDefault(node) {
  if (!ts.isBindingElement(node) || node.initializer === undefined || ts.isIdentifier(node.name)) return [];
  const rule = ts.isObjectBindingPattern(node.name) ? "object-destructuring" : "array-destructuring";
  const cure = "give the value a name, with the default, and take that apart";
  return [
    { node, rule, message: `the default \`${node.initializer.getText()}\` would be left out: ${cure}` },
  ];
}

/**
 * An item that is taken by its number in a pattern for fields: Lua's items begin at 1.
 * @param {Node} node
 * @returns {Found[]}
 */
function findNumberedField(node) {
  if (!ts.isBindingElement(node) || !node.propertyName || !ts.isNumericLiteral(node.propertyName)) return [];
  const message = `\`${node.propertyName.text}\` would be a key of Lua's here, where items begin at 1: take the item by its index`;
  return [{ node, rule: "object-destructuring", message }];
}

/**
 * @param {Node} node
 * @param {Checker} checker
 * @returns {Found[]}
 */
function findHole(node, checker) {
  if (!ts.isDeleteExpression(node) || !ts.isElementAccessExpression(node.expression)) return [];
  const { expression } = node.expression;
  if (!checker.isArrayLikeType(checker.getTypeAtLocation(expression))) return [];
  const cure = `use \`table.remove(${expression.getText()}, …)\`, which counts from 1`;
  const message = `this leaves a hole, at which the length in Lua may end: ${cure}`;
  return [{ node, rule: "array-hole", message, level: "warn" }];
}

/**
 * A number where the keys are texts: `t[1]` and `t["1"]` are two things in Lua.
 * @param {Node} node
 * @param {Checker} checker
 * @returns {Found[]}
 */
function findNumberKey(node, checker) {
  if (!ts.isElementAccessExpression(node)) return [];
  const key = node.argumentExpression;
  if ((checker.getTypeAtLocation(key).flags & TypeFlags.NumberLike) === 0) return [];
  const keys = checker.getIndexInfosOfType(checker.getTypeAtLocation(node.expression));
  if (keys.length === 0 || keys.some(({ keyType }) => (keyType.flags & TypeFlags.String) === 0)) return [];
  const text = key.getText();
  const cure = `write \`tostring(${text})\`, or declare numbers as its keys`;
  const message = `the keys of this table are texts, and \`${text}\` is a number, which is another key in Lua: ${cure}`;
  return [{ node: key, rule: "number-key", message, level: "warn" }];
}

/**
 * An order in which an item comes before itself, at which `table.sort` may raise an error.
 * @param {Node} node
 * @returns {Found[]}
 */
function findOrder(node) {
  if (!ts.isCallExpression(node) || node.expression.getText() !== "table.sort") return [];
  const [, compare] = node.arguments;
  if (compare === undefined || !ts.isArrowFunction(compare)) return [];
  const { body } = compare;
  if (!ts.isBinaryExpression(body) || !OR_EQUAL.has(body.operatorToken.kind)) return [];
  const operator = body.operatorToken.getText();
  const message = `Lua may raise an error where an item is to come before one that is the same: use \`${operator[0]}\``;
  return [{ node: body, rule: "sort-order", message, level: "warn" }];
}

/**
 * @param {import("typescript").SourceFile} source
 * @param {Checker} checker
 * @param {import("./rules.cjs").Report} report
 */
function findOtherMeanings(source, checker, report) {
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  const visit = (/** @type {Node} */ node) => {
    const found = [
      ...findTruth(node, checker),
      ...findSeveral(node, checker),
      ...findLostDefault(node),
      ...findNumberedField(node),
      ...findHole(node, checker),
      ...findNumberKey(node, checker),
      ...findOrder(node),
    ];
    for (const { node: place, rule, message, level } of found)
      problems.push(...report(rule, message, place, level));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

module.exports = { findOtherMeanings };
