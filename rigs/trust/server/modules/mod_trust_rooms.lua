-- Makes rooms for rigs/trust: every step of a plan is a stanza or a call that Prosody itself would see from a client, but
-- they come from inside, all at once. Plans are written by ../../privacy/plan.ts.

local array = require "util.array";
local configmanager = require "core.configmanager";
local json = require "util.json";
local st = require "util.stanza";
local muc = module:depends "muc";

local xmlns_form = "jabber:x:data";

local origin = { type = "c2s" };

-- Nobody would read a refusal: the plan would be carried out in part.
function origin.send(stanza)
	if stanza.attr.type == "error" then error("refused: "..tostring(stanza)); end
end

local function post(stanza)
	prosody.core_post_stanza(origin, stanza);
end

local function presence(room, step, nick)
	return st.presence({ from = step.session, to = room.jid.."/"..nick, id = step.presence })
		:text_tag("status", step.presence);
end

local steps = {};

function steps.configure(room, step)
	local owner = "founder@"..module.host;
	assert(room:set_affiliation(true, owner, "owner"));
	local form = st.iq({ type = "set", from = owner.."/x", to = room.jid, id = "configure" })
		:tag("query", { xmlns = "http://jabber.org/protocol/muc#owner" })
			:tag("x", { xmlns = xmlns_form, type = "submit" });
	for name, values in pairs(step.fields) do
		form:tag("field", { var = name });
		for _, value in ipairs(values) do
			form:text_tag("value", value);
		end
		form:up();
	end
	post(form);
	assert(room:set_affiliation(true, owner, false));
end

function steps.join(room, step)
	post(presence(room, step, step.nick):tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up());
end

function steps.rename(room, step)
	post(presence(room, step, step.nick));
end

function steps.affiliate(room, step)
	assert(room:set_affiliation(true, step.user, step.affiliation, nil, step.nick and { reserved_nickname = step.nick }));
end

function steps.role(room, step)
	assert(room:set_role(true, room.jid.."/"..step.nick, step.role));
end

function steps.update(room, step)
	local nick = room:get_occupant_jid(step.session);
	if nick then
		post(st.presence({ from = step.session, to = nick, id = step.presence }):text_tag("status", step.presence));
	end
end

-- A server that cannot reach a session any more says so.
function steps.fail(room, step)
	local nick = room:get_occupant_jid(step.session);
	if nick then
		post(st.presence({ from = step.session, to = nick, type = "error" })
			:tag("error", { type = "cancel" }):tag("gone", { xmlns = "urn:ietf:params:xml:ns:xmpp-stanzas" }):up():up());
	end
end

function steps.part(room, step)
	local nick = room:get_occupant_jid(step.session);
	if nick then post(st.presence({ from = step.session, to = nick, type = "unavailable" })); end
end

function steps.broadcast(room, step)
	if room.set_presence_broadcast then
		local roles = {};
		for _, role in ipairs(step.roles) do
			roles[role] = true;
		end
		room:set_presence_broadcast(roles);
	end
end

function steps.whois(room, step)
	room:set_whois(step.whois);
end

function steps.members_only(room, step)
	room:set_members_only(step.on);
end

-- One thing that happens in a room. Returns whether it was refused.
function act(room_jid, step)
	local refused = false;
	local send = origin.send;
	function origin.send(stanza)
		refused = refused or stanza.attr.type == "error";
	end
	local room = muc.get_room_from_jid(room_jid);
	if step.step == "role" and not room:get_occupant_by_nick(room_jid.."/"..step.nick) then
		refused = true;
	elseif step.step == "affiliate" then
		refused = not room:set_affiliation(true, step.user, step.affiliation);
	else
		steps[step.step](room, step);
	end
	origin.send = send;
	return refused;
end

-- A room with some users, as Prosody itself sees them: in JSON, as ../../contract/model.ts has it, but for what owners chose.
function snapshot(room_jid, users)
	local room = muc.get_room_from_jid(room_jid);
	local people, by_user = array(), {};
	for _, user in ipairs(users) do
		by_user[user] = { bareJid = user, affiliation = "none", occupants = array(), strangers = array() };
		people:push(by_user[user]);
	end
	for jid, occupant in room:each_occupant() do
		local sessions = array();
		for real_jid, stanza in occupant:each_session() do
			table.insert(sessions, real_jid == occupant.jid and 1 or #sessions + 1, { jid = real_jid, presence = stanza.attr.id or "" });
		end
		by_user[occupant.bare_jid].occupants:push({ nick = jid:sub(#room_jid + 2), role = occupant.role, sessions = sessions });
	end
	for jid, affiliation, data in room:each_affiliation() do
		local person = by_user[jid] or {};
		person.affiliation, person.registeredNick = affiliation, data and data.reserved_nickname;
	end
	local broadcast = array();
	for role, is_on in pairs(room.get_presence_broadcast and room:get_presence_broadcast()
		or { visitor = true, participant = true, moderator = true }) do
		if is_on then broadcast:push(role); end
	end
	return json.encode({
		jid = room_jid, salt = room._data.occupant_id_salt, nonAnonymous = room:get_whois() == "anyone",
		broadcast = broadcast, people = people,
	});
end

-- Makes Prosody swap a room to disk: its cache has place for one.
function swap()
	local other = "other@"..module.host;
	if not muc.get_room_from_jid(other) then muc.create_room(other); end
end

-- Makes a room.
function build(plan)
	local room = assert(muc.create_room(plan.jid));
	room._data.occupant_id_salt = plan.salt;
	for _, step in ipairs(plan.steps) do
		steps[step.step](room, step);
	end
end

-- Sets options of this host, as its configuration would. Modules read them when they are loaded.
function set(options)
	for name, value in pairs(options) do
		configmanager.set(module.host, name, value);
	end
end

-- Takes a room away, unless it is not there, without telling anybody in it.
function remove(room_jid)
	local room = muc.get_room_from_jid(room_jid);
	if room then module:fire_event("muc-room-destroyed", { room = room }); end
end

-- Destroys a room, so that everybody leaves it.
function destroy(room_jid)
	muc.get_room_from_jid(room_jid):destroy();
end
