// What is planted: for each rule of the contract a change of the plugin's Lua that breaks it.

/** All must notice: the model of the contract (`make privacy`), the random runs of followers, the scansion scripts, the busted specs. */
export const CHECKS = ["oracle", "following", "scansion", "busted"] as const;

/** One of those who must notice. */
export type Check = (typeof CHECKS)[number];

/** A change of the Lua. It does not depend on where lines break, or in which file a function stands. */
export type LuaChange =
  /** Something is done first in the function `in`; `$1` stands for its first parameter, and so on. */
  | { readonly in: string; readonly first: string }
  /** Replaces Lua that is there once, in the function `in` or anywhere. */
  | { readonly in?: string; readonly from: string; readonly to: string };

/** A rule, and how it is broken. */
export interface Fault {
  readonly rule: string;
  readonly change: LuaChange;
  /** The checks that cannot notice, each with the reason. */
  readonly unseen?: Readonly<Partial<Record<Check, string>>>;
}

const NO_TIME = "no time goes by in it";
const NOT_ON_THE_WIRE = "nothing of it is on the wire";
const NOT_SWAPPED = "no room is swapped in it";
const NO_WAIT = "no handler waits in it";
const SMALL = "answers are small in it";
const NOBODY_FOLLOWS = { oracle: "nobody follows in it" };
const ONLY_ITEMS = { following: "no pages are asked for in it" };
const ONE_MODULE = "no other module is loaded";
/** Of rules that have nothing to do with queries. */
const ONLY_QUERIES = { following: "only queries are asked in it" };

/** One for each rule, in the contract's order. */
export const FAULTS: readonly Fault[] = [
  {
    rule: "row 1: who is not in the room is refused",
    change: { in: "is_in_room", first: "do return true; end" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "row 1: a bare JID asks for itself only",
    change: {
      in: "is_in_room",
      first: "for _, each in $1:each_occupant() do if each.bare_jid == $2 then return true; end end",
    },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "row 1: a bare JID that is a session in the room asks",
    change: { in: "is_in_room", first: 'if not $2:find("/", 1, true) then return false; end' },
  },
  {
    rule: "row 1: errors say by which room",
    change: { in: "refusals/refuse", from: "jids.bare(to))", to: "nil)" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "row 2: no status",
    change: {
      in: "present",
      from: "stanza:add_direct_child(x);",
      to: 'x:tag("status", { code = "110" }):up(); stanza:add_direct_child(x);',
    },
  },
  {
    rule: "row 3: absent registered nicks",
    change: { in: "sees_affiliation", first: 'if $2 ~= "outcast" then return false; end' },
  },
  {
    rule: "row 3: no occupant-id",
    change: {
      in: "unavailable",
      from: "remove_occupant_ids(built);",
      to: 'built:tag("occupant-id", { xmlns = namespaces.OCCUPANT_ID, id = "x" }):up();',
    },
    unseen: { following: "nobody has registered a nick in it" },
  },
  {
    rule: "rows 3 and 6: judged as if the target were not in the room",
    change: {
      in: "about_nick",
      from: "local outcome, presence = about_absent",
      to: 'if occupant then return unless_silent("unknown", unknown(prober, target, id)); end local outcome, presence = about_absent',
    },
    unseen: { following: "nobody has registered a nick in it" },
  },
  {
    rule: "row 4: unknown nicks are answered",
    change: { in: "unless_silent", first: 'if $1 == "unknown" then return "silent", nil; end' },
  },
  {
    rule: "row 5: no ban leaks",
    change: { in: "may_read_ban_list", first: "do return true; end" },
  },
  {
    rule: "row 5: who may read the ban list is told",
    change: { in: "may_read_ban_list", first: "do return false; end" },
  },
  {
    rule: "row 6: the policy holds",
    change: { in: "may_ask_for_hidden", first: 'if policies.of($1.room) == "nobody" then return true; end' },
  },
  {
    rule: "row 7: oneself, whatever the policy",
    change: { in: "sees", from: "prober.user == user or", to: "" },
  },
  {
    rule: "row 7: oneself, however fast",
    change: { in: "is_own_occupant_jid", first: "do return false; end" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "row 7: oneself, in a room that Prosody has swapped to disk",
    change: {
      in: "is_own_occupant_jid",
      first:
        'local is_live = false; for room in rooms.loaded_module("muc").each_room(true) do is_live = is_live or room.jid == jids.bare($2); end if not is_live then return false; end',
    },
    unseen: { ...ONLY_QUERIES, oracle: NOT_SWAPPED },
  },
  {
    rule: "real JIDs",
    change: { in: "sees_real_jids", first: "do return true; end" },
  },
  {
    rule: "the room's bare JID",
    change: { in: "answer_about_room", from: "to = prober.session, id = id", to: "to = prober.session" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "a typed presence is no request to join",
    change: { in: "on_pre_join", first: "do return; end" },
    unseen: { ...ONLY_QUERIES, oracle: ONE_MODULE, scansion: ONE_MODULE },
  },
  {
    rule: "batches: a duplicate is answered once",
    change: { in: "read_occupant_jids", from: "if not seen[occupant_jid] then", to: "do" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "batches: a bad item refuses the whole",
    change: {
      in: "read_occupant_jids",
      from: "if not occupant_jid then return",
      to: "if not occupant_jid then return {}",
    },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "batches: an id of more than 256 bytes is refused",
    change: { from: "local MAX_ID_LENGTH = 256;", to: "local MAX_ID_LENGTH = 257;" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "batches: each item is judged when its answer is made",
    change: { in: "is_still_in", first: "do return true; end" },
    unseen: { oracle: NO_WAIT, following: NO_WAIT, scansion: NO_WAIT },
  },
  {
    rule: "batches: a nick that is empty once prepared is malformed",
    change: { in: "with_nick", from: 'prepared == ""', to: "false" },
    unseen: { following: "every nick is one in it" },
  },
  {
    rule: "batches: muc_probe_batches = false leaves them to others",
    change: { in: "batches/start", from: "if options.batches then", to: "do" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "queries: without id and to",
    change: { in: "build_item", from: "attr.id = nil;", to: "" },
  },
  {
    rule: "queries: with what was asked",
    change: { in: "build_item", from: "{ nick = item.nick }", to: "{}" },
  },
  {
    rule: "queries: duplicates come back",
    change: {
      in: "read_items",
      from: "table.insert(items, item);",
      to: "if not items[1] or items[#items].nick ~= item.nick or not item.nick then table.insert(items, item); end",
    },
    unseen: { following: "nobody asks twice in it" },
  },
  {
    rule: "queries: a malformed item refuses the whole",
    change: { in: "read_items", from: "if not item then return", to: "if not item then return {}" },
    unseen: { following: "every item is one in it" },
  },
  {
    rule: "queries: neither a nick nor an occupant-id, or both, is malformed",
    change: {
      in: "read_item",
      from: "or not nick == not occupant_id",
      to: "or not nick and not occupant_id",
    },
    unseen: { following: "every item is one in it" },
  },
  {
    rule: "queries: a follow that is none of four is malformed",
    change: {
      in: "read_follow",
      from: 'FOLLOW[element.attr.follow or "false"]',
      to: 'FOLLOW[element.attr.follow or "false"] or false',
    },
    unseen: { following: "every follow is one in it" },
  },
  {
    rule: "queries: of the nicks that the prober may see the first",
    change: { in: "find_first", from: "occupant_jid < first", to: "occupant_jid > first" },
    unseen: { scansion: "nobody has two nicks where it is asked" },
  },
  {
    rule: "queries: by occupant-id only nicks that the prober may see",
    change: { in: "is_visible", first: "do return true; end" },
    unseen: { scansion: "nobody is hidden where it is asked" },
  },
  {
    rule: "queries: by occupant-id absent people, with it",
    change: { in: "about_absent_id", from: "id = occupant_id }", to: 'id = "x" }' },
    unseen: { following: "it asks for those only who are there" },
  },
  {
    rule: "queries: who is an owner as the service's administrator only is nobody",
    change: { in: "about_absent_id", from: "or not room._affiliations[user]", to: "" },
    unseen: { following: "nobody is an administrator in it", scansion: "nobody is an administrator in it" },
  },
  {
    rule: "queries: no more than 64 KiB",
    change: { from: "local MAX_SIZE = 65536;", to: "local MAX_SIZE = 65536 * 4;" },
    unseen: { oracle: SMALL, following: SMALL, scansion: SMALL },
  },
  {
    rule: "queries: what does not fit is not counted",
    change: { in: "answer_items", from: "rate_limit.give_back(prober.user, #items - reply.items);", to: "" },
    unseen: { oracle: SMALL, following: SMALL, scansion: SMALL },
  },
  {
    rule: "queries: 64 KiB, however much of a namespace is escaped",
    change: { in: "of_attribute", from: "of_text(name)", to: "#name" },
    unseen: { oracle: SMALL, following: SMALL, scansion: SMALL },
  },
  {
    rule: "queries: the first item always fits",
    change: { in: "add_item", from: "and reply.items > 0", to: "" },
    unseen: { oracle: SMALL, following: SMALL, scansion: SMALL },
  },
  {
    rule: "queries: what is told first is true when the result comes",
    change: { in: "reply_about", from: "changes.count() == before or", to: "true or" },
    unseen: { oracle: NO_WAIT, following: NO_WAIT, scansion: NO_WAIT },
  },
  {
    rule: "pages: only whom the prober may see",
    change: { in: "visible_lists", from: "if probers.sees_role(prober, role) then", to: "do" },
    unseen: ONLY_ITEMS,
  },
  {
    rule: "pages: oneself, hidden too",
    change: { in: "own_hidden", first: "do return {}; end" },
    unseen: ONLY_ITEMS,
  },
  {
    rule: "pages: in order of nick",
    change: { in: "occupant_lists/page", from: "occupant_jid < lowest", to: "occupant_jid > lowest" },
    unseen: ONLY_ITEMS,
  },
  {
    rule: "pages: after a nick",
    change: { in: "occupant_lists/page", from: '..after.."\\000"', to: "..after" },
    unseen: ONLY_ITEMS,
  },
  {
    rule: "pages: muc_probe_list",
    change: { in: "read_and_answer_page", from: "if not options.list then", to: "if false then" },
    unseen: ONLY_ITEMS,
  },
  {
    rule: "pages: what did not come is given back",
    change: {
      in: "answer_page",
      from: "rate_limit.give_back(prober.user,",
      to: "(function () end)(prober.user,",
    },
    unseen: { ...ONLY_ITEMS, scansion: "there is no limit where it is asked" },
  },
  {
    rule: "pages: without follow, whom one follows stays",
    change: { in: "list_items", from: "read_follow(query) or nil", to: "read_follow(query)" },
    unseen: { ...ONLY_ITEMS, ...NOBODY_FOLLOWS, scansion: "no page is asked for where people are followed" },
  },
  {
    rule: "pages: kept up to date by what happens",
    change: { in: "occupant_lists/update", first: "do return; end" },
    unseen: { oracle: "nothing happens between its questions" },
  },
  {
    rule: "following: every change is told",
    change: { in: "tell_all", first: "do return; end" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: nothing is told twice",
    change: { in: "publish_present", from: 'if sent == "available" then return', to: "if false then return" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: who is only hidden now is told of as present, last",
    change: { in: "tell_present", first: "do return; end" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: where the right ends, that is told at once",
    change: { in: "review_session", from: "end_following(prober, target);", to: "" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: where the right ends, it ends",
    change: { in: "end_following", from: "remove(prober.session, target);", to: "" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: where Prosody has said unavailable, nothing more",
    change: {
      in: "tell_last_word",
      from: "if not sent then end_following",
      to: "if true then end_following",
    },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: through changes of nick",
    change: { in: "publish_gone", from: "if nick and", to: "if false and" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: through changes of nick of the follower",
    change: { in: "publicise_and_tell", from: "if not nick then", to: "do" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: leaving is told in any case",
    change: { in: "publish_gone", from: "if not publication.sent then", to: "if false then" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: who comes again is not followed",
    change: { in: "publish_gone", from: "remove(session, occupant.nick);", to: "" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: a session that joins anew follows nobody",
    change: { in: "followers/start", first: "do return; end" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: asked for again without, no longer",
    change: {
      in: "followers/set",
      from: "if not follows or",
      to: "if not follows then return false; end if",
    },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: nobody follows itself",
    change: { in: "followers/set", from: "or occupant.bare_jid == prober.user", to: "" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: up to the limit",
    change: { in: "has_room_for_one", first: "do return true; end" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: 100,000 pairs at most",
    change: { from: "local MAX_PAIRS = 100000;", to: "local MAX_PAIRS = 100000 * 2;" },
    unseen: { ...NOBODY_FOLLOWS, following: "few follow in it", scansion: "few follow in it" },
  },
  {
    rule: "following: pairs of a session that is put out alone do not count",
    change: {
      in: "handle_kickable_and_forget",
      from: "followers.forget_unless_in(",
      to: "(function () end)(",
    },
    unseen: { ...NOBODY_FOLLOWS, following: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "following: pairs of sessions that a reload has put out do not count",
    change: { in: "restore", from: "forget_those_outside();", to: "" },
    unseen: { ...NOBODY_FOLLOWS, following: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "following: who has left meanwhile is told nothing",
    change: { in: "followers/tell", from: "if not gate.is_still_in(prober) then", to: "if false then" },
    unseen: { ...NOBODY_FOLLOWS, following: NO_WAIT, scansion: NO_WAIT },
  },
  {
    rule: "following: no real JIDs for those who do not see them",
    change: { in: "build", from: "local x = st.clone(", to: "shows_real_jids = true; local x = st.clone(" },
    unseen: NOBODY_FOLLOWS,
  },
  {
    rule: "following: outlives a reload",
    change: { in: "restore", first: "do return; end" },
    unseen: { ...NOBODY_FOLLOWS, scansion: "the module is not reloaded in it" },
  },
  {
    rule: "policy: an owner's choice holds",
    change: { in: "submit_field", from: "if is_choice(event.value) then", to: "if false then" },
  },
  {
    rule: "policy: default follows the service again",
    change: { in: "policies/set", from: "room._data.muc_probe_hidden = nil;", to: "" },
  },
  {
    rule: "policy: any other value changes nothing",
    change: { in: "submit_field", from: "if is_choice(event.value) then", to: "if true then" },
    unseen: { following: "every value is one of the four in it" },
  },
  {
    rule: "policy: with muc_probe_owners_choose = false, what rooms kept does not count",
    change: { in: "policies/of", from: "options.owners_choose and", to: "" },
    unseen: { following: "owners may choose in it", scansion: "no room can keep a policy there" },
  },
  {
    rule: "policy: with muc_probe_owners_choose = false, the form has no field",
    change: { in: "mod_muc_probe/start", from: "if options.owners_choose then", to: "if true then" },
    unseen: { following: "owners may choose in it" },
  },
  {
    rule: "limit: one for all sessions of a user",
    change: { in: "admit", from: "local user = jids.bare(session);", to: "local user = session;" },
    unseen: { following: "there is no limit in it" },
  },
  {
    rule: "limit: burst + rate * t, after whatever pause",
    change: {
      in: "take",
      from: "math.max(recent[user] or earlier[user] or now, now)",
      to: "(recent[user] or earlier[user] or now)",
    },
    unseen: { following: "there is no limit in it", oracle: NO_TIME, scansion: NO_TIME },
  },
  {
    rule: "limit: it is said when to ask again",
    change: { in: "refuse_throttled", first: "$4 = $4 + 1;" },
    unseen: { following: "there is no limit in it" },
  },
  {
    rule: "limit: programs are told when to ask again",
    change: {
      in: "refuse_throttled",
      from: "{ xmlns = namespaces.QUERY, after = after }",
      to: "{ xmlns = namespaces.QUERY }",
    },
    unseen: { following: "there is no limit in it" },
  },
  {
    rule: "limit: what is larger than the burst is refused for good",
    change: { in: "find_most_at_once", first: "do return _M.batch_limit; end" },
    unseen: { following: "there is no limit in it" },
  },
  {
    rule: "limit: no room is loaded for who asks too fast",
    change: { in: "refuse_throttled", first: "rooms.find(event.stanza.attr.to);" },
    unseen: { following: "there is no limit in it", oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "limit: one line of warning a minute",
    change: { in: "open_summary", from: "if not summary then", to: "do" },
    unseen: { following: "there is no limit in it", oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "discovery: features",
    change: { in: "list_features", first: "do return { namespaces.MUC_PROBE }; end" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "discovery: limits",
    change: { in: "write_number", first: "$1 = $1 + 1;" },
    unseen: ONLY_QUERIES,
  },
  {
    rule: "discovery: the policy in force",
    change: { in: "discovery/add_info", from: "policies.of(event.room)", to: "options.hidden" },
    unseen: { ...ONLY_QUERIES, scansion: "no room is asked that has a policy of its own" },
  },
  {
    rule: "shell: set_policies saves the rooms",
    change: { in: "change_policy", from: "room:save();", to: "" },
    unseen: { ...ONLY_QUERIES, oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
];
