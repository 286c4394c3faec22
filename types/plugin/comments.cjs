// Brings comments, blank lines and line breaks of the source over to the Lua.
// @ts-check
const ts = require("typescript");
const lua = require("typescript-to-lua");
const { walk } = require("./lua-tree.cjs");
const { addComments, setApart, setBroken, setInline, setText } = require("./marks.cjs");

/**
 * @typedef {import("typescript").Node} Node
 * @typedef {import("typescript").SourceFile} SourceFile
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 * @typedef {import("typescript-to-lua").Statement} Statement
 * @typedef {{ pos: number, end: number }} Range
 * @typedef {import("typescript-to-lua").Node} LuaNode
 */

/** Comments that are for a tool, not for a reader: of TypeScript, its checkers and formatters. */
const FOR_TOOLS = /^(?:@ts-|eslint|prettier-ignore|biome-ignore|c8 |v8 |#region|#endregion|\/\s*<)/;

/** Lines of JSDoc that are for TypeScriptToLua. */
const ANNOTATION =
  /^@(?:noSelf|noSelfInFile|noResolution|customName|compileMembersOnly|customConstructor|tuplereturn|luaIterator|forRange)\b/i;

/**
 * The comments of a file that nobody has taken yet.
 * @type {WeakMap<SourceFile, Map<number, Range>>}
 */
const pending = new WeakMap();

/**
 * The comments at the top of files. They stand apart from the first statement, which may not be the first one in Lua.
 * @type {WeakMap<SourceFile, import("./marks.cjs").Comment[]>}
 */
const headers = new WeakMap();

/**
 * Statements of which no Lua came.
 * @type {WeakSet<Node>}
 */
const elided = new WeakSet();

/**
 * @param {SourceFile} file
 * @returns {Map<number, Range>} by where they begin
 */
function findComments(file) {
  /** @type {Map<number, Range>} */
  const found = new Map();
  const text = file.getFullText();
  const add = (/** @type {Range[] | undefined} */ ranges) => {
    for (const { pos, end } of ranges ?? []) found.set(pos, { pos, end });
  };
  const visit = (/** @type {Node} */ node) => {
    if (ts.isJSDoc(node)) return;
    const children = node.getChildren(file);
    if (children.length > 0) {
      children.forEach(visit);
      return;
    }
    add(ts.getLeadingCommentRanges(text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(text, node.getEnd()));
  };
  visit(file);
  return new Map([...found].sort(([a], [b]) => a - b));
}

/** @param {SourceFile} file */
function pendingOf(file) {
  const known = pending.get(file) ?? findComments(file);
  pending.set(file, known);
  return known;
}

/**
 * The lines of a comment's text; none if it is for a tool.
 * @param {string} text
 */
function linesOf(text) {
  if (text.startsWith("//")) {
    const line = text.slice(2).trim();
    return FOR_TOOLS.test(line) ? [] : [line];
  }
  const inner = text.replace(/^\/\*+/, "").replace(/\*+\/$/, "");
  const lines = inner.split(/\r?\n/).map((line) => line.replace(/^\s*\*? ?/, "").trimEnd());
  if (FOR_TOOLS.test((lines[0] ?? "").trim())) return [];
  const said = lines.map((line, index) => (index === 0 ? line.trim() : line));
  const kept = said.filter((line) => !ANNOTATION.test(line.trim()));
  while (kept[0] === "") kept.shift();
  while (kept.at(-1) === "") kept.pop();
  return kept;
}

/** @param {string} text */
function hasBlankLine(text) {
  return /\n[^\S\n]*\r?\n/.test(text);
}

/**
 * Takes the comments in a part of a file, each once. A comment stands apart if a blank line follows it, or before it if it is
 * below what it stands by.
 * @param {SourceFile} file
 * @param {number} from
 * @param {number} to
 * @param {boolean} [isBelow]
 * @returns {import("./marks.cjs").Comment[]}
 */
function takeComments(file, from, to, isBelow = false) {
  const text = file.getFullText();
  const known = pendingOf(file);
  const ranges = [...known.values()].filter(({ pos, end }) => pos >= from && end <= to);
  return ranges
    .map(({ pos, end }, index) => {
      known.delete(pos);
      const gap = isBelow
        ? text.slice(ranges[index - 1]?.end ?? from, pos)
        : text.slice(end, ranges[index + 1]?.pos ?? to);
      return { lines: linesOf(text.slice(pos, end)), isApart: hasBlankLine(gap) };
    })
    .filter(({ lines }) => lines.length > 0);
}

/**
 * The comments on the line where a node ends, behind a comma or semicolon too.
 * @param {SourceFile} file
 * @param {number} end
 */
function takeTrailing(file, end) {
  const text = file.getFullText();
  const separator = /^[^\S\n]*[,;]/.exec(text.slice(end))?.[0].length ?? 0;
  const ranges = ts.getTrailingCommentRanges(text, end + separator) ?? [];
  const last = ranges.at(-1);
  if (last === undefined) return [];
  // what is followed by more code stands before that
  if (!/^[^\S\n]*(?:\r?\n|$)/.test(text.slice(last.end))) return [];
  return takeComments(file, end, last.end);
}

/**
 * True of a node that the transpiler made: it is nowhere in the source.
 * @param {Node} node
 */
function isMadeUp(node) {
  return node.pos < 0 || /** @type {Node | undefined} */ (node.parent) === undefined;
}

/**
 * The statements of the block that a statement is in.
 * @param {Node} node
 * @returns {readonly Node[]}
 */
function siblingsOf({ parent }) {
  if (ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent)) return parent.statements;
  if (ts.isCaseOrDefaultClause(parent)) return parent.statements;
  return [];
}

/**
 * Passes over the statements before it of which no Lua came.
 * @param {Node} node
 * @param {SourceFile} file
 * @returns {boolean}
 */
function isBelowBlankLine(node, file) {
  const siblings = siblingsOf(node);
  const previous = siblings[siblings.indexOf(node) - 1];
  if (previous === undefined) return false;
  const text = file.getFullText();
  const from = ts.getTrailingCommentRanges(text, previous.getEnd())?.at(-1)?.end ?? previous.getEnd();
  const [comment] = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  if (hasBlankLine(text.slice(from, comment?.pos ?? node.getStart(file)))) return true;
  return elided.has(previous) && isBelowBlankLine(previous, file);
}

/**
 * Hands the comments of a statement, and the blank line above it, to the Lua that came of it.
 * @param {Node} transformed
 * @param {Statement[]} statements
 */
function markStatement(transformed, statements) {
  const node = ts.getOriginalNode(transformed);
  if (isMadeUp(node)) return;
  const file = node.getSourceFile();
  const [first] = statements;
  const last = statements.at(-1);
  if (first === undefined || last === undefined) {
    elided.add(node);
    return;
  }
  if (isBelowBlankLine(node, file)) setApart(first);
  const leading = takeComments(file, node.getFullStart(), node.getStart(file));
  if (node === file.statements[0]) {
    const end = leading.findIndex(({ isApart }) => !isApart);
    // nobody says anything of an import
    const isAll = end < 0 || ts.isImportDeclaration(node);
    const header = leading.splice(0, isAll ? leading.length : end);
    const last = header.pop();
    headers.set(file, [...header, ...(last === undefined ? [] : [{ ...last, isApart: true }])]);
  }
  const inside = takeComments(file, node.getStart(file), node.getEnd());
  addComments(first, { leading: [...leading, ...inside.map((comment) => ({ ...comment, isApart: false }))] });
  addComments(last, { trailing: takeTrailing(file, node.getEnd()) });
  const siblings = siblingsOf(node);
  if (siblings.at(-1) !== node || node.parent.kind === ts.SyntaxKind.SourceFile) return;
  addComments(last, { after: takeComments(file, node.getEnd(), node.parent.getEnd(), true) });
}

/**
 * Hands over what a file says of itself, what is left at its top, if no Lua came of its first statement, and at its end.
 * @param {SourceFile} file
 * @param {import("typescript-to-lua").File} luaFile
 */
function markFile(file, luaFile) {
  const [first] = file.statements;
  const isKept = first === undefined || ts.isImportDeclaration(first);
  const header = takeComments(file, 0, first?.getStart(file) ?? file.getEnd());
  const shown = isKept ? header : header.filter(({ isApart }) => isApart);
  addComments(luaFile, { leading: headers.get(file) ?? [] });
  addComments(luaFile, { leading: shown.map((comment) => ({ ...comment, isApart: true })) });
  const end = file.statements.at(-1)?.getEnd() ?? 0;
  const last = luaFile.statements.at(-1);
  if (last !== undefined) addComments(last, { after: takeComments(file, end, file.getEnd(), true) });
}

/**
 * Hands the comments and line breaks of an object or array to its table.
 * @param {Node} transformed
 * @param {import("typescript-to-lua").Expression} table
 */
function markTable(transformed, table) {
  const node = ts.getOriginalNode(transformed);
  if (isMadeUp(node)) return;
  const items = ts.isObjectLiteralExpression(node)
    ? node.properties
    : /** @type {import("typescript").ArrayLiteralExpression} */ (node).elements;
  const { fields = [] } = /** @type {import("typescript-to-lua").TableExpression} */ (table);
  const file = node.getSourceFile();
  const [first] = items;
  if (first === undefined || fields.length !== items.length) return;
  const text = file.getFullText();
  if (text.slice(node.getStart(file), first.getStart(file)).includes("\n")) setBroken(table);
  items.forEach((item, index) => {
    const field = /** @type {import("typescript-to-lua").TableFieldExpression} */ (fields[index]);
    const leading = takeComments(file, item.getFullStart(), item.getStart(file));
    const trailing = takeTrailing(file, item.getEnd());
    if (leading.length > 0 || trailing.length > 0) {
      setBroken(table);
      addComments(field, { leading: leading.map((comment) => ({ ...comment, isApart: false })), trailing });
    }
    const previous = items[index - 1];
    if (previous !== undefined && hasBlankLine(text.slice(previous.getEnd(), item.getStart(file))))
      setApart(field);
  });
}

/** @param {Node} node */
function isJump(node) {
  return ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node);
}

/**
 * An `if` that only leaves the function or the loop is on one line in Lua, too: without braces in the source where the line fits, with
 * braces where it is short.
 * @param {import("typescript").IfStatement} transformed
 * @param {Statement[]} statements
 */
function markIf(transformed, statements) {
  const { thenStatement, elseStatement } = transformed;
  const last = statements.at(-1);
  if (elseStatement !== undefined || last === undefined) return;
  const [only, ...others] = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  if (only === undefined || others.length > 0 || !isJump(only)) return;
  setInline(last, ts.isBlock(thenStatement) ? "if it is short" : "if it fits");
}

/**
 * A number keeps the form that the source has, where Lua reads the same number from it. Whole numbers with an exponent are another kind
 * of number in Lua from 5.3 on.
 * @param {import("typescript").NumericLiteral} transformed
 * @param {import("typescript-to-lua").Expression} number
 */
function markNumber(transformed, number) {
  const node = ts.getOriginalNode(transformed);
  if (isMadeUp(node) || !lua.isNumericLiteral(number)) return;
  const text = node.getText(node.getSourceFile());
  const isHex = /^0x[\da-f]+$/i.test(text) && Number.isSafeInteger(number.value);
  const isSmall = /^(?:\d+\.?\d*|\.\d+)e-\d+$/i.test(text) && !Number.isInteger(number.value);
  if (isHex || isSmall) setText(number, text);
}

/**
 * Hands over the comments of blocks that have nothing else.
 * @param {Node} transformed
 * @param {readonly unknown[]} made the statement, or the function, that came of it
 */
function markEmptyBlocks(transformed, made) {
  const node = ts.getOriginalNode(transformed);
  if (isMadeUp(node)) return;
  const blocks = /** @type {{ [name: string]: Node | undefined }} */ (/** @type {unknown} */ (node));
  const sources = [blocks.thenStatement, blocks.elseStatement, blocks.statement, blocks.body];
  const owner = made
    .flatMap((each) => [...walk(each)])
    .find((below) => "body" in below || "ifBlock" in below);
  if (owner === undefined) return;
  const { ifBlock, elseBlock, body } = /** @type {Record<string, LuaNode | undefined>} */ (owner);
  const targets = [ifBlock, elseBlock, body, body];
  sources.forEach((source, index) => {
    const target = targets[index];
    if (source === undefined || !ts.isBlock(source) || source.statements.length > 0 || target === undefined)
      return;
    addComments(target, {
      after: takeComments(source.getSourceFile(), source.getStart(), source.getEnd(), true),
    });
  });
}

/** The statements that may have comments. */
const STATEMENTS = /** @type {const} */ ([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.VariableStatement,
  ts.SyntaxKind.ExpressionStatement,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ContinueStatement,
  ts.SyntaxKind.BreakStatement,
  ts.SyntaxKind.ReturnStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.ThrowStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExportAssignment,
]);

module.exports = { STATEMENTS, markEmptyBlocks, markFile, markIf, markNumber, markStatement, markTable };
