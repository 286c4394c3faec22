// Says what not every Lua has on which the plugin is to run: names, syntax, functions.
// @ts-check
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { describeReserved, placeOf, positionOf, statementAt } = require("./constructs.cjs");
const { isLuaName } = require("./lua-names.cjs");
const { walk } = require("./lua-tree.cjs");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 * @typedef {import("./rules.cjs").Report} Report
 */

/** The versions of Lua that Prosody 0.11 to 13.0 run on. */
const VERSIONS = /** @type {const} */ (["5.1", "JIT", "5.2", "5.3", "5.4"]);

/** @typedef {(typeof VERSIONS)[number]} Version */

/** @type {readonly Version[]} */
const FROM_5_2 = ["5.2", "5.3", "5.4"];
/** @type {readonly Version[]} */
const FROM_5_3 = ["5.3", "5.4"];
/** @type {readonly Version[]} */
const UP_TO_5_1 = ["5.1", "JIT"];
/** @type {readonly Version[]} */
const UP_TO_5_2 = ["5.1", "JIT", "5.2"];

/**
 * Functions that only some versions have by default, and what to use instead.
 * @type {Readonly<Record<string, readonly [versions: readonly Version[], cure: string]>>}
 */
const FUNCTIONS = {
  unpack: [UP_TO_5_1, "use `table.unpack ?? unpack`"],
  loadstring: [UP_TO_5_1, "use `envload` of `util.envload`"],
  getfenv: [UP_TO_5_1, "use `envload` of `util.envload`"],
  setfenv: [UP_TO_5_1, "use `envload` of `util.envload`"],
  bit32: [["5.2"], "use `util.bitcompat`, or arithmetic"],
  utf8: [FROM_5_3, "use `util.encodings`"],
  rawlen: [FROM_5_2, "use `.length`"],
  warn: [["5.4"], "use `module.log()`"],
  jit: [["JIT"], "test the version of Lua in another way"],
  bit: [["JIT"], "use `util.bitcompat`, or arithmetic"],
  "table.unpack": [FROM_5_2, "use `table.unpack ?? unpack`"],
  "table.pack": [FROM_5_2, "use `pack` of `util.table`"],
  "table.move": [FROM_5_3, "use a loop"],
  "table.maxn": [UP_TO_5_2, "use `.length`, or a loop over `pairs()`"],
  "table.getn": [[], "use `.length`"],
  "table.foreach": [UP_TO_5_1, "use a loop over `pairs()`"],
  "table.foreachi": [UP_TO_5_1, "use a loop over `ipairs()`"],
  "string.gfind": [[], "use `string.gmatch()`"],
  "string.pack": [FROM_5_3, "use `util.struct`"],
  "string.unpack": [FROM_5_3, "use `util.struct`"],
  "string.packsize": [FROM_5_3, "use `util.struct`"],
  "math.log10": [UP_TO_5_2, "use `math.log(x) / math.log(10)`"],
  "math.pow": [UP_TO_5_2, "use `x ** y`"],
  "math.atan2": [UP_TO_5_2, "use `math.atan()`"],
  "math.cosh": [UP_TO_5_2, "use `math.exp()`"],
  "math.sinh": [UP_TO_5_2, "use `math.exp()`"],
  "math.tanh": [UP_TO_5_2, "use `math.exp()`"],
  "math.frexp": [UP_TO_5_2, "use `math.log()`"],
  "math.ldexp": [UP_TO_5_2, "use `m * 2 ** e`"],
  "math.mod": [[], "use `%`"],
  "math.type": [FROM_5_3, "use `x % 1 === 0`"],
  "math.tointeger": [FROM_5_3, "use `math.floor()`"],
  "math.maxinteger": [FROM_5_3, "use `2 ** 53`"],
  "math.mininteger": [FROM_5_3, "use `-(2 ** 53)`"],
  "math.ult": [FROM_5_3, "use `<`"],
  "coroutine.isyieldable": [FROM_5_3, "use `coroutine.running()`"],
  "coroutine.close": [["5.4"], "let the coroutine end"],
  "debug.getuservalue": [FROM_5_2, "use a table"],
  "debug.setuservalue": [FROM_5_2, "use a table"],
  "debug.upvalueid": [["JIT", "5.2", "5.3", "5.4"], "do without it"],
  "debug.upvaluejoin": [["JIT", "5.2", "5.3", "5.4"], "do without it"],
  "debug.getfenv": [UP_TO_5_1, "do without it"],
  "debug.setfenv": [UP_TO_5_1, "do without it"],
  "package.loaders": [UP_TO_5_1, "use `package.searchers ?? package.loaders`"],
  "package.searchers": [FROM_5_2, "use `package.searchers ?? package.loaders`"],
  "package.searchpath": [["JIT", "5.2", "5.3", "5.4"], "use `io.open()`"],
};

/**
 * Syntax that only some versions have.
 * @type {Readonly<Record<number, readonly [what: string, versions: readonly Version[], rule: import("./rules.cjs").Rule, cure: string]>>}
 */
const SYNTAX = {
  [lua.SyntaxKind.GotoStatement]: [
    "`goto`",
    ["JIT", ...FROM_5_2],
    "continue",
    "turn the test round, or put the body of the loop into a function",
  ],
  [lua.SyntaxKind.LabelStatement]: [
    "a label",
    ["JIT", ...FROM_5_2],
    "continue",
    "turn the test round, or put the body of the loop into a function",
  ],
  [lua.SyntaxKind.ContinueStatement]: [
    "`continue`",
    [],
    "continue",
    "turn the test round, or put the body of the loop into a function",
  ],
  ...Object.fromEntries(
    [
      lua.SyntaxKind.BitwiseAndOperator,
      lua.SyntaxKind.BitwiseOrOperator,
      lua.SyntaxKind.BitwiseExclusiveOrOperator,
      lua.SyntaxKind.BitwiseLeftShiftOperator,
      lua.SyntaxKind.BitwiseRightShiftOperator,
      lua.SyntaxKind.BitwiseNotOperator,
    ].map((kind) => [
      kind,
      ["a bitwise operator", FROM_5_3, "lua-syntax", "use arithmetic, or a library such as `util.bitcompat`"],
    ]),
  ),
  [lua.SyntaxKind.FloorDivisionOperator]: ["`//`", FROM_5_3, "lua-syntax", "use `math.floor(a / b)`"],
  [lua.SyntaxKind.ConditionalExpression]: ["`if` in an expression", [], "conditional", "use `if`"],
};

/** The most local variables that a function may have. */
const MOST_LOCALS = 200;

/**
 * The versions that a plugin is to run on: all, or those from the one that `luaTarget` names.
 * @param {TransformationContext} context
 * @returns {readonly Version[]}
 */
function targetsOf({ luaTarget }) {
  if (luaTarget === lua.LuaTarget.LuaJIT) return ["JIT"];
  if (luaTarget === lua.LuaTarget.Lua51) return ["5.1"];
  const index = /** @type {readonly string[]} */ (VERSIONS).indexOf(luaTarget);
  return index < 0 ? VERSIONS : VERSIONS.slice(index);
}

/**
 * @param {readonly Version[]} targets
 * @param {readonly Version[]} versions
 * @returns {string | undefined} the versions that lack it
 */
function lackingOf(targets, versions) {
  const lacking = targets.filter((version) => !versions.includes(version));
  if (lacking.length === 0) return undefined;
  return lacking.map((version) => (version === "JIT" ? "LuaJIT" : `Lua ${version}`)).join(", ");
}

/**
 * Names and syntax in the Lua that a version would refuse to read.
 * @param {import("typescript-to-lua").File} file
 * @param {import("typescript").SourceFile} source
 * @param {TransformationContext} context
 * @param {Report} report
 */
function findUnreadable(file, source, context, report) {
  const targets = targetsOf(context);
  let place = { line: 0, column: 0 };
  /** @type {Map<string, import("typescript").Diagnostic[]>} */
  const problems = new Map();
  const tell = (/** @type {import("./rules.cjs").Rule} */ rule, /** @type {string} */ message) => {
    const node = statementAt(source, positionOf(source, place));
    const key = `${message}${node.pos}`;
    if (!problems.has(key)) problems.set(key, report(rule, message, node));
  };
  for (const node of walk(file)) {
    const { text, operator, kind } = /** @type {{ text?: string, operator?: number, kind: number }} */ (
      /** @type {unknown} */ (node)
    );
    const { line, column } = /** @type {Partial<typeof place>} */ (placeOf(node) ?? {});
    if (line !== undefined && column !== undefined) place = { line, column };
    if (kind === lua.SyntaxKind.Identifier && text !== undefined && !isLuaName(text)) {
      tell("reserved-name", `${describeReserved(text)}. Call it something else`);
    }
    for (const [what, versions, rule, cure] of [SYNTAX[kind], SYNTAX[operator ?? -1]].filter(
      (it) => it !== undefined,
    )) {
      const lacking = lackingOf(targets, versions);
      if (lacking !== undefined) tell(rule, `${what} is not there in ${lacking}: ${cure}`);
    }
    const { statements } = /** @type {{ statements?: import("typescript-to-lua").Statement[] }} */ (
      /** @type {unknown} */ (node)
    );
    const locals = (statements ?? []).filter((each) => lua.isVariableDeclarationStatement(each));
    if (locals.flatMap(({ left }) => left).length > MOST_LOCALS)
      tell(
        "lua-syntax",
        `more than ${MOST_LOCALS} local variables are more than Lua takes: put some into a table, or into another file`,
      );
  }
  return [...problems.values()].flat();
}

/**
 * The name in Lua of one of Lua's own functions; undefined if the project declares it itself.
 * @param {Node} node
 * @param {import("typescript").TypeChecker} checker
 */
function nameOfFunction(node, checker) {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return isOfLua(node.expression, checker) ? `${node.expression.text}.${node.name.text}` : undefined;
  }
  const isField =
    (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) ||
    ts.isPropertyAssignment(node.parent) ||
    ts.isDeclarationStatement(node.parent) ||
    ts.isBindingElement(node.parent) ||
    ts.isParameter(node.parent) ||
    ts.isVariableDeclaration(node.parent);
  const isRead = !isField || (ts.isVariableDeclaration(node.parent) && node.parent.initializer === node);
  return ts.isIdentifier(node) && isRead && isOfLua(node, checker) ? node.text : undefined;
}

/**
 * @param {Node} name
 * @param {import("typescript").TypeChecker} checker
 */
function isOfLua(name, checker) {
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile);
}

/**
 * Functions that a version does not have. One that may be `undefined` is told by TypeScript, where it is not tested.
 * @param {import("typescript").SourceFile} source
 * @param {TransformationContext} context
 * @param {Report} report
 */
function findMissing(source, context, report) {
  const { checker } = context;
  const targets = targetsOf(context);
  /** @type {import("typescript").Diagnostic[]} */
  const problems = [];
  const visit = (/** @type {Node} */ node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    const name =
      ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
        ? nameOfFunction(node, checker)
        : undefined;
    const [versions, cure] = (name !== undefined && Object.hasOwn(FUNCTIONS, name) && FUNCTIONS[name]) || [];
    const lacking = versions === undefined ? undefined : lackingOf(targets, versions);
    if (lacking !== undefined && !mayBeUndefined(node, checker)) {
      problems.push(...report("lua-function", `\`${name}\` is not there in ${lacking}: ${cure}`, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

/**
 * @param {Node} node
 * @param {import("typescript").TypeChecker} checker
 */
function mayBeUndefined(node, checker) {
  const symbol = checker.getSymbolAtLocation(node);
  const [declaration] = symbol?.declarations ?? [];
  if (symbol === undefined || declaration === undefined) return false;
  const type = checker.getTypeOfSymbolAtLocation(symbol, declaration);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => flags & ts.TypeFlags.Undefined);
}

/**
 * Gives what TypeScriptToLua says of bitwise operators the name of a rule, and a cure.
 * @param {import("typescript").Diagnostic[]} diagnostics of the transpiler, which are changed
 * @param {Report} report
 */
function nameBitwise(diagnostics, report) {
  const message =
    "a bitwise operator is not there in every Lua that the plugin is to run on: use arithmetic, or `util.bitcompat`";
  const named = diagnostics.flatMap((diagnostic) => {
    const { file, start, length, messageText } = diagnostic;
    if (typeof messageText !== "string" || !messageText.startsWith("Bitwise operations "))
      return [diagnostic];
    return report("lua-syntax", message).map((found) => ({ ...found, file, start, length }));
  });
  diagnostics.splice(0, diagnostics.length, ...named);
}

/**
 * Finds what a version of Lua that the plugin is to run on cannot read, or does not have.
 * @param {import("typescript-to-lua").File} file
 * @param {import("typescript").SourceFile} source
 * @param {TransformationContext} context
 * @param {Report} report
 */
function findUnportable(file, source, context, report) {
  nameBitwise(context.diagnostics, report);
  return [...findUnreadable(file, source, context, report), ...findMissing(source, context, report)];
}

module.exports = { findUnportable };
