-- Tells sessions what becomes of the people whom they follow (contract, "What becomes of them").
-- SPDX-License-Identifier: MIT

local iterators = require "util.iterators";
local st = require "util.stanza";
local answers = module:require "answers";
local changes = module:require "changes";
local current_answers = module:require "current_answers";
local jids = module:require "jids";
local multimaps = module:require "multimaps";
local options = module:require "options";
local probers = module:require "probers";
local rooms = module:require "rooms";
local statistics = module:require "statistics";

-- The most pairs of a session and somebody whom it follows.
local MAX_PAIRS = 100000;

local kept = { followers_of = {}, followed_by = {}, user_of = {}, count = 0 };

local function add(session, target, user)
	if multimaps.add(kept.followers_of, target, session) then
		multimaps.add(kept.followed_by, session, target);
		kept.user_of[target] = user;
		kept.count = kept.count + 1;
	end
end

local function remove(session, target)
	if multimaps.remove(kept.followers_of, target, session) then
		multimaps.remove(kept.followed_by, session, target);
		if not kept.followers_of[target] then
			kept.user_of[target] = nil;
		end
		kept.count = kept.count - 1;
	end
end

-- Says whether somebody follows this occupant, and not another user who had the nick before.
local function has_followers(occupant)
	return kept.user_of[occupant.nick] == occupant.bare_jid;
end

-- Says whether a session follows an occupant JID.
local function follows(prober, target)
	return multimaps.has(kept.followed_by, prober.session, target);
end

local function followed_in(room, session)
	local targets = {};
	for _, target in ipairs(multimaps.list(kept.followed_by, session)) do
		if jids.bare(target) == room.jid then
			table.insert(targets, target);
		end
	end
	return targets;
end

-- Makes a session follow nobody in a room any more.
local function forget(room, session)
	for _, target in ipairs(followed_in(room, session)) do
		remove(session, target);
	end
end

-- Makes a session that is not in a room follow nobody there.
local function forget_unless_in(room, session)
	if kept.followed_by[session] and not probers.is_in_room(room, session) then
		forget(room, session);
	end
end

-- Forgets the session if it has left the room.
local function as_prober(room, session)
	if not probers.is_in_room(room, session) then
		forget(room, session);
		return;
	end
	return { session = session, user = jids.bare(session), room = room };
end

-- Sends a session that is in the room a presence.
local function tell(prober, target, presence)
	presence.attr.to = prober.session;
	statistics.record_change(target, 1);
	prober.room:route_stanza(presence);
end

-- Tells a session that it does not see an occupant any more: the same as if the occupant had left (contract
-- row 6).
local function tell_unseen(prober, target)
	local outcome, made = current_answers.make(answers.about_hidden, prober, target);
	local presence = outcome == "changed" and answers.unknown(prober, target) or made;
	-- It may have asked anew meanwhile.
	if presence and not follows(prober, target) then
		tell(prober, target, presence);
	end
end

local function end_following(prober, target)
	remove(prober.session, target);
	tell_unseen(prober, target);
end

-- Ends what sessions follow at an occupant JID, unless they follow this user (a bare JID, nil if nobody has
-- the nick).
local function end_unless_of(room, target, user)
	local followed = kept.user_of[target];
	if not followed or followed == user then return; end
	local sessions = multimaps.list(kept.followers_of, target);
	-- All at once: while one is told, another may ask anew, and follow the user.
	for _, session in ipairs(sessions) do
		remove(session, target);
	end
	for _, session in ipairs(sessions) do
		local prober = as_prober(room, session);
		if prober then
			tell_unseen(prober, target);
		end
	end
end

-- Ends what sessions follow in the nick of an occupant, if it was somebody else's then.
local function end_former(room, target)
	local occupant = room._occupants[target];
	if occupant then
		end_unless_of(room, target, occupant.bare_jid);
	end
end

local function may_follow_one_more(session)
	return kept.count < MAX_PAIRS and multimaps.count(kept.followed_by, session) < options.follow;
end

-- Makes a session follow the occupant of an occupant JID, or stop that. Nobody follows themselves. At the
-- limit, nobody is dropped for another.
local function set(prober, target, is_wanted)
	local session = prober.session;
	local occupant = prober.room._occupants[target];
	if not is_wanted or not occupant or occupant.bare_jid == prober.user then
		remove(session, target);
		return;
	end
	local is_same = not kept.user_of[target] or has_followers(occupant);
	-- Another module may have hidden the occupant without a word.
	if is_same and probers.sees(prober, occupant.bare_jid, occupant.role) and may_follow_one_more(session) then
		add(session, target, occupant.bare_jid);
	end
end

-- Tells a session how somebody is now.
local function tell_present(prober, target)
	local outcome, presence = current_answers.make(answers.about_nick, prober, target);
	if outcome == "changed" then
		-- The last that it was told stays true: it sees nobody.
		remove(prober.session, target);
	end
	-- The occupant may have left meanwhile, and another have the nick.
	if outcome == "present" and presence and follows(prober, target) then
		tell(prober, target, presence);
	end
end

-- Builds a presence as Prosody publishes it, for those who see real JIDs or those who do not.
local function build(publication, shows_real_jids)
	local room, occupant, nick, actor, reason = publication.room, publication.occupant, publication.nick,
		publication.actor, publication.reason;
	local x = st.clone(shows_real_jids and publication.full_x or publication.anonymous_x);
	local actor_jid = actor and room:get_occupant_jid(actor);
	local actor_nick = actor_jid and jids.nick(room, actor_jid);
	local visible_actor;
	if shows_real_jids then
		visible_actor = actor;
	end
	room:build_item_list(occupant, x, not shows_real_jids, nick, actor_nick, visible_actor, reason);
	return st.clone(publication.stanza):add_child(x);
end

-- Tells all followers of an occupant about a publication. What they get is built once for those who see real
-- JIDs, and once for the others.
local function tell_all(publication)
	local room, occupant = publication.room, publication.occupant;
	local built = {};
	local is_open = probers.everybody_sees_real_jids(room);
	local role = occupant.role or publication.prev_role;
	-- Without a role nobody knows who could see the occupant. That it has left is told in any case.
	local is_seen = not role or probers.everybody_sees(room, role);
	local told = 0;
	local followers = multimaps.values(kept.followers_of, occupant.nick);
	for _, session in ipairs(multimaps.list(kept.followers_of, occupant.nick)) do
		local follower = room._jid_nick[session];
		-- It may have stopped following while others were told. It may not see the occupant, if another module
		-- has failed before.
		if follower
			and followers[session]
			and (is_seen
				or probers.sees({ session = session, user = jids.bare(session), room = room }, occupant.bare_jid, role)) then
			local shows_real_jids = is_open or probers.is_moderator_as(room, follower);
			local presence = built[shows_real_jids];
			if not presence then
				presence = build(publication, shows_real_jids);
				built[shows_real_jids] = presence;
			end
			presence.attr.to = session;
			room:route_stanza(presence);
			told = told + 1;
		end
	end
	statistics.record_change(occupant.nick, told);
end

-- Tells the followers that an occupant has left, or has another nick, unless Prosody has told them.
local function publish_gone(publication)
	local room, occupant, nick = publication.room, publication.occupant, publication.nick;
	if not publication.sent then
		tell_all(publication);
	end
	local new_target = nick and room.jid.."/"..nick;
	if new_target then
		end_unless_of(room, new_target, occupant.bare_jid);
	end
	for _, session in ipairs(multimaps.list(kept.followers_of, occupant.nick)) do
		remove(session, occupant.nick);
		if new_target and probers.is_in_room(room, session) then
			add(session, new_target, occupant.bare_jid);
		end
	end
end

-- Tells a follower how an occupant is now, or that the follower does not see the occupant any more.
local function tell_last_word(publication, session)
	local room, occupant, sent = publication.room, publication.occupant, publication.sent;
	local target = occupant.nick;
	local prober = as_prober(room, session);
	local there = room._occupants[target];
	-- It may have ended while others were told.
	if not prober
		or not there
		or there.bare_jid ~= occupant.bare_jid
		or not has_followers(there)
		or not follows(prober, target) then
		return;
	end
	if not probers.sees(prober, there.bare_jid, there.role) then
		if not sent then
			end_following(prober, target);
		else
			remove(session, target);
		end
	elseif not sent and occupant.role then
		tell(prober, target, build(publication, probers.sees_all_real_jids(room, session)));
	else
		tell_present(prober, target);
	end
end

-- Tells the followers of an occupant who is in the room what Prosody did not tell them. Where it told them
-- that a hidden occupant has left, they get the presence after it.
local function publish_present(publication)
	local room, occupant, sent = publication.room, publication.occupant, publication.sent;
	if sent == "available" then return; end
	-- Without a role it has left, and come again while a handler of another module waited.
	if not sent and occupant.role and probers.everybody_sees(room, occupant.role) then
		tell_all(publication);
		return;
	end
	for _, session in ipairs(multimaps.list(kept.followers_of, occupant.nick)) do
		tell_last_word(publication, session);
	end
end

-- Tells the followers of an occupant about a presence that Prosody has published.
local function publish(publication)
	local room, occupant = publication.room, publication.occupant;
	if not room._occupants[occupant.nick] then
		publish_gone(publication);
	else
		publish_present(publication);
	end
end

-- Lists those of the sessions who follow anybody. The table may change while the list is walked.
local function list_following(sessions)
	local following = {};
	if kept.count > 0 then
		for session in pairs(sessions) do
			if kept.followed_by[session] then
				table.insert(following, session);
			end
		end
	end
	return following;
end

-- Ends what a session follows in a room as far as it may not see it any more.
local function review_session(room, session)
	local prober = as_prober(room, session);
	if not prober then return; end
	for _, target in ipairs(followed_in(room, session)) do
		local occupant = room._occupants[target];
		local is_hidden = occupant and not probers.sees(prober, occupant.bare_jid, occupant.role);
		-- Who is not there is between two nicks. The session may have stopped following while a handler of another
		-- module waited.
		if is_hidden and follows(prober, target) then
			end_following(prober, target);
		end
	end
end

-- Looks again at what an occupant's sessions may see, since its role may have changed or sessions have left.
local function review_occupant(room, occupant)
	for _, session in ipairs(list_following(occupant.sessions)) do
		review_session(room, session);
	end
end

-- Looks again at what each session in a room may see, since its policy may have changed.
local function review(room)
	changes.note(room);
	for _, session in ipairs(list_following(room._jid_nick)) do
		review_session(room, session);
	end
end

-- Looks again in the room of a JID, if it is there.
local function review_at(room_jid)
	local room = rooms.find(room_jid);
	if room then
		review(room);
	end
end

-- Describes how many sessions follow how many people.
local function describe()
	local sessions = iterators.count(pairs(kept.followed_by));
	local people = iterators.count(pairs(kept.followers_of));
	return string.format("%d sessions follow %d people (%d pairs)", sessions, people, kept.count);
end

-- A reload keeps this.
local function save()
	return kept;
end

-- Ends what sessions follow in rooms that they are not in: a reload of mod_muc empties rooms, and publishes
-- nothing.
local function forget_those_outside()
	for _, session in ipairs(list_following(kept.followed_by)) do
		for _, target in ipairs(multimaps.list(kept.followed_by, session)) do
			local room = rooms.find(target);
			if not room or not probers.is_in_room(room, session) then
				remove(session, target);
			end
		end
	end
end

-- Makes no session follow more people than it may now.
local function keep_limit()
	for session in pairs(kept.followed_by) do
		for _, target in ipairs(multimaps.list(kept.followed_by, session)) do
			if multimaps.count(kept.followed_by, session) > options.follow then
				remove(session, target);
			end
		end
	end
end

-- Takes what a reload has kept. Options may have changed: sessions may follow fewer people now, and see less.
local function restore(saved)
	-- The version before did not keep the user of a pair: everybody asks anew.
	local user_of = saved.user_of;
	if options.follow == 0 or not user_of then return; end
	kept = saved;
	forget_those_outside();
	keep_limit();
	local seen = {};
	for target in pairs(kept.followers_of) do
		seen[jids.bare(target)] = true;
	end
	for room_jid in pairs(seen) do
		review_at(room_jid);
	end
end

-- Hooks joins: a session that joins anew follows nobody.
local function start()
	module:hook("muc-occupant-session-new", function(event)
		forget(event.room, event.jid);
	end);
end

-- Ends all following. No pair can be added from now on: a query may have waited, and another module may still
-- call what this one has wrapped.
local function stop()
	kept = { followers_of = {}, followed_by = {}, user_of = {}, count = MAX_PAIRS };
end

return {
	has_followers = has_followers;
	follows = follows;
	forget_unless_in = forget_unless_in;
	end_unless_of = end_unless_of;
	end_former = end_former;
	set = set;
	publish = publish;
	review_occupant = review_occupant;
	review = review;
	review_at = review_at;
	describe = describe;
	save = save;
	restore = restore;
	start = start;
	stop = stop;
};
