// Prints Lua as Prosody's style guide has it (doc/coding_style.md): tabs, semicolons, one item a line in long tables.
// What goes on a line is decided by the layout algorithm of Prettier.
// @ts-check
const { builders, printer, utils } = require("prettier/doc");
const lua = require("typescript-to-lua");
const { commentsOf, hasComments, inlineOf, isApart, isBroken, textOf } = require("./marks.cjs");
const { isLuaName } = require("./lua-names.cjs");
const { markLine, withoutMarks } = require("./source-map.cjs");

const {
  conditionalGroup,
  fill,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  line,
  softline,
  lineSuffix,
  breakParent,
} = builders;
const { SyntaxKind } = lua;

/** Columns of a line, where a tab takes four. */
const LAYOUT = { printWidth: 120, tabWidth: 4, useTabs: true };

/** Columns of a short `if`: four of five that Prosody's modules have on one line are no longer. */
const SHORT = 64;

/**
 * @typedef {import("prettier").Doc} Doc
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {import("typescript-to-lua").Expression} Expression
 * @typedef {import("typescript-to-lua").FunctionExpression} FunctionExpression
 */

const OPERATORS = {
  [SyntaxKind.AdditionOperator]: "+",
  [SyntaxKind.SubtractionOperator]: "-",
  [SyntaxKind.MultiplicationOperator]: "*",
  [SyntaxKind.DivisionOperator]: "/",
  [SyntaxKind.FloorDivisionOperator]: "//",
  [SyntaxKind.ModuloOperator]: "%",
  [SyntaxKind.PowerOperator]: "^",
  [SyntaxKind.NegationOperator]: "-",
  [SyntaxKind.ConcatOperator]: "..",
  [SyntaxKind.LengthOperator]: "#",
  [SyntaxKind.EqualityOperator]: "==",
  [SyntaxKind.InequalityOperator]: "~=",
  [SyntaxKind.LessThanOperator]: "<",
  [SyntaxKind.LessEqualOperator]: "<=",
  [SyntaxKind.GreaterThanOperator]: ">",
  [SyntaxKind.GreaterEqualOperator]: ">=",
  [SyntaxKind.AndOperator]: "and",
  [SyntaxKind.OrOperator]: "or",
  [SyntaxKind.NotOperator]: "not ",
  [SyntaxKind.BitwiseAndOperator]: "&",
  [SyntaxKind.BitwiseOrOperator]: "|",
  [SyntaxKind.BitwiseExclusiveOrOperator]: "~",
  [SyntaxKind.BitwiseRightShiftOperator]: ">>",
  [SyntaxKind.BitwiseLeftShiftOperator]: "<<",
  [SyntaxKind.BitwiseNotOperator]: "~",
};

/** Operators by how tightly they bind, loosest first (Lua 5.4 manual §3.4.8). */
const PRECEDENCE = [
  [SyntaxKind.OrOperator],
  [SyntaxKind.AndOperator],
  [
    SyntaxKind.EqualityOperator,
    SyntaxKind.InequalityOperator,
    SyntaxKind.LessThanOperator,
    SyntaxKind.LessEqualOperator,
    SyntaxKind.GreaterThanOperator,
    SyntaxKind.GreaterEqualOperator,
  ],
  [SyntaxKind.BitwiseOrOperator],
  [SyntaxKind.BitwiseExclusiveOrOperator],
  [SyntaxKind.BitwiseAndOperator],
  [SyntaxKind.BitwiseLeftShiftOperator, SyntaxKind.BitwiseRightShiftOperator],
  [SyntaxKind.ConcatOperator],
  [SyntaxKind.AdditionOperator, SyntaxKind.SubtractionOperator],
  [
    SyntaxKind.MultiplicationOperator,
    SyntaxKind.DivisionOperator,
    SyntaxKind.FloorDivisionOperator,
    SyntaxKind.ModuloOperator,
  ],
  [
    SyntaxKind.NotOperator,
    SyntaxKind.LengthOperator,
    SyntaxKind.NegationOperator,
    SyntaxKind.BitwiseNotOperator,
  ],
  [SyntaxKind.PowerOperator],
];

/** @param {import("typescript-to-lua").SyntaxKind} operator */
function precedenceOf(operator) {
  return PRECEDENCE.findIndex((operators) => /** @type {number[]} */ (operators).includes(operator));
}

const ESCAPES = new Map([
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ["\\", "\\\\"],
  ["\0", "\\000"],
]);

/** @param {string} char */
function escape(char) {
  const code = char.charCodeAt(0);
  const isControl = code < 0x20 || code === 0x7f;
  return ESCAPES.get(char) ?? (isControl ? `\\${String(code).padStart(3, "0")}` : char);
}

/**
 * A string in double quotes, or in single ones if it contains double ones.
 * @param {string} value
 */
function printString(value) {
  const quote = value.includes('"') && !value.includes("'") ? "'" : '"';
  const escaped = [...value].map((char) => (char === quote ? `\\${quote}` : escape(char)));
  return quote + escaped.join("") + quote;
}

/**
 * A number as it is written in Lua.
 * @param {import("typescript-to-lua").NumericLiteral} node
 */
function printNumber(node) {
  const { value } = node;
  if (Number.isNaN(value)) return "(0 / 0)";
  if (!Number.isFinite(value)) return value > 0 ? "math.huge" : "-math.huge";
  return textOf(node) ?? String(value);
}

/** @param {Expression} node */
function isOperation(node) {
  return lua.isBinaryExpression(node) || lua.isUnaryExpression(node);
}

/**
 * True of what a call, an index or a method can follow. Anything else stands in parentheses.
 * @param {Expression} node
 */
function isPrefix(node) {
  return (
    lua.isIdentifier(node) ||
    lua.isTableIndexExpression(node) ||
    lua.isCallExpression(node) ||
    lua.isMethodCallExpression(node) ||
    lua.isParenthesizedExpression(node)
  );
}

/**
 * @param {Expression} node
 * @returns {Doc}
 */
function printPrefix(node) {
  return isPrefix(node) ? printExpression(node) : ["(", printExpression(node), ")"];
}

/**
 * The operand of an operator, in parentheses if it binds less tightly.
 * @param {Expression} node
 * @param {number} precedence
 * @returns {Doc}
 */
function printOperand(node, precedence) {
  const doc = printExpression(node);
  if (!isOperation(node)) return doc;
  const { operator } = /** @type {import("typescript-to-lua").BinaryExpression} */ (node);
  return precedenceOf(operator) < precedence ? ["(", doc, ")"] : doc;
}

/**
 * @param {import("typescript-to-lua").UnaryExpression} node
 * @returns {Doc}
 */
function printUnary({ operator, operand }) {
  const isNegative =
    (lua.isUnaryExpression(operand) && operand.operator === SyntaxKind.NegationOperator) ||
    (lua.isNumericLiteral(operand) && operand.value < 0);
  // two minus signs begin a comment
  if (operator === SyntaxKind.NegationOperator && isNegative) return ["-(", printExpression(operand), ")"];
  return [OPERATORS[operator], printOperand(operand, precedenceOf(operator))];
}

/**
 * The operands of a chain of one operator, which groups either way.
 * @param {Expression} node
 * @param {import("typescript-to-lua").SyntaxKind} operator
 * @returns {Expression[]}
 */
function operandsOf(node, operator) {
  if (!lua.isBinaryExpression(node) || node.operator !== operator) return [node];
  return [...operandsOf(node.left, operator), ...operandsOf(node.right, operator)];
}

/**
 * @param {import("typescript-to-lua").BinaryExpression} node
 * @returns {Doc}
 */
function printBinary(node) {
  const { operator, left, right } = node;
  const precedence = precedenceOf(operator);
  const sign = OPERATORS[operator];
  if (operator === SyntaxKind.ConcatOperator) {
    const operands = operandsOf(node, operator);
    const docs = operands.map((operand) => printOperand(operand, precedence));
    const isSpaced = operands.some((operand) => lua.isNumericLiteral(operand));
    const [first, ...rest] = docs;
    const others = rest.map((doc) => (isSpaced ? [line, ".. ", doc] : [softline, "..", doc]));
    return group([first ?? "", indent(others)]);
  }
  if (operator === SyntaxKind.AndOperator || operator === SyntaxKind.OrOperator) {
    const operands = operandsOf(node, operator);
    const [first, ...rest] = operands.map((operand, index) => {
      // `a and b or c` is a choice; any other `and` in an `or` has parentheses for the eye
      const isChoice = operator === SyntaxKind.AndOperator || (index === 0 && operands.length === 2);
      return printOperand(operand, isChoice ? precedence : precedenceOf(SyntaxKind.EqualityOperator));
    });
    return group([first ?? "", indent(rest.map((doc) => [line, sign, " ", doc]))]);
  }
  const isRightAssociative = operator === SyntaxKind.PowerOperator;
  return [
    printOperand(left, isRightAssociative ? precedence + 1 : precedence),
    ` ${sign} `,
    printOperand(right, isRightAssociative ? precedence : precedence + 1),
  ];
}

/**
 * A table, one item a line if the source has it so, or if it does not fit a line.
 * @param {import("typescript-to-lua").TableExpression} node
 * @param {boolean} [breaks]
 * @returns {Doc}
 */
function printTable(node, breaks = isBroken(node)) {
  if (node.fields.length === 0) return "{}";
  const isLast = (/** @type {number} */ index) => index === node.fields.length - 1;
  const fields = node.fields.map((field, index) => {
    const { leading, trailing } = commentsOf(field);
    return [
      isApart(field) && index > 0 ? softline : "",
      printLines(leading),
      printField(field),
      ifBreak(";", isLast(index) ? "" : ","),
      printTrailing(trailing),
      isLast(index) ? "" : line,
    ];
  });
  return group(["{", indent([line, ...fields]), line, "}"], { shouldBreak: breaks });
}

/**
 * @param {import("typescript-to-lua").TableFieldExpression} node
 * @returns {Doc}
 */
function printField({ key, value }) {
  if (key === undefined) return printExpression(value);
  if (lua.isStringLiteral(key) && isLuaName(key.value)) return [key.value, " = ", printExpression(value)];
  return ["[", printExpression(key), "] = ", printExpression(value)];
}

/**
 * @param {FunctionExpression} node
 * @returns {Doc}
 */
function printParameters({ params = [], dots }) {
  const names = params.map(({ text }) => text);
  return ["(", [...names, ...(dots === undefined ? [] : ["..."])].join(", "), ")"];
}

/**
 * The parameters, the body and the end of a function.
 * @param {FunctionExpression} node
 * @param {boolean} [breaks]
 * @returns {Doc}
 */
function printFunction(node, breaks = false) {
  const [only, ...others] = node.body.statements;
  const isShort = only !== undefined && lua.isInlineFunctionExpression(node) && others.length === 0;
  if (!isShort) return [printParameters(node), printBlock(node.body), "end"];
  return group([printParameters(node), indent([line, printStatement(only)]), line, "end"], {
    shouldBreak: breaks,
  });
}

/**
 * True of what may stay open behind the parenthesis of a call, such as a handler.
 * @param {Expression | undefined} node
 */
function isHuggable(node) {
  return (
    node !== undefined &&
    (lua.isFunctionExpression(node) || (lua.isTableExpression(node) && node.fields.length > 0))
  );
}

/**
 * An argument that is spread over lines.
 * @param {Expression} node
 */
function printOpen(node) {
  if (lua.isFunctionExpression(node)) return ["function", printFunction(node, true)];
  return printTable(/** @type {import("typescript-to-lua").TableExpression} */ (node), true);
}

/**
 * As many on each line as fit.
 * @param {Doc[]} docs
 * @returns {Doc}
 */
function printFilled(docs) {
  return fill(
    join(
      [",", line],
      docs.map((doc) => group(doc)),
    ),
  );
}

/**
 * @param {Expression[]} nodes
 * @returns {Doc}
 */
function printArguments(nodes) {
  const docs = nodes.map(printExpression);
  if (docs.length === 0) return "()";
  if (docs.some((doc) => utils.willBreak(doc))) return ["(", join(", ", docs), ")"];
  const broken = ["(", indent(printFilled(docs)), ")"];
  const last = nodes.at(-1);
  if (last === undefined || !isHuggable(last)) return broken;
  const others = docs.slice(0, -1);
  return conditionalGroup([
    ["(", join(", ", docs), ")"],
    ["(", join(", ", [...others, printOpen(last)]), ")"],
    broken,
  ]);
}

/**
 * The libraries that a file loads are named without parentheses, as in Prosody's own modules.
 * @param {Expression} node
 * @param {Expression[]} params
 */
function loadsLibrary(node, params) {
  const [name] = params;
  return params.length === 1 &&
    lua.isStringLiteral(/** @type {Expression} */ (name)) &&
    lua.isIdentifier(node) &&
    node.text === "require"
    ? /** @type {import("typescript-to-lua").StringLiteral} */ (name)
    : undefined;
}

/**
 * @param {Expression} node
 * @returns {Doc}
 */
function printExpression(node) {
  if (lua.isStringLiteral(node)) return printString(node.value);
  if (lua.isNumericLiteral(node)) return printNumber(node);
  if (lua.isNilLiteral(node)) return "nil";
  if (lua.isDotsLiteral(node)) return "...";
  if (lua.isArgLiteral(node)) return "arg";
  if (lua.isBooleanLiteral(node)) return node.kind === SyntaxKind.TrueKeyword ? "true" : "false";
  if (lua.isFunctionExpression(node)) return ["function", printFunction(node)];
  if (lua.isTableExpression(node)) return printTable(node);
  if (lua.isUnaryExpression(node)) return printUnary(node);
  if (lua.isBinaryExpression(node)) return printBinary(node);
  if (lua.isIdentifier(node)) return node.text;
  if (lua.isParenthesizedExpression(node)) return ["(", printExpression(node.expression), ")"];
  if (lua.isCallExpression(node)) {
    const name = loadsLibrary(node.expression, node.params);
    if (name !== undefined) return ["require ", printString(name.value)];
    return [printPrefix(node.expression), printArguments(node.params)];
  }
  if (lua.isMethodCallExpression(node)) {
    const name = loadsLibrary(node.name, node.params);
    const callee = [printPrefix(node.prefixExpression), ":", node.name.text];
    return name === undefined
      ? [callee, printArguments(node.params)]
      : [callee, " ", printString(name.value)];
  }
  if (lua.isTableIndexExpression(node)) {
    const { table, index } = node;
    if (lua.isStringLiteral(index) && isLuaName(index.value)) return [printPrefix(table), ".", index.value];
    return [printPrefix(table), "[", printExpression(index), "]"];
  }
  throw new Error(`an expression that is no Lua: ${SyntaxKind[node.kind]}`);
}

/**
 * @param {Expression[]} nodes
 * @returns {Doc}
 */
function printList(nodes) {
  return join(", ", nodes.map(printExpression));
}

/**
 * Several values go on in the next line.
 * @param {Expression[]} nodes
 * @returns {Doc}
 */
function printValues(nodes) {
  return nodes.length < 2 ? printList(nodes) : indent(printFilled(nodes.map(printExpression)));
}

/**
 * True of names that `function a.b.c()` can declare.
 * @param {Expression} node
 * @returns {boolean}
 */
function isFunctionName(node) {
  if (lua.isIdentifier(node)) return true;
  return (
    lua.isTableIndexExpression(node) &&
    lua.isStringLiteral(node.index) &&
    isLuaName(node.index.value) &&
    isFunctionName(node.table)
  );
}

/**
 * The function that a statement declares; undefined if it declares none.
 * @param {Statement} node
 * @returns {FunctionExpression | undefined}
 */
function declaredFunction(node) {
  if (!lua.isVariableDeclarationStatement(node) && !lua.isAssignmentStatement(node)) return undefined;
  const [left] = node.left;
  const [value] = node.right ?? [];
  if (left === undefined || value === undefined || node.left.length > 1) return undefined;
  return lua.isFunctionExpression(value) && isFunctionName(left) ? value : undefined;
}

/**
 * A function that is a field or a global; `function t:f()`, where it is a method.
 * @param {Expression} name
 * @param {FunctionExpression} fn
 * @returns {Doc}
 */
function printDeclared(name, fn) {
  const [self, ...params] = fn.params ?? [];
  if (!lua.isTableIndexExpression(name) || self?.text !== "self")
    return ["function ", printExpression(name), printFunction(fn)];
  const { table, index } = name;
  const method = /** @type {import("typescript-to-lua").StringLiteral} */ (index).value;
  return ["function ", printExpression(table), ":", method, printFunction({ ...fn, params })];
}

/** @param {Doc} doc */
function isShort(doc) {
  const { formatted } = printer.printDocToString(doc, { ...LAYOUT, printWidth: SHORT });
  return withoutMarks(formatted).length <= SHORT && !formatted.includes("\n");
}

/**
 * @param {import("typescript-to-lua").IfStatement} node
 * @param {string} keyword
 * @returns {Doc}
 */
function printIf(node, keyword = "if") {
  const head = group([keyword, " ", printExpression(node.condition), " then"]);
  const [only, ...others] = node.ifBlock.statements;
  const { elseBlock } = node;
  if (elseBlock === undefined && only !== undefined && others.length === 0) {
    const inline = group([head, indent([line, printStatement(only)]), line, "end"]);
    const when = inlineOf(node);
    if (when === "if it fits" || (when === "if it is short" && !hasComments(only) && isShort(inline)))
      return inline;
  }
  const start = [head, printBlock(node.ifBlock)];
  if (elseBlock === undefined) return [...start, "end"];
  if (lua.isIfStatement(elseBlock)) return [...start, printIf(elseBlock, "elseif")];
  return [...start, "else", printBlock(elseBlock), "end"];
}

/**
 * @param {Statement} node
 * @returns {Doc}
 */
function printCode(node) {
  const declared = declaredFunction(node);
  if (lua.isVariableDeclarationStatement(node)) {
    if (declared !== undefined) return ["local function ", printList(node.left), printFunction(declared)];
    const values = node.right ?? [];
    if (values.length === 0) return ["local ", printList(node.left), ";"];
    return ["local ", printList(node.left), " = ", printValues(values), ";"];
  }
  if (lua.isAssignmentStatement(node)) {
    if (declared !== undefined) return printDeclared(/** @type {Expression} */ (node.left[0]), declared);
    return [printList(node.left), " = ", printValues(node.right), ";"];
  }
  if (lua.isExpressionStatement(node)) return [printExpression(node.expression), ";"];
  if (lua.isReturnStatement(node)) {
    return node.expressions.length === 0 ? "return;" : ["return ", printList(node.expressions), ";"];
  }
  if (lua.isIfStatement(node)) return printIf(node);
  if (lua.isDoStatement(node)) return ["do", printBlock(node), "end"];
  if (lua.isWhileStatement(node)) {
    return ["while ", printExpression(node.condition), " do", printBlock(node.body), "end"];
  }
  if (lua.isRepeatStatement(node)) {
    return ["repeat", printBlock(node.body), "until ", printExpression(node.condition), ";"];
  }
  if (lua.isForStatement(node)) {
    const step = node.stepExpression === undefined ? [] : [node.stepExpression];
    const range = printList([node.controlVariableInitializer, node.limitExpression, ...step]);
    return ["for ", node.controlVariable.text, " = ", range, " do", printBlock(node.body), "end"];
  }
  if (lua.isForInStatement(node)) {
    const names = printList(node.names);
    return ["for ", names, " in ", printList(node.expressions), " do", printBlock(node.body), "end"];
  }
  if (lua.isBreakStatement(node)) return "break;";
  if (lua.isGotoStatement(node)) return ["goto ", node.label, ";"];
  if (lua.isLabelStatement(node)) return ["::", node.name, "::"];
  throw new Error(`a statement that is no Lua: ${SyntaxKind[node.kind]}`);
}

/**
 * Comments on lines of their own.
 * @param {readonly import("./marks.cjs").Comment[]} comments
 * @returns {Doc}
 */
function printLines(comments) {
  return comments.map(({ lines, isApart: apart }) => [
    ...lines.map((text) => [text === "" ? "--" : `-- ${text}`, hardline]),
    apart ? hardline : "",
  ]);
}

/**
 * Comments below what they stand by.
 * @param {readonly import("./marks.cjs").Comment[]} comments
 * @returns {Doc[]}
 */
function printBelow(comments) {
  return comments.flatMap(({ lines, isApart: apart }) => [
    apart ? [hardline, hardline] : hardline,
    join(
      hardline,
      lines.map((text) => (text === "" ? "--" : `-- ${text}`)),
    ),
  ]);
}

/**
 * A comment at the end of a line.
 * @param {readonly import("./marks.cjs").Comment[]} comments
 * @returns {Doc}
 */
function printTrailing(comments) {
  if (comments.length === 0) return "";
  const text = comments.flatMap(({ lines }) => lines).join(" ");
  return [lineSuffix(` -- ${text}`), breakParent];
}

/**
 * @param {Statement} node
 * @returns {Doc}
 */
function printStatement(node) {
  const { leading, trailing, after } = commentsOf(node);
  return [printLines(leading), markLine(node), printCode(node), printTrailing(trailing), printBelow(after)];
}

/** @param {Statement | undefined} node */
function isLoad(node) {
  if (node === undefined || !lua.isVariableDeclarationStatement(node)) return false;
  const [value] = node.right ?? [];
  let call = value;
  while (call !== undefined && lua.isTableIndexExpression(call)) call = call.table;
  if (call === undefined) return false;
  if (lua.isCallExpression(call)) return loadsLibrary(call.expression, call.params) !== undefined;
  return lua.isMethodCallExpression(call) && loadsLibrary(call.name, call.params) !== undefined;
}

/**
 * Blank lines are where the source has one, round functions, and below what is loaded.
 * @param {Statement} previous
 * @param {Statement} node
 */
function areApart(previous, node) {
  if (isApart(node)) return true;
  const isFunction = declaredFunction(previous) !== undefined || declaredFunction(node) !== undefined;
  return isFunction || isLoad(previous) !== isLoad(node);
}

/**
 * @param {Statement[]} statements
 * @returns {Doc[]}
 */
function printStatements(statements) {
  const end = statements.findIndex((node) => lua.isReturnStatement(node) || lua.isBreakStatement(node));
  const live = end < 0 ? statements : statements.slice(0, end + 1);
  return live.map((node, index) => {
    const previous = live[index - 1];
    if (previous === undefined) return printStatement(node);
    return [hardline, areApart(previous, node) ? hardline : "", printStatement(node)];
  });
}

/**
 * The statements between two words such as `then` and `end`, and the comments of a block that has nothing else.
 * @param {import("typescript-to-lua").Block | import("typescript-to-lua").DoStatement} block
 * @returns {Doc}
 */
function printBlock(block) {
  const { after } = commentsOf(block);
  const docs = [
    ...printStatements(block.statements),
    ...printBelow(after).slice(block.statements.length > 0 ? 0 : 1),
  ];
  if (docs.length === 0) return [" "];
  return [indent([hardline, ...docs]), hardline];
}

/**
 * The Lua of a file, with marks of the lines that it came of (source-map.cjs).
 * @param {import("typescript-to-lua").File} file
 */
function printFile(file) {
  const { leading } = commentsOf(file);
  const doc = [printLines(leading), printStatements(file.statements), hardline];
  return printer.printDocToString(doc, LAYOUT).formatted;
}

module.exports = { printFile };
