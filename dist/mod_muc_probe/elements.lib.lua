-- Generated from src/elements.ts by TypeScriptToLua: changes belong there.
local _M = {}
local st = require("util.stanza")

--- An element without children; attributes that are nil are left out.
function _M.leaf(name, attr)
	return setmetatable({ name = name, attr = attr, tags = {} }, st.stanza_mt)
end

--- An element with one child, or two. Written out for either: a table with five keys takes twice the memory of
-- one with four.
function _M.parent(name, attr, first, second)
	if second == nil then
		return setmetatable({ name = name, attr = attr, tags = { first }, [1] = first }, st.stanza_mt)
	end
	return setmetatable({
		name = name,
		attr = attr,
		tags = { first, second },
		[1] = first,
		[2] = second,
	}, st.stanza_mt)
end

return _M
