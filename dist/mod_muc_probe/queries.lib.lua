-- Answers the query: who are these, and who is there (contract, "The query"). What is malformed is read as
-- nil.
-- SPDX-License-Identifier: MIT

local iterators = require "util.iterators";
local st = require "util.stanza";
local answers = module:require "answers";
local changes = module:require "changes";
local current_answers = module:require "current_answers";
local elements = module:require "elements";
local followers = module:require "followers";
local gate = module:require "gate";
local jids = module:require "jids";
local namespaces = module:require "namespaces";
local occupant_ids = module:require "occupant_ids";
local occupant_lists = module:require "occupant_lists";
local options = module:require "options";
local rate_limit = module:require "rate_limit";
local refusals = module:require "refusals";
local sizes = module:require "sizes";
local statistics = module:require "statistics";

-- The most bytes of a result: between servers, a larger stanza may end the stream.
local MAX_SIZE = 65536;

-- The most bytes of the set that ends a page: two nicks of 1,023 bytes, each escaped, and what is around
-- them.
local MAX_SET = 2 * 6 * 1023 + 200;

-- The bytes of ` followed='true'`, which an item gets last.
local FOLLOWED = 16;

-- The most attempts at a result, if the room changes each time while it is made.
local MAX_ATTEMPTS = 4;

-- After the second attempt, each has so many times fewer answers: 10 of 100, then 1.
local SHORTER = 10;

-- The values that `follow` may have.
local FOLLOW = { ["true"] = true, ["1"] = true, ["false"] = false, ["0"] = false };

local function read_follow(element)
	return FOLLOW[element.attr.follow or "false"];
end

-- Reads the occupant-id of an item; nil if it has none, `false` if that is malformed.
local function read_occupant_id(room, element)
	local child = element:get_child("occupant-id", namespaces.OCCUPANT_ID);
	if not child then return; end
	local is_single = #element.tags == 1 or iterators.count(element:childtags(child.name, namespaces.OCCUPANT_ID)) == 1;
	return is_single and occupant_ids.are_shown(room) and (child.attr.id or false);
end

local function read_item(room, element)
	local follow = read_follow(element);
	local nick = element.attr.nick;
	local occupant_id = read_occupant_id(room, element);
	if follow == nil or occupant_id == false or not nick == not occupant_id then
		return;
	end
	local occupant_jid = nick and jids.with_nick(room, nick);
	if not occupant_jid and not occupant_id then return; end
	return { nick = nick, occupant_jid = occupant_jid, occupant_id = occupant_id, follow = follow };
end

-- Reads the items of a query, which is malformed without any.
local function read_items(room, query)
	local items = {};
	for element in query:childtags("item") do
		local item = read_item(room, element);
		if not item then return; end
		table.insert(items, item);
	end
	return #items > 0 and items or nil;
end

local function read_max(set)
	local max = set:get_child("max");
	if not max then return options.most_at_once; end
	local digits = string.match(max:get_text() or "", "^%s*(%d+)%s*$");
	if not digits then return; end
	return math.min(tonumber(digits), options.most_at_once);
end

local function size_of(query)
	local set = query:get_child("set", namespaces.RSM);
	local items = iterators.count(query:childtags("item"));
	if set and items == 0 then
		return math.max(read_max(set) or 1, 1);
	end
	return math.max(items, 1);
end

-- Begins a reply that has so many bytes besides its items.
local function begin_reply(iq, besides)
	local query = elements.leaf("query", { xmlns = namespaces.QUERY });
	local stanza = st.reply(iq);
	stanza:add_direct_child(query);
	return { stanza = stanza, query = query, size = sizes.estimate(stanza) + besides, answered = {} };
end

-- Adds the answer to an item to the reply if it fits, and says whether it did. The first always does.
local function add_item(reply, item, element)
	local size = reply.size + sizes.estimate(element) + FOLLOWED;
	if size > MAX_SIZE and #reply.answered > 0 then
		return false;
	end
	reply.size = size;
	table.insert(reply.answered, item);
	reply.query:add_direct_child(element);
	return true;
end

-- Makes an answer a part of another stanza, which has these attributes itself.
local function embed(presence)
	local attr = presence.attr;
	attr.xmlns = "jabber:client";
	attr.to = nil;
	attr.id = nil;
	return presence;
end

-- Builds the item that comes back for one that was asked.
local function build_item(item, answer)
	local attr = { nick = item.nick };
	local presence = answer and embed(answer);
	if not item.occupant_id then
		return presence and elements.parent("item", attr, presence) or elements.leaf("item", attr);
	end
	local id = elements.leaf("occupant-id", { xmlns = namespaces.OCCUPANT_ID, id = item.occupant_id });
	return elements.parent("item", attr, id, presence);
end

-- Finds the occupant JID that an item means. An occupant-id of nobody whom the prober sees in the room has
-- none.
local function find_target(prober, item)
	if not item.occupant_id then return item.occupant_jid; end
	local user = occupant_ids.find_user(prober.room, item.occupant_id);
	return user and occupant_lists.find_first(prober, user);
end

-- Answers about an item, and notes which occupant JID it means now.
local function about(prober, item)
	item.target = find_target(prober, item);
	if item.target then
		if item.follow then
			followers.end_former(prober.room, item.target);
		end
		return answers.about_nick(prober, item.target);
	end
	local occupant_id = item.occupant_id;
	return answers.about_absent_id(prober, occupant_ids.find_user(prober.room, occupant_id), occupant_id);
end

-- Makes the prober follow those who are answered in the reply, or stop that, as the items say.
local function set_followed(prober, reply)
	for _, item in ipairs(reply.answered) do
		if item.target and item.follow ~= nil then
			followers.set(prober, item.target, item.follow and item.outcome == "present");
		end
	end
	-- The same occupant may be in several items.
	for index, item in ipairs(reply.answered) do
		if item.follow and item.target and followers.follows(prober, item.target) then
			reply.query.tags[index].attr.followed = "true";
		end
	end
end

-- Adds answers about people to the reply, `most` of them and as many as fit. Returns whether all of them are
-- true at one time, and the prober is in the room. Those on a page must be there, as they were when the page
-- was listed.
local function add_answers(prober, reply, items, most, list_mark)
	local first_mark = list_mark;
	for _, item in ipairs(items) do
		if #reply.answered == most then break; end
		local outcome, presence, mark = current_answers.make(about, prober, item);
		first_mark = first_mark or mark;
		if outcome == "outside" or outcome == "changed" or mark ~= first_mark then
			return false;
		end
		-- Another module may have hidden somebody on the page without a word.
		if not list_mark or outcome == "present" then
			if not add_item(reply, item, build_item(item, presence)) then
				break;
			end
			item.outcome = outcome;
		end
	end
	return true;
end

-- Makes the reply. If the room has changed meanwhile, makes it anew, and shorter: its first answer would be
-- older than what followers have heard since. There is no reply if the prober has left the room, or if the
-- room changes each time.
local function reply_about(prober, iq, list, besides, is_page)
	local most = math.huge;
	for attempt = 1, MAX_ATTEMPTS do
		local list_mark = is_page and changes.mark(prober.room) or nil;
		local items = list(prober);
		local reply = begin_reply(iq, besides);
		if add_answers(prober, reply, items, most, list_mark) then
			return reply;
		end
		if attempt > 1 then
			most = math.ceil(math.min(most, #items) / SHORTER);
		end
	end
end

-- Refuses a query that has no reply. Whoever is in the room does not pay for it.
local function refuse_without_reply(prober, event, probes)
	if not gate.is_still_in(prober) then
		return refusals.refuse_outsider(event);
	end
	rate_limit.give_back(prober, probes);
	return refusals.refuse_changing(event);
end

-- Refuses a query that is malformed. It costs nothing.
local function refuse_bad(prober, event, query, text)
	rate_limit.give_back(prober, size_of(query));
	return refusals.refuse(event, "bad-query", "modify", "bad-request", text);
end

-- Sends the reply, and counts its answers. Nobody is followed before: an attempt that came to nothing changes
-- nothing.
local function send(prober, event, reply)
	set_followed(prober, reply);
	for _, item in ipairs(reply.answered) do
		statistics.record(prober.session, item.target or item.occupant_id, item.outcome);
	end
	event.origin.send(reply.stanza);
	return true;
end

-- Answers who the people in a query are, as many as fit. The others cost nothing.
local function answer_items(prober, event, items)
	local reply = reply_about(prober, event.stanza, function() return items; end, 0, false);
	if not reply then
		return refuse_without_reply(prober, event, #items);
	end
	rate_limit.give_back(prober, #items - #reply.answered);
	return send(prober, event, reply);
end

-- Adds the set that ends a page: the nicks of its first and last item, and the number of people on all pages.
local function add_set(reply, count)
	local listed = reply.query.tags;
	local set = st.stanza("set", { xmlns = namespaces.RSM });
	if #reply.answered > 0 then
		set:tag("first"):text(listed[1].attr.nick):up();
		set:tag("last"):text(listed[#reply.answered].attr.nick):up();
	end
	set:tag("count"):text(string.format("%d", count)):up();
	reply.query:add_direct_child(set);
end

local function list_items(prober, query, max)
	local set = query:get_child("set", namespaces.RSM);
	-- Without `follow`, a page changes nothing about who is followed.
	local follow = read_follow(query) or nil;
	local items = {};
	for _, occupant_jid in ipairs(occupant_lists.page(prober, set:get_child_text("after"), max)) do
		table.insert(items, {
			nick = jids.nick(prober.room, occupant_jid);
			occupant_jid = occupant_jid;
			follow = follow;
		});
	end
	return items;
end

-- Answers who is there: a page of those whom the prober may see, as many as fit.
local function answer_page(prober, event, query, max)
	local reply = reply_about(prober, event.stanza, function(asking) return list_items(asking, query, max); end, MAX_SET,
		true);
	if not reply then
		return refuse_without_reply(prober, event, size_of(query));
	end
	add_set(reply, occupant_lists.count_visible(prober));
	if #reply.answered == 0 then
		statistics.record(prober.session, prober.room.jid, "counted");
	end
	-- A page without people costs one.
	rate_limit.give_back(prober, size_of(query) - math.max(#reply.answered, 1));
	return send(prober, event, reply);
end

-- Reads a query for a page, and answers it where people may be listed.
local function read_and_answer_page(prober, event, query, set)
	local max = read_max(set);
	if not max
		or read_follow(query) == nil
		or query:get_child("item")
		or set:get_child("before")
		or set:get_child("index") then
		return refuse_bad(prober, event, query, "A page has no items, and no limits but <max/> and <after/>");
	end
	if not options.list then
		rate_limit.give_back(prober, size_of(query));
		return refusals.refuse(event, "no-list", "cancel", "service-unavailable", "People are not listed here");
	end
	return answer_page(prober, event, query, max);
end

-- Answers a query, or refuses one that is malformed.
local function answer(prober, event)
	local query = event.stanza:get_child("query", namespaces.QUERY);
	local set = query:get_child("set", namespaces.RSM);
	if set then
		return read_and_answer_page(prober, event, query, set);
	end
	local items = read_items(prober.room, query);
	if not items then
		return refuse_bad(prober, event, query, "Every item needs either a nick or an occupant-id");
	end
	return answer_items(prober, event, items);
end

-- Handles queries. An iq without an id cannot be answered.
local function on_query(event)
	local stanza = event.stanza;
	local attr = stanza.attr;
	local query = stanza:get_child("query", namespaces.QUERY);
	if attr.type ~= "get" or not attr.id or not query then
		return;
	end
	return gate.admit(event, "query", size_of(query), answer);
end

local function start()
	module:hook("iq/bare/"..namespaces.QUERY..":query", on_query);
	module:hook("iq/host/"..namespaces.QUERY..":query", on_query);
end

return { start = start };
