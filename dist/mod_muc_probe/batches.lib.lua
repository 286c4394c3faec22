-- Handles batches: many probes in one iq, as Converse.js sends them to mod_muc_batched_probe.
-- SPDX-License-Identifier: MIT

local iterators = require "util.iterators";
local jid = require "util.jid";
local st = require "util.stanza";
local gate = module:require "gate";
local jids = module:require "jids";
local namespaces = module:require "namespaces";
local options = module:require "options";
local outbox = module:require "outbox";
local rate_limit = module:require "rate_limit";
local refusals = module:require "refusals";
local rooms = module:require "rooms";

-- Runs before mod_muc_batched_probe, whose priority is 1.
local BEFORE_BATCHED_PROBE = 10;

-- The longest id of a batch, in bytes. Every answer repeats the id.
local MAX_ID_LENGTH = 256;

local function occupant_jid_of(room, item)
	local named = item.attr.jid;
	if named and jids.bare(named) == room.jid then
		-- The bare JID is written as the room's own, as it mostly is: to prepare the nick alone is faster.
		return jids.with_nick(room, jids.nick(room, named));
	end
	-- Split before it is prepared: that turns other characters into slashes.
	local node, host, nick = jid.prepped_split(named);
	if host ~= module.host or jid.join(node, host) ~= room.jid then
		return;
	end
	return nick and jids.with_nick(room, nick);
end

-- Lists the occupant JIDs of a batch, each once; nil if an item has none of this room.
local function read_occupant_jids(room, query)
	local occupant_jids = {};
	local seen = {};
	for item in query:childtags("item") do
		local occupant_jid = occupant_jid_of(room, item);
		if not occupant_jid then return; end
		if not seen[occupant_jid] then
			seen[occupant_jid] = true;
			table.insert(occupant_jids, occupant_jid);
		end
	end
	return occupant_jids;
end

-- Reads the query of a batch. An iq without an id is none: it cannot be answered.
local function read_query(stanza)
	local attr = stanza.attr;
	if attr.type ~= "get" or not attr.id or not attr.to or jids.has_resource(attr.to) then
		return;
	end
	return stanza:get_child("query", namespaces.MUC_USER);
end

-- Refuses a batch that is malformed. It costs nothing.
local function refuse_bad(prober, event, size, text)
	rate_limit.give_back(prober, size);
	return refusals.refuse(event, "bad-batch", "modify", "bad-request", text);
end

-- An empty batch counts as one probe too.
local function size_of(query)
	return math.max(iterators.count(query:childtags("item")), 1);
end

-- Answers about each occupant JID in a batch, then answers the iq.
local function answer(prober, event)
	local stanza = event.stanza;
	local id = stanza.attr.id;
	local query = stanza:get_child("query", namespaces.MUC_USER);
	if #id > MAX_ID_LENGTH then
		local text = string.format("The id of a batch has %d bytes at most", MAX_ID_LENGTH);
		return refuse_bad(prober, event, size_of(query), text);
	end
	local occupant_jids = read_occupant_jids(prober.room, query);
	if not occupant_jids then
		local text = "Every item needs the JID of an occupant of this room";
		return refuse_bad(prober, event, size_of(query), text);
	end
	for _, occupant_jid in ipairs(occupant_jids) do
		if not outbox.tell_about(prober, occupant_jid, id) then
			return refusals.refuse_outsider(event);
		end
	end
	prober.room:route_stanza(st.reply(stanza));
	return true;
end

local function on_batch(event)
	local query = read_query(event.stanza);
	if not query then return; end
	return gate.admit(event, "batch", size_of(query), answer);
end

-- Answers batches in place of mod_muc_batched_probe. That module hooks the event for every iq, so this one
-- does too. It leaves the event for the payload, where a batch would count a second time. The log says which
-- of the two modules answers.
local function outrank_batched_probe()
	if not options.batches then
		module:log("info", "mod_muc_batched_probe answers batches, since muc_probe_batches is false");
		return;
	end
	module:unhook("iq/bare/"..namespaces.MUC_USER..":query", on_batch);
	module:hook("iq/bare", on_batch, BEFORE_BATCHED_PROBE);
	module:log("warn", "muc_probe answers batches, mod_muc_batched_probe is not needed: disable it");
end

-- Hooks batches, unless they are switched off.
local function start()
	if options.batches then
		module:hook("iq/bare/"..namespaces.MUC_USER..":query", on_batch, BEFORE_BATCHED_PROBE);
		module:hook("iq/host/"..namespaces.MUC_USER..":query", on_batch, BEFORE_BATCHED_PROBE);
	end
	if rooms.loaded_module("muc_batched_probe") then
		outrank_batched_probe();
	end
	module:hook("module-loaded", function(event)
		if event.module == "muc_batched_probe" then
			outrank_batched_probe();
		end
	end);
end

return { start = start };
