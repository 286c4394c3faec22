-- Notes what functions of Prosody's libraries get and return. It runs before the server (LUA_INIT), and puts a function of
-- its own in the place of each function of each library, as soon as that is loaded.
--
-- require "types_live_calls" gives it to mod_types_live.

local recorder = { calls = {}; originals = setmetatable({}, { __mode = "k" }) };
package.loaded.types_live_calls = recorder;

local max_values = 6;

-- Set by mod_types_live, which knows kinds of tables; before that a table may be anything.
function recorder.kind_of(value)
	local kind = type(value);
	return kind == "table" and "unknown" or kind;
end

-- Without those whose callers they look at, and those that make other functions.
local left_out = {
	["util.debug"] = true; ["util.startup"] = true; ["util.envload"] = true; ["util.dependencies"] = true;
	["util.import"] = true; ["util.logger"] = true; ["core.configmanager"] = true; ["util.poll"] = true;
};

local function note_results(entry, ...)
	entry.calls = entry.calls + 1;
	local count = select("#", ...);
	for i = 1, math.min(math.max(count, #entry.results), max_values) do
		local kinds = entry.results[i];
		if not kinds then
			-- Calls before this one had fewer values.
			kinds = entry.calls > 1 and { ["nil"] = entry.calls - 1 } or {};
			entry.results[i] = kinds;
		end
		local kind = recorder.kind_of((select(i, ...)));
		kinds[kind] = (kinds[kind] or 0) + 1;
	end
	return ...;
end

local wrapped = setmetatable({}, { __mode = "k" });

-- Puts a function that notes its calls in the place of each function of a table.
function recorder.wrap(subject, functions)
	if wrapped[functions] then return; end
	wrapped[functions] = true;
	for name, func in pairs(functions) do
		if type(name) == "string" and type(func) == "function" and not name:match("^__") and not recorder.originals[func] then
			local entry;
			local function noting(...)
				if not entry then
					local key = subject .. "." .. name;
					entry = recorder.calls[key] or { calls = 0; results = {} };
					recorder.calls[key] = entry;
				end
				return note_results(entry, func(...));
			end
			recorder.originals[noting] = func;
			rawset(functions, name, noting);
		end
	end
end

local real_require = require;
function require(name) -- luacheck: ignore 121/require 131/require
	local library, more = real_require(name);
	local short = name:gsub("^prosody%.", "");
	if type(library) == "table" and not left_out[short]
		and (short:match("^util%.") or short:match("^net%.") or short:match("^core%.") or name == "lfs" or name:match("^socket")) then
		recorder.wrap(short == "core.moduleapi" and "ProsodyModuleApi" or short, library);
		if short == "util.stanza" then
			recorder.wrap("util.stanza.Stanza", library.stanza_mt.__index);
		end
	end
	return library, more;
end
