// What is known of the source where Lua is printed: comments, blank lines and line breaks, by node of the Lua.
// @ts-check

/**
 * @typedef {{ readonly lines: readonly string[], readonly isApart: boolean }} Comment
 *   A comment, and whether a blank line is between it and what it stands by.
 * @typedef {object} Comments
 * @property {Comment[]} leading Above the node.
 * @property {Comment[]} trailing On its last line.
 * @property {Comment[]} after Below it, where a block ends.
 * @typedef {import("typescript-to-lua").Node} LuaNode
 */

/** @type {WeakMap<LuaNode, Comments>} */
const comments = new WeakMap();
/** @type {WeakSet<LuaNode>} */
const apart = new WeakSet();
/** @type {WeakSet<LuaNode>} */
const broken = new WeakSet();
/** @type {WeakMap<LuaNode, "if it fits" | "if it is short">} */
const inline = new WeakMap();
/** @type {WeakMap<LuaNode, string>} */
const texts = new WeakMap();

/**
 * @param {LuaNode} node
 * @returns {Comments}
 */
function commentsOf(node) {
  return comments.get(node) ?? { leading: [], trailing: [], after: [] };
}

/**
 * Adds comments to those of a node, further out than what it has.
 * @param {LuaNode} node
 * @param {Partial<Comments>} added
 */
function addComments(node, { leading = [], trailing = [], after = [] }) {
  if (leading.length + trailing.length + after.length === 0) return;
  const known = commentsOf(node);
  comments.set(node, {
    leading: [...leading, ...known.leading],
    trailing: [...known.trailing, ...trailing],
    after: [...known.after, ...after],
  });
}

module.exports = {
  commentsOf,
  addComments,
  /** @param {LuaNode} node */
  hasComments: (node) => comments.has(node),
  /** A blank line is above it in the source. @param {LuaNode} node */
  isApart: (node) => apart.has(node),
  /** @param {LuaNode} node */
  setApart: (node) => void apart.add(node),
  /** A table of one item a line in the source. @param {LuaNode} node */
  isBroken: (node) => broken.has(node),
  /** @param {LuaNode} node */
  setBroken: (node) => void broken.add(node),
  /** Set for an `if` that may be on one line. @param {LuaNode} node */
  inlineOf: (node) => inline.get(node),
  /** @param {LuaNode} node @param {"if it fits" | "if it is short"} when */
  setInline: (node, when) => void inline.set(node, when),
  /** A number as the source has it. @param {LuaNode} node */
  textOf: (node) => texts.get(node),
  /** @param {LuaNode} node @param {string} text */
  setText: (node, text) => void texts.set(node, text),
};
