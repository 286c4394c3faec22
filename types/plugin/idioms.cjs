// Turns what TypeScriptToLua writes into what one writes in Lua: truth tests, bare returns, several locals at once.
// Each change keeps what the Lua does, as far as the types are right.
// @ts-check
const ts = require("typescript");
const lua = require("typescript-to-lua");
const {
  ContextType,
  getCallContextType,
} = require("typescript-to-lua/dist/transformation/utils/function-context");
const { createSafeName } = require("typescript-to-lua/dist/transformation/utils/safe-names");
const { isLuaName } = require("./lua-names.cjs");
const { isName, substitute, walk } = require("./lua-tree.cjs");
const { hasComments, setInline } = require("./marks.cjs");

const { SyntaxKind } = lua;

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {import("typescript-to-lua").Expression} Expression
 */

// Truth tests

/**
 * True also if it cannot be told. A value that may be false is not the same as nil in a test.
 * @param {import("typescript").Type} type
 * @param {import("typescript").TypeChecker} checker
 * @returns {boolean}
 */
function mayBeFalse(type, checker) {
  if (type.isUnionOrIntersection()) return type.types.some((part) => mayBeFalse(part, checker));
  const { Any, Unknown, BooleanLike, Instantiable } = ts.TypeFlags;
  if (type.flags & (Any | Unknown)) return true;
  if (type.flags & BooleanLike) return checker.typeToString(type) !== "true";
  if (type.flags & Instantiable) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint === undefined || mayBeFalse(constraint, checker);
  }
  // `{}`, which a boolean is, too
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    type.getProperties().length === 0 &&
    type.getCallSignatures().length === 0 &&
    checker.typeToString(type) === "{}"
  );
}

/** @param {Node} node */
function isUndefined(node) {
  return ts.isIdentifier(node) && node.text === "undefined";
}

/**
 * True if only the truth of an expression counts.
 * @param {Node} node
 * @returns {boolean}
 */
function isTested(node) {
  const { parent } = /** @type {{ parent?: Node }} */ (node);
  if (parent === undefined) return false;
  if (ts.isParenthesizedExpression(parent)) return isTested(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent))
    return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { AmpersandAmpersandToken, BarBarToken } = ts.SyntaxKind;
  const { kind } = parent.operatorToken;
  return (kind === AmpersandAmpersandToken || kind === BarBarToken) && isTested(parent);
}

/**
 * `x === undefined` is `not x`, and `x !== undefined` is `x` where it is only tested.
 * @type {import("typescript-to-lua").FunctionVisitor<import("typescript").BinaryExpression>}
 */
function testForNil(node, context) {
  const made = context.superTransformExpression(node);
  const original = ts.getOriginalNode(node, ts.isBinaryExpression);
  const operand = isUndefined(original.right) ? original.left : original.right;
  if (!isUndefined(original.right) && !isUndefined(original.left)) return made;
  if (!lua.isBinaryExpression(made)) return made;
  const value = lua.isNilLiteral(made.right) ? made.left : made.right;
  if (lua.isNilLiteral(value) || mayBeFalse(context.checker.getTypeAtLocation(operand), context.checker)) {
    return made;
  }
  if (made.operator === SyntaxKind.EqualityOperator)
    return lua.createUnaryExpression(value, SyntaxKind.NotOperator, node);
  return made.operator === SyntaxKind.InequalityOperator && isTested(original) ? value : made;
}

// Several locals at once

/**
 * A name or fields of it, which can be read twice.
 * @param {Expression} node
 * @returns {boolean}
 */
function isPath(node) {
  if (lua.isIdentifier(node)) return true;
  return lua.isTableIndexExpression(node) && lua.isStringLiteral(node.index) && isPath(node.table);
}

/**
 * The name and value of a local made up by the transpiler.
 * @param {Statement | undefined} node
 */
function readTemporary(node) {
  if (node === undefined || !lua.isVariableDeclarationStatement(node) || node.left.length > 1)
    return undefined;
  const [left] = node.left;
  const value = node.right?.[0];
  return left !== undefined && /^____\w/.test(left.text) ? { name: left.text, value } : undefined;
}

/**
 * @param {Statement[]} statements
 * @param {string} name
 */
function countReads(statements, name) {
  return statements.flatMap((statement) => [...walk(statement)].filter((node) => isName(node, name))).length;
}

/**
 * @param {Statement[]} statements
 * @param {string} name
 */
function isAssigned(statements, name) {
  return statements
    .flatMap((statement) => [...walk(statement)])
    .some((node) => {
      const statement = /** @type {Statement} */ (/** @type {unknown} */ (node));
      const { left } = /** @type {{ left?: unknown[] }} */ (/** @type {unknown} */ (node));
      const isTarget = lua.isVariableDeclarationStatement(statement) || lua.isAssignmentStatement(statement);
      return isTarget && (left ?? []).some((target) => isName(target, name));
    });
}

/**
 * True if the value of a name may change before its last read: `local ____i = i; i = i + 1; return ____i`.
 * @param {Statement[]} statements
 * @param {string} name
 * @param {Expression} value
 */
function isOutdated(statements, name, value) {
  const last = statements.findLastIndex((statement) => countReads([statement], name) > 0);
  const before = statements.slice(0, last);
  if (lua.isIdentifier(value)) return isAssigned(before, value.text);
  return before.some(
    (statement) => lua.isExpressionStatement(statement) || lua.isAssignmentStatement(statement),
  );
}

/**
 * The links of `a and a.b and a.b.c`, each of which can be read twice; undefined for anything else.
 * @param {Expression} node
 * @returns {Expression[] | undefined}
 */
function linksOf(node) {
  if (isPath(node)) return [node];
  if (!lua.isBinaryExpression(node) || node.operator !== SyntaxKind.AndOperator) return undefined;
  const [left, right] = [linksOf(node.left), linksOf(node.right)];
  return left === undefined || right === undefined ? undefined : [...left, ...right];
}

/**
 * `a and a.b and a.b.c` for `local ____opt = a and a.b`, where it is read as `____opt and ____opt.c`.
 * @param {Statement[]} statements
 * @param {string} name
 * @param {Expression} value
 * @returns {boolean} whether the name is gone
 */
function joinChain(statements, name, value) {
  const links = linksOf(value);
  const last = links?.at(-1);
  if (last === undefined || isPath(value)) return false;
  const uses = statements
    .flatMap((statement) => [...walk(statement)])
    .filter(
      (node) =>
        node.kind === SyntaxKind.BinaryExpression &&
        node.operator === SyntaxKind.AndOperator &&
        isName(node.left, name),
    );
  const joined = uses.flatMap(({ right }) =>
    [.../** @type {Iterable<unknown>} */ (walk(right))].filter((each) => isName(each, name)),
  ).length;
  if (uses.length !== 1 || countReads(statements, name) !== joined + 1) return false;
  for (const use of uses) {
    use.left = structuredClone(value);
    substitute(use, name, last);
  }
  return true;
}

/**
 * Puts the values of the transpiler's own names where these are read: `local ____a = event; local x = ____a.x`.
 * @param {Statement[]} statements
 * @param {ReadonlySet<string>} [declared] by the source: what stands for a variable `type` looks like one of the transpiler's own
 * @returns {Statement[]}
 */
function inlineTemporaries(statements, declared = new Set()) {
  const [first, ...rest] = statements;
  if (first === undefined) return [];
  const temporary = readTemporary(first);
  const value = temporary?.value;
  if (
    temporary === undefined ||
    value === undefined ||
    declared.has(temporary.name) ||
    isAssigned(rest, temporary.name)
  ) {
    return [first, ...inlineTemporaries(rest, declared)];
  }
  const [next] = rest;
  const isOnlyField =
    next !== undefined &&
    lua.isVariableDeclarationStatement(next) &&
    next.right?.length === 1 &&
    lua.isTableIndexExpression(/** @type {Expression} */ (next.right[0])) &&
    countReads(rest, temporary.name) === 1 &&
    countReads([next], temporary.name) === 1;
  if (joinChain(rest, temporary.name, value)) return inlineTemporaries(rest, declared);
  if ((!isPath(value) && !isOnlyField) || isOutdated(rest, temporary.name, value))
    return [first, ...inlineTemporaries(rest, declared)];
  return inlineTemporaries(
    rest.map((statement) => substitute(statement, temporary.name, value)),
    declared,
  );
}

/**
 * The names in Lua of the variables that a declaration or a pattern makes.
 * @param {import("typescript").VariableDeclaration | import("typescript").ArrayBindingElement} node
 * @returns {string[]}
 */
function namesInLua(node) {
  if (ts.isOmittedExpression(node)) return [];
  return ts.isIdentifier(node.name)
    ? [createSafeName(node.name.text)]
    : node.name.elements.flatMap(namesInLua);
}

/**
 * `local a, b = event.a, event.b` for the fields that one pattern takes.
 * @param {Statement[]} statements
 * @returns {Statement[]}
 */
function joinLocals(statements) {
  const locals = statements.filter((node) => lua.isVariableDeclarationStatement(node));
  const areAll =
    locals.length > 1 &&
    locals.length === statements.length &&
    locals.every(({ left, right }) => left.length === 1 && right?.length === 1 && isPath(right[0]));
  if (!areAll) return statements;
  const joined = lua.createVariableDeclarationStatement(
    locals.flatMap(({ left }) => left),
    locals.flatMap(({ right }) => right ?? []),
  );
  return [Object.assign(joined, { line: locals[0]?.line, column: locals[0]?.column })];
}

/**
 * @param {import("typescript").VariableStatement} node
 * @param {Statement[]} statements
 */
function simplifyVariables(node, statements) {
  const { declarations } = node.declarationList;
  const [declaration, ...others] = declarations;
  const declared = new Set(declarations.flatMap(namesInLua));
  const inlined = joinChoice(inlineTemporaries(statements, declared));
  if (declaration === undefined || others.length > 0) return inlined;
  return ts.isObjectBindingPattern(declaration.name) ? joinLocals(inlined) : inlined;
}

// Choices

/**
 * A choice that the transpiler keeps in a name of its own, and then returns or gives a name: `return c ? a : b`.
 * @param {Statement[]} statements
 * @returns {Statement[]}
 */
function joinChoice(statements) {
  const [declared, choice, used] = statements.slice(-3);
  const temporary = readTemporary(declared);
  if (temporary === undefined || temporary.value !== undefined || statements.length !== 3) return statements;
  if (choice === undefined || used === undefined || !lua.isIfStatement(choice)) return statements;
  const { ifBlock, elseBlock } = choice;
  if (elseBlock === undefined || !lua.isBlock(elseBlock)) return statements;
  const [yes] = ifBlock.statements;
  const [no] = elseBlock.statements;
  const areSimple = [ifBlock, elseBlock].every(({ statements: { length } }) => length === 1);
  if (!areSimple || yes === undefined || no === undefined) return statements;
  if (!lua.isAssignmentStatement(yes) || !lua.isAssignmentStatement(no)) return statements;
  if (countReads(statements, temporary.name) !== 4) return statements;
  if (lua.isReturnStatement(used) && isName(used.expressions[0], temporary.name)) {
    const early = lua.createIfStatement(
      choice.condition,
      lua.createBlock([lua.createReturnStatement(yes.right)]),
    );
    setInline(early, "if it is short");
    return [early, lua.createReturnStatement(no.right)];
  }
  if (!lua.isVariableDeclarationStatement(used) || !isName(used.right?.[0], temporary.name))
    return statements;
  const [name] = used.left;
  if (name === undefined || used.left.length > 1) return statements;
  delete used.right;
  const [otherwise] = no.right;
  if (otherwise !== undefined && lua.isNilLiteral(otherwise)) delete choice.elseBlock;
  return [used, substitute(choice, temporary.name, name)];
}

/**
 * An enum begins as an empty table, not as `local E = E or {}`: Prosody forbids to read a global that is not there.
 * @param {Statement} node
 */
function beginEmpty(node) {
  if (!lua.isVariableDeclarationStatement(node) && !lua.isAssignmentStatement(node)) return;
  const [value] = node.right ?? [];
  if (value === undefined || !lua.isBinaryExpression(value) || !lua.isTableExpression(value.right)) return;
  if (value.operator === SyntaxKind.OrOperator && isPath(value.left)) node.right = [value.right];
}

/**
 * `delete t.x` is `t.x = nil`, where nobody asks whether there was one.
 * @param {Statement[]} statements
 * @returns {Statement[]}
 */
function clearFields(statements) {
  return statements.map((node) => {
    if (!lua.isExpressionStatement(node) || !lua.isCallExpression(node.expression)) return node;
    const { expression, params } = node.expression;
    const [table, key] = params;
    if (!isName(expression, "__TS__Delete") || table === undefined || key === undefined) return node;
    return lua.createAssignmentStatement(lua.createTableIndexExpression(table, key), lua.createNilLiteral());
  });
}

/**
 * `x ??= y` tests `not x`, as `x === undefined` does.
 * @param {import("typescript").BinaryExpression} node
 * @param {Statement[]} statements
 * @param {import("typescript").TypeChecker} checker
 */
function testTarget(node, statements, checker) {
  if (node.operatorToken.kind !== ts.SyntaxKind.QuestionQuestionEqualsToken) return;
  if (mayBeFalse(checker.getTypeAtLocation(node.left), checker)) return;
  for (const statement of statements) {
    if (!lua.isIfStatement(statement) || !lua.isBinaryExpression(statement.condition)) continue;
    const { left, right, operator } = statement.condition;
    if (operator === SyntaxKind.EqualityOperator && lua.isNilLiteral(right))
      statement.condition = lua.createUnaryExpression(left, SyntaxKind.NotOperator);
  }
}

/**
 * Takes away names that the transpiler made up.
 * @param {Node} node
 * @param {Statement[]} statements
 * @param {TransformationContext} context
 * @returns {Statement[]}
 */
function simplifyStatement(node, statements, { checker }) {
  if (ts.isEnumDeclaration(node)) statements.forEach(beginEmpty);
  if (ts.isExpressionStatement(node) && ts.isDeleteExpression(node.expression))
    return clearFields(statements);
  if (ts.isExpressionStatement(node) && ts.isBinaryExpression(node.expression))
    testTarget(node.expression, statements, checker);
  if (ts.isExpressionStatement(node)) return testAndCall(joinChoice(inlineTemporaries(statements)));
  if (ts.isVariableStatement(node)) return simplifyVariables(node, statements);
  return joinChoice(inlineTemporaries(statements));
}

// Functions

/**
 * The name that the caller gives a parameter, where the function takes it apart.
 * @param {import("typescript").ParameterDeclaration} parameter
 * @param {number} index
 * @param {TransformationContext} context
 */
function nameOfParameter(parameter, index, context) {
  const fn = parameter.parent;
  if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
  const [signature] = context.checker.getContextualType(fn)?.getNonNullableType().getCallSignatures() ?? [];
  const name = signature?.parameters[index]?.name;
  if (name === undefined || !/^[a-z]\w*$/.test(name)) return undefined;
  const isTaken = (/** @type {Node} */ node) =>
    (ts.isIdentifier(node) && node.text === name) || ts.forEachChild(node, isTaken) === true;
  return isTaken(fn) ? undefined : name;
}

/**
 * Joins the locals that a pattern makes at the top of a function. The transpiler may declare each, and set it further down.
 * @param {import("typescript-to-lua").Block} body
 * @param {number} count of the locals
 */
function joinHead(body, count) {
  const isDeclared = (/** @type {Statement | undefined} */ node) =>
    node !== undefined && lua.isVariableDeclarationStatement(node) && node.right === undefined;
  const declared = body.statements.findIndex((node) => !isDeclared(node));
  const length = declared === 0 ? count : 2 * count;
  const head = body.statements.slice(Math.max(declared, 0), length);
  const locals = head.flatMap((node) => {
    if (!lua.isVariableDeclarationStatement(node) && !lua.isAssignmentStatement(node)) return [];
    const [name] = node.left;
    const [value] = node.right ?? [];
    if (name === undefined || value === undefined || !lua.isIdentifier(name)) return [];
    return [
      Object.assign(lua.createVariableDeclarationStatement(name, value), {
        line: node.line,
        column: node.column,
      }),
    ];
  });
  if (locals.length === count) body.statements.splice(0, length, ...joinLocals(locals));
}

/**
 * `({ room }) => …` gets the parameter's own name, and takes its fields from that.
 * @param {import("typescript").FunctionLikeDeclaration} node
 * @param {import("typescript-to-lua").FunctionExpression} made
 * @param {TransformationContext} context
 */
function nameParameters(node, made, context) {
  let patterns = 0;
  node.parameters.forEach((parameter, index) => {
    if (!ts.isObjectBindingPattern(parameter.name) && !ts.isArrayBindingPattern(parameter.name)) return;
    const made_up = `____bindingPattern${patterns++}`;
    const name = nameOfParameter(parameter, index, context);
    if (name === undefined || !ts.isObjectBindingPattern(parameter.name)) return;
    substitute(made, made_up, lua.createIdentifier(name));
    joinHead(made.body, parameter.name.elements.length);
  });
}

/**
 * `x = x or 5` for a parameter with a default, which TypeScriptToLua writes as a test for nil.
 * @param {import("typescript").FunctionLikeDeclaration} node
 * @param {import("typescript-to-lua").FunctionExpression} made
 * @param {TransformationContext} context
 */
function shortenDefaults(node, made, context) {
  const { checker } = context;
  for (const { name, initializer } of node.parameters) {
    if (initializer === undefined || !ts.isIdentifier(name)) continue;
    if (mayBeFalse(checker.getTypeAtLocation(name), checker)) continue;
    const index = made.body.statements.findIndex(
      (statement) =>
        lua.isIfStatement(statement) &&
        lua.isBinaryExpression(statement.condition) &&
        lua.isNilLiteral(statement.condition.right) &&
        isName(statement.condition.left, name.text),
    );
    const test = made.body.statements[index];
    if (test === undefined || !lua.isIfStatement(test)) continue;
    const [assignment, ...others] = test.ifBlock.statements;
    if (assignment === undefined || !lua.isAssignmentStatement(assignment) || others.length > 0) continue;
    const [target] = assignment.left;
    const [value] = assignment.right;
    if (target === undefined || value === undefined) continue;
    const either = lua.createBinaryExpression(structuredClone(target), value, SyntaxKind.OrOperator);
    made.body.statements[index] = lua.createAssignmentStatement(target, either);
  }
}

/**
 * @param {import("typescript").FunctionLikeDeclaration} node
 * @param {unknown} made the function, or a statement that declares it
 * @param {TransformationContext} context
 */
function simplifyFunction(node, made, context) {
  const fn = [made]
    .flat()
    .flatMap((each) => [...walk(each)])
    .find((below) => lua.isFunctionExpression(below));
  if (fn === undefined) return;
  const expression = /** @type {import("typescript-to-lua").FunctionExpression} */ (
    /** @type {unknown} */ (fn)
  );
  nameParameters(node, expression, context);
  shortenDefaults(node, expression, context);
}

/**
 * `return nil` is `return`, and nothing at the end of a function.
 * @param {import("typescript-to-lua").File} file
 */
function shortenReturns(file) {
  for (const node of walk(file)) {
    const statement = /** @type {Statement} */ (/** @type {unknown} */ (node));
    if (lua.isReturnStatement(statement)) {
      const [value, ...others] = statement.expressions;
      if (value !== undefined && others.length === 0 && lua.isNilLiteral(value)) statement.expressions = [];
    }
  }
  for (const node of walk(file)) {
    if (!lua.isFunctionExpression(node)) continue;
    const fn = /** @type {import("typescript-to-lua").FunctionExpression} */ (/** @type {unknown} */ (node));
    const { statements } = fn.body;
    const last = statements.at(-1);
    if (last === undefined || !lua.isReturnStatement(last)) continue;
    if (last.expressions.length === 0 && !hasComments(last)) statements.pop();
  }
}

/**
 * Puts a call that may return nothing in parentheses, which make it one value. Functions of Lua's count their arguments:
 * `tostring(f())` and `table.insert(t, f())` are errors without a value.
 * @param {import("typescript").CallExpression} node
 * @param {Expression} made
 * @param {TransformationContext} context
 */
function keepOneValue(node, made, { checker }) {
  const original = ts.getOriginalNode(node, ts.isCallExpression);
  const last = original.arguments.at(-1);
  if (last === undefined || !ts.isCallExpression(last)) return;
  const fileOf = (/** @type {import("typescript").CallExpression} */ call) =>
    checker.getResolvedSignature(call)?.declaration?.getSourceFile();
  const isOfLua = fileOf(original)?.fileName.includes("/lua-types/") === true;
  if (!isOfLua || fileOf(last)?.isDeclarationFile !== false) return;
  const type = checker.getTypeAtLocation(last);
  const parts = type.isUnion() ? type.types : [type];
  if (!parts.some(({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void))) return;
  const { params } = /** @type {import("typescript-to-lua").CallExpression} */ (made);
  const value = params?.at(-1);
  if (value === undefined || !(lua.isCallExpression(value) || lua.isMethodCallExpression(value))) return;
  params[params.length - 1] = lua.createParenthesizedExpression(value);
}

/** The functions of Lua's `string` that take a text first. */
const OF_TEXT = new Set("byte find format gmatch gsub lower match rep reverse sub upper".split(" "));

/** @param {import("typescript").Type} type */
function isText(type) {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every(({ flags }) => (flags & ts.TypeFlags.StringLike) !== 0);
}

/**
 * `string.lower(name)` is `name:lower()`. A number has no methods, so the types must tell that it is none.
 * @param {import("typescript").CallExpression} node
 * @param {Expression} made
 * @param {TransformationContext} context
 * @returns {Expression}
 */
function callOnText(node, made, { checker }) {
  if (!lua.isCallExpression(made) || !lua.isTableIndexExpression(made.expression)) return made;
  const { table, index } = made.expression;
  const [text, ...params] = made.params;
  if (!isName(table, "string") || !lua.isStringLiteral(index) || !OF_TEXT.has(index.value)) return made;
  if (text === undefined || !(lua.isIdentifier(text) || lua.isTableIndexExpression(text))) return made;
  const [subject] = ts.getOriginalNode(node, ts.isCallExpression).arguments;
  if (subject === undefined || !isText(checker.getTypeAtLocation(subject))) return made;
  return lua.createMethodCallExpression(text, lua.createIdentifier(index.value), params, node);
}

/**
 * `(select(2, f()))` for `f()[1]`: without parentheses it would also give what comes behind.
 * @type {import("typescript-to-lua").FunctionVisitor<import("typescript").ElementAccessExpression>}
 */
function takeOneValue(node, context) {
  const made = context.superTransformExpression(node);
  const isSelect = lua.isCallExpression(made) && isName(made.expression, "select");
  return isSelect ? lua.createParenthesizedExpression(made, node) : made;
}

/**
 * Takes away parentheses around a call where it gives one value anyway: `if not (f()) then`.
 * @param {import("typescript-to-lua").File} file
 */
function dropParentheses(file) {
  const bare = (/** @type {Expression} */ value) => {
    if (!lua.isParenthesizedExpression(value)) return value;
    const { expression } = value;
    return lua.isCallExpression(expression) || lua.isMethodCallExpression(expression) ? expression : value;
  };
  for (const node of walk(file)) {
    const parts = /** @type {Record<string, Expression | Expression[] | undefined>} */ (
      /** @type {unknown} */ (node)
    );
    for (const name of ["condition", "operand", "left", "right", "index"]) {
      const part = parts[name];
      if (part !== undefined && !Array.isArray(part)) parts[name] = bare(part);
    }
    const { left, right } = parts;
    if (Array.isArray(left) && Array.isArray(right) && left.length === right.length)
      parts["right"] = right.map(bare);
  }
}

/**
 * `library.f?.(x)` is `library.f and library.f(x)`, which the transpiler calls by a name that there is not.
 * @param {import("typescript").CallExpression} node
 * @param {TransformationContext} context
 * @returns {Expression | undefined} undefined for any other call
 */
function callIfThere(node, context) {
  const { expression: callee, questionDotToken, arguments: args } = node;
  if (questionDotToken === undefined || !ts.isPropertyAccessExpression(callee)) return undefined;
  if (callee.questionDotToken !== undefined || !ts.isIdentifier(callee.expression)) return undefined;
  const original = ts.getOriginalNode(node, ts.isCallExpression);
  const isLonger = ts.isOptionalChain(original.parent) && original.parent.expression === original;
  if (isLonger || getCallContextType(context, original) !== ContextType.Void) return undefined;
  if (args.some((argument) => ts.isSpreadElement(argument))) return undefined;
  const table = context.transformExpression(callee.expression);
  const field = () =>
    lua.createTableIndexExpression(structuredClone(table), lua.createStringLiteral(callee.name.text), callee);
  const call = lua.createCallExpression(
    field(),
    args.map((argument) => context.transformExpression(argument)),
    node,
  );
  return lua.createBinaryExpression(field(), call, SyntaxKind.AndOperator, node);
}

/**
 * `local _ = f and f(x)`, which came of `f?.(x)` by itself, is a test and a call.
 * @param {Statement[]} statements
 * @returns {Statement[]}
 */
function testAndCall(statements) {
  return statements.map((statement) => {
    if (!lua.isVariableDeclarationStatement(statement) || statement.left[0]?.text !== "____")
      return statement;
    const [value] = statement.right ?? [];
    if (value === undefined || !lua.isBinaryExpression(value) || value.operator !== SyntaxKind.AndOperator)
      return statement;
    if (!lua.isCallExpression(value.right) && !lua.isMethodCallExpression(value.right)) return statement;
    return lua.createIfStatement(value.left, lua.createBlock([lua.createExpressionStatement(value.right)]));
  });
}

/**
 * `room.get_name(room)`, as TypeScriptToLua writes a call with a choice among its arguments, is `room:get_name()`.
 * @param {import("typescript-to-lua").File} file
 */
function callMethods(file) {
  for (const node of walk(file)) {
    if (!lua.isCallExpression(node) || !lua.isTableIndexExpression(node.expression)) continue;
    const { table, index } = node.expression;
    const [self, ...params] = node.params;
    if (!lua.isIdentifier(table) || !isName(self, table.text)) continue;
    if (!lua.isStringLiteral(index) || !isLuaName(index.value)) continue;
    Object.assign(node, lua.createMethodCallExpression(table, lua.createIdentifier(index.value), params));
    Reflect.deleteProperty(node, "expression");
  }
}

module.exports = {
  callIfThere,
  callMethods,
  callOnText,
  dropParentheses,
  keepOneValue,
  mayBeFalse,
  shortenReturns,
  simplifyFunction,
  simplifyStatement,
  takeOneValue,
  testForNil,
};
