// Finds returns of an array where several values are meant: Lua's `return nil, err` is `return $multi(undefined, err)`.
// @ts-check
const ts = require("typescript");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").Expression} Expression
 */

/**
 * @param {Node} node
 * @returns {import("typescript").SignatureDeclaration | undefined}
 */
function functionAround(node) {
  return ts.findAncestor(node, ts.isFunctionLike);
}

/** @param {Expression} node */
function isNil(node) {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}

/** @param {Node} node */
function isExported(node) {
  const owner = ts.findAncestor(node, (each) => ts.isStatement(each) && ts.isSourceFile(each.parent));
  return (
    owner !== undefined &&
    ts.canHaveModifiers(owner) &&
    ts.getModifiers(owner)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** @param {Node} fn */
function declaredType(fn) {
  const { type } = /** @type {import("typescript").SignatureDeclaration} */ (fn);
  return type === undefined ? undefined : { isTuple: ts.isTupleTypeNode(type), text: type.getText() };
}

/**
 * @param {import("typescript").SourceFile} source
 * @param {import("./rules.cjs").Report} report
 */
function findArrayReturns(source, report) {
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  const visit = (/** @type {Node} */ node) => {
    ts.forEachChild(node, visit);
    const value = ts.isReturnStatement(node)
      ? node.expression
      : ts.isArrowFunction(node)
        ? node.body
        : undefined;
    if (value === undefined || !ts.isArrayLiteralExpression(value)) return;
    const fn = ts.isArrowFunction(node) ? node : functionAround(node);
    const declared = fn === undefined ? undefined : declaredType(fn);
    const cure = `return $multi(${value.elements.map((each) => each.getText()).join(", ")})`;
    if (declared?.text.startsWith("LuaMultiReturn")) {
      problems.push(...report("multi-return", `several values are returned by \`${cure}\``, value));
      return;
    }
    if (value.elements.length < 2) return;
    const message =
      `this returns one table. For several values, as in Lua's \`return nil, err\`, ` +
      `write \`${cure}\`, in a function that returns \`LuaMultiReturn<[…]>\``;
    if (value.elements.some(isNil)) problems.push(...report("multi-return", message, value));
    else if (fn !== undefined && declared?.isTuple === true && isExported(fn))
      problems.push(...report("multi-return", message, value, "warn"));
  };
  visit(source);
  return problems;
}

module.exports = { findArrayReturns };
