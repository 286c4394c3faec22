-- Maps with several values for a key. A single value is kept without a table, which halves what most keys
-- need.
-- SPDX-License-Identifier: MIT

-- Adds a value to a key, and says whether it is new.
local function add(map, key, value)
	local values = map[key];
	if not values then
		map[key] = value;
		return true;
	end
	if values == value then return false; end
	if type(values) == "string" then
		map[key] = { size = 2, has = { [values] = true, [value] = true } };
		return true;
	end
	if values.has[value] then return false; end
	values.has[value] = true;
	values.size = values.size + 1;
	return true;
end

-- Removes a value from a key, and says whether it was there.
local function remove(map, key, value)
	local values = map[key];
	if not values then return false; end
	if values == value then
		map[key] = nil;
		return true;
	end
	if type(values) == "string" or not values.has[value] then
		return false;
	end
	values.has[value] = nil;
	values.size = values.size - 1;
	if values.size == 0 then
		map[key] = nil;
	end
	return true;
end

local function has(map, key, value)
	local values = map[key];
	if not values or type(values) == "string" then
		return values == value;
	end
	return values.has[value] == true;
end

local function count(map, key)
	local values = map[key];
	if not values then return 0; end
	if type(values) == "string" then return 1; end
	return values.size;
end

-- The values, as keys of a table. What is removed leaves this table too; of a value that is alone it is a
-- copy. Nobody may add any while it is walked.
local function values(map, key)
	local kept = map[key];
	if not kept then return {}; end
	if type(kept) == "string" then return { [kept] = true }; end
	return kept.has;
end

-- Copies the values of a key, in no order. The map may change while the copy is walked.
local function list(map, key)
	local copy = {};
	for value in pairs(values(map, key)) do
		copy[#copy + 1] = value;
	end
	return copy;
end

-- Finds the value of a key that has only one.
local function single(map, key)
	local kept = map[key];
	return type(kept) == "string" and kept or nil;
end

return {
	add = add;
	remove = remove;
	has = has;
	count = count;
	values = values;
	list = list;
	single = single;
};
