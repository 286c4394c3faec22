// Walks and changes the Lua that came of a file, before it is printed.
// @ts-check
const lua = require("typescript-to-lua");

/** @typedef {import("typescript-to-lua").Node & Record<string, unknown>} LuaNode */

/**
 * @param {unknown} value
 * @returns {value is LuaNode}
 */
function isLuaNode(value) {
  return typeof value === "object" && value !== null && "kind" in value;
}

/**
 * @param {unknown} node
 * @returns {LuaNode[]}
 */
function childrenOf(node) {
  const children = [];
  for (const value of Object.values(/** @type {object} */ (node))) {
    if (Array.isArray(value)) children.push(...value.filter(isLuaNode));
    else if (isLuaNode(value)) children.push(value);
  }
  return children;
}

/**
 * @param {unknown} node
 * @param {string} [name]
 * @returns {node is import("typescript-to-lua").Identifier}
 */
function isName(node, name) {
  return isLuaNode(node) && lua.isIdentifier(node) && (name === undefined || node.text === name);
}

/**
 * Every node in a tree, itself first. One generator for all: one for each node took a twentieth of a build.
 * @param {unknown} node
 * @returns {Generator<LuaNode>}
 */
function* walk(node) {
  const waiting = isLuaNode(node) ? [node] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    waiting.push(...childrenOf(next).reverse());
  }
}

/**
 * Replaces the nodes below one by what a function makes of each.
 * @template {object} N
 * @param {N} node
 * @param {(node: LuaNode) => LuaNode} change
 * @returns {N}
 */
function changeBelow(node, change) {
  const fields = /** @type {Record<string, unknown>} */ (node);
  for (const [key, value] of Object.entries(fields)) {
    if (Array.isArray(value)) fields[key] = value.map((item) => (isLuaNode(item) ? change(item) : item));
    else if (isLuaNode(value)) fields[key] = change(value);
  }
  return node;
}

/**
 * Puts copies of an expression where a name is read.
 * @template {object} N
 * @param {N} node
 * @param {string} name
 * @param {import("typescript-to-lua").Expression} expression
 * @returns {N}
 */
function substitute(node, name, expression) {
  const change = (/** @type {LuaNode} */ below) =>
    isName(below, name)
      ? /** @type {LuaNode} */ (/** @type {unknown} */ (structuredClone(expression)))
      : substitute(below, name, expression);
  return changeBelow(node, change);
}

module.exports = { changeBelow, childrenOf, isLuaNode, isName, substitute, walk };
