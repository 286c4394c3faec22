-- Estimates how large stanzas are as XML. An estimate never says too little.
-- SPDX-License-Identifier: MIT

-- The most that escaping adds to a character, as in `&quot;`.
local ESCAPING = 5;

-- The characters around an attribute: ` k='v'`.
local AROUND_ATTRIBUTE = 4;

-- The most characters that a namespace adds to an attribute: ` xmlns:ns1='…' ns1:k='v'`, with room for its
-- number.
local QUALIFYING = 28;

-- The characters around the two names of an element: `<`, `>`, `</` and `>`.
local AROUND_ELEMENT = 5;

-- The most bytes of a text whose size is kept. An occupant-id has 44.
local MAX_KEPT_LENGTH = 64;

-- The most sizes that are kept.
local MAX_KEPT = 1000;

-- Sizes by text. Names, namespaces and the like come in each stanza, and reading them is most of an estimate.
local kept = {};
local kept_count = 0;

local function keep(text, size)
	if kept_count == MAX_KEPT then
		kept = {};
		kept_count = 0;
	end
	kept[text] = size;
	kept_count = kept_count + 1;
end

-- Reads a text. One that has a \x01 is the name of a qualified attribute, and begins with the namespace.
local function of_text(text)
	local _, escaped = text:gsub("[&<>'\"]", "");
	local qualifying = text:match("\001") and QUALIFYING or 0;
	local size = #text + escaped * ESCAPING + qualifying;
	if #text <= MAX_KEPT_LENGTH then
		keep(text, size);
	end
	return size;
end

-- Estimates the bytes of an element, with all that it holds. What is kept is looked up here, since this runs
-- for everything in an answer.
local function estimate(element)
	local size = 2 * #element.name + AROUND_ELEMENT;
	for name, value in pairs(element.attr) do
		size = size + (AROUND_ATTRIBUTE + (kept[name] or of_text(name)) + (kept[value] or of_text(value)));
	end
	for index = 1, #element do
		local child = element[index];
		if type(child) == "string" then
			size = size + (kept[child] or of_text(child));
		else
			size = size + estimate(child);
		end
	end
	return size;
end

return { estimate = estimate };
