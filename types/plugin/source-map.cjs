// Maps lines of the Lua to lines of the source: for `"sourceMap": true`, which lua-to-ts.cjs reads.
// @ts-check
const path = require("node:path");
const { placeOf } = require("./constructs.cjs");
// what TypeScriptToLua makes its own maps with
const { SourceMapGenerator } = /** @type {typeof import("source-map")} */ (
  require(require.resolve("source-map", { paths: [require.resolve("typescript-to-lua")] }))
);

/** A line of the source, in characters that take no place on a line of Lua: a digit is one of them. */
const MARK = /\x02([\x10-\x19]+)\x03/g;

/**
 * The mark of the line that a node came of; nothing where it came of none.
 * @param {import("typescript-to-lua").Node} node
 */
function markLine(node) {
  const place = placeOf(/** @type {never} */ (node));
  if (place === undefined) return "";
  const digits = [...String(place.line)].map((digit) => String.fromCharCode(0x10 + Number(digit)));
  return `\x02${digits.join("")}\x03`;
}

/** @param {string} text */
function withoutMarks(text) {
  return text.replace(MARK, "");
}

/**
 * The map of a file whose Lua is marked.
 * @param {string} marked
 * @param {{ fileName: string, outputPath: string }} file
 */
function createSourceMap(marked, { fileName, outputPath }) {
  const source = path.relative(path.dirname(outputPath), fileName).split(path.sep).join("/");
  const generator = new SourceMapGenerator({ file: path.basename(outputPath) });
  marked.split("\n").forEach((text, index) => {
    const [first] = text.matchAll(MARK);
    if (first === undefined) return;
    const line = Number(
      [.../** @type {string} */ (first[1])].map((char) => char.charCodeAt(0) - 0x10).join(""),
    );
    generator.addMapping({
      source,
      original: { line: line + 1, column: 0 },
      generated: { line: index + 1, column: 0 },
    });
  });
  return generator.toString();
}

module.exports = { createSourceMap, markLine, withoutMarks };
