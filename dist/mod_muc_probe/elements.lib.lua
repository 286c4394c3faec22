-- XML elements as Prosody keeps them. Its own functions check every name and value for being XML, which costs
-- more than all else that an answer takes; what goes in here was checked when it came.

local st = require "util.stanza";

local _M = {};

-- An element without children; attributes that are nil are left out.
function _M.leaf(name, attr)
	return setmetatable({ name = name, attr = attr, tags = {} }, st.stanza_mt);
end

-- An element with one child, or two. Written out for either: a table with five keys takes twice the memory of
-- one with four.
function _M.parent(name, attr, first, second)
	if not second then
		return setmetatable({ name = name, attr = attr, tags = { first }, [1] = first }, st.stanza_mt);
	end
	return setmetatable({ name = name, attr = attr, tags = { first, second }, [1] = first, [2] = second }, st.stanza_mt);
end

return _M;
