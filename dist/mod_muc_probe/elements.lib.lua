-- Builds XML elements as Prosody keeps them, without the checks of `util.stanza`. What goes in here was checked when
-- it arrived. That saves a sixth of a whole probe of an occupant, and half of one of an unknown nick (`make bench
-- PART=elements`).

local st = require "util.stanza";

local _M = {};

-- Builds an element without children. Attributes that are nil are left out.
function _M.leaf(name, attr)
	return setmetatable({ name = name, attr = attr, tags = {} }, st.stanza_mt);
end

-- Builds an element with one child or two. Each case is written out: a table with five keys takes twice the memory
-- of one with four.
function _M.parent(name, attr, first, second)
	if not second then
		return setmetatable({ name = name, attr = attr, tags = { first }, [1] = first }, st.stanza_mt);
	end
	return setmetatable({ name = name, attr = attr, tags = { first, second }, [1] = first, [2] = second }, st.stanza_mt);
end

return _M;
