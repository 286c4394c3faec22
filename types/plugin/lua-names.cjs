// Which names Lua lets one have.
// @ts-check

/** The words that no variable can be called by, in any Lua from 5.1 on. */
const KEYWORDS = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(
    " ",
  ),
);

/**
 * True of names that a variable can have, or a field behind a dot.
 * @param {string} name
 */
function isLuaName(name) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !KEYWORDS.has(name);
}

module.exports = { KEYWORDS, isLuaName };
