-- Estimates how large stanzas are as XML. An estimate never says too little.
-- SPDX-License-Identifier: MIT

-- The most that escaping adds to a character, as in `&quot;`.
local ESCAPING = 5;

-- The characters around an attribute: ` k='v'`.
local AROUND_ATTRIBUTE = 4;

-- The most characters around an attribute with a namespace: ` xmlns:ns1='…' ns1:k='v'`, with room for its number.
local AROUND_QUALIFIED = 32;

-- The characters around the two names of an element: `<`, `>`, `</` and `>`.
local AROUND_ELEMENT = 5;

-- The most bytes of a text whose size is kept.
local MAX_KEPT_LENGTH = 40;

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

local function of_text(text)
	local known = kept[text];
	if known then return known; end
	local _, escaped = text:gsub("[&<>'\"]", "");
	local size = #text + escaped * ESCAPING;
	if #text <= MAX_KEPT_LENGTH then
		keep(text, size);
	end
	return size;
end

-- The name of a qualified attribute begins with its namespace, which is escaped too.
local function of_attribute(name, value)
	local around = name:match("\001") and AROUND_QUALIFIED or AROUND_ATTRIBUTE;
	return of_text(name) + of_text(value) + around;
end

-- Estimates the bytes of an element, with all that it holds.
local function estimate(element)
	local size = 2 * #element.name + AROUND_ELEMENT;
	for name, value in pairs(element.attr) do
		size = size + of_attribute(name, value);
	end
	for _, child in ipairs(element) do
		if type(child) == "string" then
			size = size + of_text(child);
		else
			size = size + estimate(child);
		end
	end
	return size;
end

return { estimate = estimate };
