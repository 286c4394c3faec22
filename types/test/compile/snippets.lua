-- What must compile; the Lua that comes out is snippets.lua.

local array = require "util.array";
local it = require "util.iterators";
local jid = require "util.jid";
local st = require "util.stanza";
local bare = require "util.jid".bare;

-- Multiple returns.
local node, host = jid.split("romeo@localhost");
module:log("info", "%s at %s", node, host);

-- Methods get a self, plain functions do not.
function answer(event)
	event.origin.send(st.reply(event.stanza):tag("pong", { xmlns = "urn:example" }):up());
	return true;
end

-- Iterators in for…of.
for nick, occupant in room:each_occupant() do
	module:log("debug", "%s is %s", nick, occupant.bare_jid);
end
for real_jid, affiliation in room:each_affiliation("owner") do
	module:log("debug", "%s is %s", real_jid, affiliation);
end

-- Iterators of several values: functions get all of them, arrays the first, tables two.
visitors = it.filter(function(_nick, occupant) return occupant.role == "visitor"; end, room:each_occupant());
nicks = array.collect(room:each_occupant()):sort();
affiliations = it.to_table(room:each_affiliation());

-- Iterators of one value.
long_words = it.to_array(it.filter(function(word) return #word > 5; end, known:items()));
local words = array.collect(known:items()):sort();
module:log("debug", "%d words, first %s", #words, words[1]);

-- Children of a stanza, and arrays from 1.
local texts = {};
for item in stanza:childtags("item") do
	table.insert(texts, item:get_text() or item.name);
end
local first = stanza.tags[1];
if first then
	table.insert(texts, first.name);
end

-- What only some releases have.
function occupant_id_of(occupant)
	if not room.get_occupant_id then return; end
	return room:get_occupant_id(occupant);
end

-- A member that the module's own requirements make certain.
module:cron({ when = "daily", run = function() end });

-- Handlers may return nothing, whether it was handled, or what the event asks for.
local function on_joined(event)
	module:log("info", "%s has entered", event.nick);
end

module:depends("disco");
local service = module:depends("muc");
for open in service.live_rooms() do
	module:log("debug", "%s is open", open.jid);
end

module:hook("muc-occupant-joined", on_joined);
module:hook("iq-get/bare/urn:example:ping", answer, 5);
module:hook("muc-get-default-role", function(event)
	if event.affiliation == "member" then return "visitor"; end
end);
module:hook("muc-pre-set-role", function(event)
	event.allowed = event.role ~= "moderator";
end);
module:add_timer(60, function(now, text) return module:log("info", "%s %d", text, now); end, "tick");

-- Guards that are short are on one line, longer ones as they are here.
function guard(a, b)
	if not a then return; end
	if b then
		-- told
		return b;
	end
	if a ~= "a text that makes this condition longer than most" and b == "another" then
		return b;
	end
	if a ~= "a text that makes this condition longer than most" and b == "another" then return b; end
	return a;
end

-- What may be false is held against nil.
function is_known(a, b, c)
	if a == nil or b ~= nil or not c then return false; end
	return c ~= nil;
end

-- Numeric loops.
function count_all(n, t)
	for i = 1, n do
		module:log("info", "%s", i);
	end
	for i = 0, #t - 1 do
		module:log("info", "%s", t[i + 1]);
	end
	for i = 9, 1, -2 do
		module:log("info", "%s", i);
	end
	if n == 2 then
		module:log("info", "%d", n);
	else
		module:log("info", "%d", -n);
	end
end

-- Methods of what is surely a text, and no parentheses around a call that gives one value anyway.
function match_all(a, b, d)
	local e = a:gsub("x", "y");
	if b.c:match("x") and not a:match("x") then
		return string.rep("-", 3);
	end
	local g = a:match("x");
	table.insert({}, (a:gsub("x", "")));
	return { e, g, string.lower(d), b.c:upper() };
end

-- What a module exports is global.
total = 0;

function add()
	total = total + 1;
end

module:hook("muc-occupant-joined", function(event)
	local room, occupant = event.room, event.occupant;
	-- inner
	local address = room.jid;
	local name = room._data and room._data.name or "none"; -- at the end
	if not bare(address) then return; end

	module:log("info", "%s of %s", occupant.nick, name);
	-- last
end);
module:log("info", "%s", prosody.hosts.localhost and prosody.hosts.localhost.host or "none");
