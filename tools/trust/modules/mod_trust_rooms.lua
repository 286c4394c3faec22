-- Makes rooms for tools/trust: every step of a plan is a stanza or a call that Prosody itself would see from a client, but
-- they come from inside, all at once. Plans are written by ../plan.ts.

local st = require "util.stanza";
local muc = module:depends "muc";

local xmlns_form = "jabber:x:data";

local origin = { type = "c2s" };

-- Nobody would read a refusal: the plan would be carried out in part.
function origin.send(stanza)
	if stanza.attr.type == "error" then
		error("refused: "..tostring(stanza));
	end
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

function steps.silence(room)
	room:set_presence_broadcast({});
end

function steps.join(room, step)
	post(presence(room, step, step.nick):tag("x", { xmlns = "http://jabber.org/protocol/muc" }):up());
end

function steps.rename(room, step)
	post(presence(room, step, step.nick));
end

function steps.leave(room, step)
	post(st.presence({ from = step.session, to = room.jid.."/"..step.nick, type = "unavailable" }));
end

function steps.affiliate(room, step)
	assert(room:set_affiliation(true, step.user, step.affiliation, nil, step.nick and { reserved_nickname = step.nick }));
end

function steps.role(room, step)
	assert(room:set_role(true, room.jid.."/"..step.nick, step.role));
end

-- Makes a room.
function build(plan)
	local room = assert(muc.create_room(plan.jid));
	room._data.occupant_id_salt = plan.salt;
	for _, step in ipairs(plan.steps) do
		steps[step.step](room, step);
	end
end

-- Takes a room away, unless it is not there, without telling anybody in it.
function remove(room_jid)
	local room = muc.get_room_from_jid(room_jid);
	if room then
		module:fire_event("muc-room-destroyed", { room = room });
	end
end

-- Has no role's presence broadcast. Before 0.12 there is no such thing.
function silence(room_jid)
	muc.get_room_from_jid(room_jid):set_presence_broadcast({});
end
