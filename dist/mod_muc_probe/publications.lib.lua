-- Sees every presence that Prosody publishes. Prosody's event comes before it routes, and tells neither the
-- role before nor whether it will route: so its method is wrapped too.
-- SPDX-License-Identifier: MIT

local changes = module:require "changes";
local followers = module:require "followers";
local occupant_ids = module:require "occupant_ids";
local occupant_lists = module:require "occupant_lists";
local rooms = module:require "rooms";

-- The decisions of handlers, by the `<x/>` of the publication.
local settled_by_x = setmetatable({}, { __mode = "k" });

-- Notes a publication after all handlers, whatever they return. Prosody goes on with its own stanza, not a
-- replaced one.
local function on_broadcast(handlers, event_name, event_data)
	local stanza, x, occupant = event_data.stanza, event_data.x, event_data.occupant;
	local handled = handlers(event_name, event_data);
	if followers.has_followers(occupant) then
		local nick, actor, reason = event_data.nick, event_data.actor, event_data.reason;
		settled_by_x[x] = { stanza = stanza, nick = nick, actor = actor, reason = reason };
	end
	return handled;
end

-- Finds which presence Prosody sends to the others in the room; nil for none (muc.lib.lua,
-- `publicise_occupant_status`).
local function sent_by_prosody(room, occupant, stanza, prev_role, force_unavailable)
	local roles = room.get_presence_broadcast and room:get_presence_broadcast();
	if not roles or roles[occupant.role or "none"] or force_unavailable then
		return not stanza.attr.type and "available" or "unavailable";
	end
	if prev_role and roles[prev_role] then return "unavailable"; end
end

-- Updates the lists after a change of a user's occupant.
local function update_lists(room, occupant)
	changes.note(room);
	occupant_lists.update(room, occupant.nick, occupant.bare_jid);
	occupant_ids.update(room, occupant.bare_jid);
end

-- Runs after all handlers that may change the nick, or wait.
local AFTER_POLICIES = -1000;

-- Occupants that lose a session, by the occupant that replaces them in their nick.
local replaced_by = setmetatable({}, { __mode = "k" });

local function loses_a_session(there, coming)
	for session in pairs(there.sessions) do
		if not coming.sessions[session] then return true; end
	end
	return false;
end

-- Notes whom an occupant will replace: Prosody publishes nothing of that. It happens where registered nicks
-- are enforced, and where another module's handler waits while somebody takes the nick.
local function before_coming(room, coming)
	local there = room._occupants[coming.nick];
	if not there then
		-- Another module's handler may have failed when the last one left.
		followers.end_unless_of(room, coming.nick);
	elseif loses_a_session(there, coming) then
		replaced_by[coming] = there;
	end
end

-- Forgets the occupant that another has replaced, and tells its followers.
local function forget_replaced(room, occupant)
	local replaced = replaced_by[occupant];
	if replaced then
		replaced_by[occupant] = nil;
		update_lists(room, replaced);
		for session in pairs(replaced.sessions) do
			followers.forget_unless_in(room, session);
		end
	end
	followers.end_former(room, occupant.nick);
end

local room_mt;

-- Prosody's own methods.
local publicise;
local handle_kickable;

-- Publishes an occupant's presence as Prosody does, then tells the followers.
local function publicise_and_tell(room, occupant, x, nick, actor, reason, prev_role, force_unavailable, recipient)
	update_lists(room, occupant);
	forget_replaced(room, occupant);
	local result = publicise(room, occupant, x, nick, actor, reason, prev_role, force_unavailable, recipient);
	local base_x = x.base or x;
	local settled = settled_by_x[base_x];
	if settled then
		settled_by_x[base_x] = nil;
		followers.publish({
			room = room;
			occupant = occupant;
			stanza = settled.stanza;
			full_x = x.full or base_x;
			anonymous_x = x.anon or base_x;
			prev_role = prev_role;
			nick = settled.nick;
			actor = settled.actor;
			reason = settled.reason;
			sent = sent_by_prosody(room, occupant, settled.stanza, prev_role, force_unavailable);
		});
	end
	-- In the middle of a change of nick, the session is under neither.
	if not nick then
		followers.review_occupant(room, occupant);
	end
	return result;
end

-- Puts a session out of a room after an error, as Prosody does. Prosody publishes nothing if the occupant has
-- other sessions.
local function handle_kickable_and_forget(room, origin, stanza)
	local handled = handle_kickable(room, origin, stanza);
	followers.forget_unless_in(room, stanza.attr.from);
	return handled;
end

-- Begins to see what Prosody publishes.
local function start()
	room_mt = rooms.loaded_module("muc").room_mt;
	publicise = room_mt.publicise_occupant_status;
	handle_kickable = room_mt.handle_kickable;
	room_mt.publicise_occupant_status = publicise_and_tell;
	room_mt.handle_kickable = handle_kickable_and_forget;
	module:wrap_event("muc-broadcast-presence", on_broadcast);
	module:hook("muc-occupant-pre-join", function(event)
		before_coming(event.room, event.occupant);
	end, AFTER_POLICIES);
	module:hook("muc-occupant-pre-change", function(event)
		before_coming(event.room, event.dest_occupant);
	end, AFTER_POLICIES);
	module:hook("muc-occupant-session-new", function(event)
		update_lists(event.room, event.occupant);
	end);
	module:hook("muc-set-affiliation", function(event)
		changes.note(event.room);
		occupant_ids.update(event.room, event.jid);
	end);
end

-- Leaves Prosody's methods as they were, unless another module has wrapped them since.
local function stop()
	if room_mt and room_mt.publicise_occupant_status == publicise_and_tell then
		room_mt.publicise_occupant_status = publicise;
	end
	if room_mt and room_mt.handle_kickable == handle_kickable_and_forget then
		room_mt.handle_kickable = handle_kickable;
	end
end

return {
	start = start;
	stop = stop;
};
