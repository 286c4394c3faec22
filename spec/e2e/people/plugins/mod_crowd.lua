-- People for rooms, as many as one likes, on a host of their own. They come, write, rename, go, and have a photo, as a message
-- to the host tells them to. What rooms send to them is dropped.
local st = require "util.stanza";
local base64 = require "util.encodings".base64;
local jid = require "util.jid";
local sha1 = require "util.hashes".sha1;

local VCARD = "vcard-temp";

-- A bitmap of one colour.
local function photo_of(person)
	local number = tonumber(person:match("%d+$")) or #person;
	local pixel = string.char(number * 67 % 256, number * 151 % 256, number * 31 % 256, 0);
	return "BM\58\0\0\0\0\0\0\0\54\0\0\0\40\0\0\0\1\0\0\0\1\0\0\0\1\0\24\0\0\0\0\0\4\0\0\0" .. ("\0"):rep(16) .. pixel;
end

local function jid_of(person)
	return person:lower() .. "@" .. module.host .. "/c";
end

local function presence_of(person, occupant_jid)
	return st.presence({ from = jid_of(person), to = occupant_jid });
end

local function with_photo(presence, person)
	return presence:tag("x", { xmlns = "vcard-temp:x:update" }):text_tag("photo", sha1(photo_of(person), true)):up();
end

local function room_at(room)
	return prosody.hosts[jid.host(room)].modules.muc.get_room_from_jid(room);
end

-- Puts somebody in a room as a join does, but tells nobody: each join takes a server the longer the more there are.
local function seat(room, person)
	local occupant = room:new_occupant(jid.bare(jid_of(person)), room.jid .. "/" .. person);
	local presence = with_photo(presence_of(person, occupant.nick), person);
	occupant.role = room:get_default_role("none");
	module:context(jid.host(room.jid)):fire_event("muc-occupant-pre-join",
		{ room = room, occupant = occupant, stanza = presence, origin = {}, is_new_room = false });
	occupant:set_session(jid_of(person), presence);
	room:save_occupant(occupant);
end

local commands = {};

function commands.join(room, person)
	local join = presence_of(person, room .. "/" .. person):tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up();
	module:send(with_photo(join, person));
end

function commands.crowd(room, person, number)
	for i = 1, tonumber(number) do seat(room_at(room), ("%s%04d"):format(person, i)); end
end

function commands.say(room, person, ...)
	local message = st.message({ from = jid_of(person), to = room, type = "groupchat" });
	module:send(message:text_tag("body", table.concat({ ... }, " ")));
end

function commands.rename(room, person, nick)
	module:send(with_photo(presence_of(person, room .. "/" .. nick), person));
end

function commands.away(room, person, nick)
	module:send(with_photo(presence_of(person, room .. "/" .. (nick or person)):text_tag("show", "away"), person));
end

function commands.leave(room, person, nick)
	local leaving = presence_of(person, room .. "/" .. (nick or person));
	leaving.attr.type = "unavailable";
	module:send(leaving);
end

-- Prosody itself would tell everybody of everybody, once more.
function commands.show_everybody(room)
	room_at(room)._data.presence_broadcast = nil;
end

module:hook("message/host", function (event)
	local words = {};
	for word in event.stanza:get_child_text("body"):gmatch("%S+") do words[#words + 1] = word; end
	local command = table.remove(words, 1);
	commands[command](table.unpack(words));
	return true;
end);

local function drop()
	return true;
end

local function answer_vcard(event)
	local stanza = event.stanza;
	if stanza.attr.type ~= "get" or not stanza:get_child("vCard", VCARD) then return true; end
	local person = stanza.attr.to:match("^[^@]+");
	module:send(st.reply(stanza):tag("vCard", { xmlns = VCARD }):tag("PHOTO")
		:text_tag("TYPE", "image/bmp"):text_tag("BINVAL", base64.encode(photo_of(person))));
	return true;
end

for _, kind in ipairs({ "full", "bare" }) do
	module:hook("presence/" .. kind, drop);
	module:hook("message/" .. kind, drop);
	module:hook("iq/" .. kind, answer_vcard);
end
