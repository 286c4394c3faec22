-- Three hundred people on a host of their own, each with a face. Told to "fill" a room they are in it, and some have written.
-- When nobody else is left there, they go. What rooms send to them is dropped.
local st = require "util.stanza";
local base64 = require "util.encodings".base64;
local jid = require "util.jid";
local sha1 = require "util.hashes".sha1;

local FACE = [[<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
<rect width="40" height="40" fill="hsl(%d,55%%,45%%)"/><circle cx="20" cy="21" r="12" fill="hsl(%d,45%%,%d%%)"/>
<path d="M8 20q0-13 12-13t12 13q-3-6-12-6t-12 6" fill="hsl(%d,50%%,25%%)"/><circle cx="16" cy="21" r="1.5"/>
<circle cx="24" cy="21" r="1.5"/><path d="M15 26q5 %d 10 0" fill="none" stroke="#000"/></svg>]];
local NAMES = {
	"Abram", "Angelica", "Antonio", "Balthasar", "Beatrice", "Bianca", "Claudio", "Diana", "Emilia", "Gregory", "Helena", "Hero",
	"Laurence", "Livia", "Lucentio", "Lucio", "Marco", "Paris", "Peter", "Petruchio", "Portia", "Rosaline", "Sampson", "Silvia",
	"Susan", "Timon", "Ursula", "Valentine", "Viola", "Vincentio",
};
local TOWNS = { "Lucca", "Mantua", "Milan", "Modena", "Padua", "Parma", "Pisa", "Siena", "Venice", "Verona" };
local LINES = {
	"Is the day so young?", "What news from the market?", "Have you seen the prince?", "A thousand times good night!",
	"They say there is a feast tonight.",
};
-- Of so many people one writes. What they write fits in one page of the archive.
local WRITER = 7;

local people = {};
for _, town in ipairs(TOWNS) do
	for _, name in ipairs(NAMES) do
		table.insert(people, { nick = name .. " of " .. town, jid = (name .. "." .. town):lower() .. "@" .. module.host .. "/c" });
	end
end

local function face_of(node)
	local digits = tonumber(sha1(node, true):sub(1, 6), 16);
	return FACE:format(digits % 360, 20 + digits % 20, 55 + digits % 30, digits % 47, digits % 5);
end

-- Puts somebody in a room as a join does, but tells nobody: three hundred joins would keep the server busy for ten seconds.
local function enter(room, person)
	local occupant_jid = room.jid .. "/" .. person.nick;
	local presence = st.presence({ from = person.jid, to = occupant_jid });
	presence:tag("x", { xmlns = "vcard-temp:x:update" }):text_tag("photo", sha1(face_of(jid.node(person.jid)), true)):up();
	local occupant = room:new_occupant(jid.bare(person.jid), occupant_jid);
	occupant.role = room:get_default_role("none");
	module:context(jid.host(room.jid)):fire_event("muc-occupant-pre-join",
		{ room = room, occupant = occupant, stanza = presence, origin = {}, is_new_room = false });
	occupant:set_session(person.jid, presence);
	room:save_occupant(occupant);
end

local function write(room, person, line)
	module:send(st.message({ from = person.jid, to = room.jid, type = "groupchat" }):text_tag("body", line));
end

local function fill(room)
	for i = WRITER, #people, WRITER do
		enter(room, people[i]);
		write(room, people[i], LINES[i % #LINES + 1]);
	end
	for i, person in ipairs(people) do
		if i % WRITER ~= 0 then enter(room, person); end
	end
end

local function go_if_alone(event)
	if not event.room.is_crowded then return; end
	for _, occupant in event.room:each_occupant() do
		if jid.host(occupant.bare_jid) ~= module.host then return; end
	end
	event.room.is_crowded = nil;
	event.room:clear();
end

for _, host in ipairs(module:get_option_array("demo_crowd_goes_to", {})) do
	module:context(host):hook("muc-occupant-left", go_if_alone, 1);
end

module:hook("message/host", function (event)
	local room_jid = event.stanza:get_child_text("body"):match("^fill (%S+)$");
	local room = prosody.hosts[jid.host(room_jid)].modules.muc.get_room_from_jid(room_jid);
	room.is_crowded = true;
	fill(room);
	return true;
end);

local function drop()
	return true;
end

local function answer_iq(event)
	local stanza = event.stanza;
	if stanza.attr.type ~= "get" or not stanza:get_child("vCard", "vcard-temp") then return true; end
	local face = base64.encode(face_of(jid.node(stanza.attr.to)));
	local photo = st.reply(stanza):tag("vCard", { xmlns = "vcard-temp" }):tag("PHOTO");
	module:send(photo:text_tag("TYPE", "image/svg+xml"):text_tag("BINVAL", face));
	return true;
end

for _, kind in ipairs({ "full", "bare" }) do
	module:hook("presence/" .. kind, drop);
	module:hook("message/" .. kind, drop);
	module:hook("iq/" .. kind, answer_iq);
end
