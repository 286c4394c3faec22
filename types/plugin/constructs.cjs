// Says which construct of TypeScript needs names or functions that a plugin cannot have.
// @ts-check
const ts = require("typescript");
const { childrenOf, isName } = require("./lua-tree.cjs");
const { KEYWORDS } = require("./lua-names.cjs");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("./lua-tree.cjs").LuaNode} LuaNode
 * @typedef {{ line: number, column: number }} Place
 */

const COUNTS = new Set([ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]);

/**
 * Constructs that need temporaries or lualib. Those that always do come first, those that may do without come last.
 * @type {[isOne: (node: Node) => unknown, rule: import("./rules.cjs").Rule, construct: string, cure: string][]}
 */
const CONSTRUCTS = [
  [
    (node) => isAssignment(node) && ts.isObjectLiteralExpression(node.left),
    "object-destructuring",
    "object destructuring in an assignment",
    "assign each field",
  ],
  [
    (node) => isAssignment(node) && ts.isArrayLiteralExpression(node.left),
    "array-destructuring",
    "array destructuring in an assignment",
    "assign each item",
  ],
  [
    ts.isObjectBindingPattern,
    "object-destructuring",
    "object destructuring",
    "name what is taken apart first, as in `const event = f(); const { room } = event`, and take plain fields only",
  ],
  [ts.isContinueStatement, "continue", "`continue`", "turn the test round, or put the body into a function"],
  [ts.isOptionalChain, "optional-chain", "`?.`", "give the value before it a name, and test that"],
  [(node) => isNullish(node), "nullish-coalescing", "`??`", "test for undefined: the value may be false"],
  [ts.isSwitchStatement, "switch", "`switch`", "use `if`, or a table"],
  [ts.isTypeOfExpression, "typeof", "`typeof`", "use `type(x)`"],
  [ts.isTryStatement, "try", "`try`", "use `pcall`"],
  [ts.isThrowStatement, "throw", "`throw`", "use `error`"],
  [ts.isClassLike, "class", "a class", "use functions and tables"],
  [ts.isNewExpression, "new", "`new`", "use functions and tables"],
  [
    (node) => ts.isSpreadElement(node) || ts.isSpreadAssignment(node),
    "spread",
    "spread",
    "use `table.insert`, or a loop",
  ],
  [ts.isAwaitExpression, "await", "`await`", "use `next` of `util.promise`"],
  [
    (node) => ts.isForOfStatement(node) && node.awaitModifier === undefined,
    "made-up-name",
    "`for…of` over what is no array and no iterator of Lua's",
    "call what gives its items, as in `for (const item of set.items())` or `for (const [key, value] of pairs(t))`",
  ],
  [ts.isForInStatement, "for-in", "`for…in`", "use `for…of` over `pairs()`"],
  [
    (node) => isOtherImport(node),
    "import-form",
    "this import",
    "use `import * as name` or `import { name }`",
  ],
  [
    (node) => ts.isExportDeclaration(node) && node.moduleSpecifier,
    "re-export",
    "an export of what another file exports",
    "import it, and export functions or constants of this file",
  ],
  [
    ts.isConditionalExpression,
    "conditional",
    "`a ? b : c` where b may be nil or false",
    "use `if`, or give the choice a name of its own: `const x = a ? b : c`",
  ],
  [ts.isArrayBindingPattern, "array-destructuring", "array destructuring", "take each item by its index"],
  [
    (node) => isCount(node),
    "made-up-name",
    "`i++` as a value",
    "write `i += 1` on a line of its own, before or after",
  ],
];

/**
 * @param {Node} node
 * @returns {node is import("typescript").BinaryExpression}
 */
function isAssignment(node) {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** @param {Node} node */
function isNullish(node) {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
}

/** @param {Node} node */
function isCount(node) {
  return (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) && COUNTS.has(node.operator);
}

/** @param {Node} node */
function isOtherImport(node) {
  return ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node);
}

/**
 * The first such node of a statement; what is in a block belongs to other statements.
 * @param {Node} node
 * @param {(node: Node) => unknown} isOne
 * @returns {Node | undefined}
 */
function findNode(node, isOne) {
  if (isOne(node)) return node;
  return ts.isBlock(node) ? undefined : ts.forEachChild(node, (child) => findNode(child, isOne));
}

/**
 * The `switch` that a statement is in, or is.
 * @param {Node} statement
 * @returns {Node}
 */
function switchAround(statement) {
  if (ts.isSwitchStatement(statement) || ts.isFunctionLike(statement) || ts.isSourceFile(statement))
    return statement;
  return switchAround(statement.parent);
}

/**
 * The construct of a statement that most likely needs what a plugin has not.
 * @param {Node} statement
 */
function findConstruct(statement) {
  for (const [isOne, rule, construct, cure] of CONSTRUCTS) {
    const node = findNode(statement, isOne);
    if (node !== undefined) return { node, rule, construct, cure };
  }
  const rule = /** @type {const} */ ("made-up-name");
  const cure = ts.isReturnStatement(statement)
    ? "several values that were kept in one name are a table: return the call itself, as in `return f()`"
    : "write it in a way that needs none";
  return { node: statement, rule, construct: "this", cure };
}

/**
 * The innermost statement at an offset.
 * @param {Node} node
 * @param {number} offset
 * @returns {Node}
 */
function statementAt(node, offset) {
  const inner = ts.forEachChild(node, (child) => {
    if (offset < child.pos || offset >= child.end) return undefined;
    const below = statementAt(child, offset);
    return ts.isStatement(below) ? below : undefined;
  });
  return inner ?? node;
}

/**
 * The offset of a place; the start of the file, where the transpiler took the place from another file.
 * @param {import("typescript").SourceFile} source
 * @param {Place} place
 */
function positionOf(source, { line, column }) {
  const start = source.getLineStarts()[line];
  return start === undefined ? 0 : Math.min(start + column, source.getEnd());
}

/**
 * The place in the source of a node, or of the first one below it that has any.
 * @param {LuaNode} node
 * @returns {Place | undefined}
 */
function placeOf(node) {
  const { line, column } = /** @type {Partial<Place>} */ (node);
  if (line !== undefined && column !== undefined) return { line, column };
  for (const child of childrenOf(node)) {
    const place = placeOf(child);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * The names that a plugin cannot or should not have, with the place of the nearest node that has one.
 * @param {LuaNode} node
 * @param {Place} outer
 * @returns {{ name: string, place: Place }[]}
 */
function findNames(node, outer) {
  const place = placeOf(node) ?? outer;
  const own =
    isName(node) && /^(?:__TS__|____|__continue)\w/.test(node.text) ? [{ name: node.text, place }] : [];
  return [...own, ...childrenOf(node).flatMap((child) => findNames(child, place))];
}

/**
 * The name in the source that Lua does not let one have, which is in a statement, if that is what a made-up name is for.
 * @param {Node} statement
 * @param {string} name
 */
function findReserved(statement, name) {
  const isIt = (/** @type {Node} */ node) => {
    if (!ts.isIdentifier(node)) return false;
    const safe = node.text.replace(
      /[^a-zA-Z0-9_]/g,
      (char) => `_${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return `____${safe}` === name;
  };
  return findNode(statement, isIt);
}

/** @param {string} name */
function describeReserved(name) {
  if (KEYWORDS.has(name)) return `"${name}" is a word of Lua's: no variable can be called by it`;
  if (!/^\w+$/.test(name))
    return `"${name}" has letters that names in Lua cannot have: use a to z, digits and _`;
  return `"${name}" is a name of Lua's own, which a variable of that name would hide`;
}

/** @param {string} name */
function describeName(name) {
  return name.startsWith("__TS__")
    ? `${name}, a function of lualib, which a Prosody plugin does not have`
    : `${name}, a name made up by the transpiler`;
}

/**
 * Reports each construct that needs names or functions which a plugin cannot have, once.
 * @param {LuaNode} file
 * @param {import("typescript").SourceFile} source
 * @param {import("./rules.cjs").Report} report
 */
function findBadNames(file, source, report) {
  /** @type {Map<unknown, import("typescript").Diagnostic[]>} */
  const problems = new Map();
  for (const { name, place } of findNames(file, { line: 0, column: 0 })) {
    const innermost = statementAt(source, positionOf(source, place));
    const statement = /^____(?:switch|cond)\d/.test(name) ? switchAround(innermost) : innermost;
    const reserved = findReserved(statement, name);
    const { node, rule, construct, cure } = findConstruct(statement);
    const key = reserved === undefined ? node : `${reserved.getText(source)}`;
    if (problems.has(key)) continue;
    const found =
      reserved !== undefined && ts.isIdentifier(reserved)
        ? report("reserved-name", `${describeReserved(reserved.text)}. Call it something else`, reserved)
        : report(rule, `${construct} needs ${describeName(name)}: ${cure}`, node);
    problems.set(key, found);
  }
  return [...problems.values()].flat();
}

module.exports = { describeReserved, findBadNames, placeOf, positionOf, statementAt };
