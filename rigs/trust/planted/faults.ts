// What is planted: for each rule of the contract a change of the plugin's Lua that breaks it.

/** All must notice: the model of the contract (`make privacy`), the random runs of followers, the scansion scripts, the busted specs. */
export const CHECKS = ["oracle", "following", "scansion", "busted"] as const;

/** One of those who must notice. */
export type Check = (typeof CHECKS)[number];

/** The checks that cannot notice, each with the reason. */
type Unseen = Readonly<Partial<Record<Check, string>>>;

/** A rule, and how it is broken. */
export interface Fault {
  readonly rule: string;
  /** A function, `name` or `file/name`; undefined for the whole of the plugin. */
  readonly place: string | undefined;
  /** Lua that is there once; empty for the beginning of the function. */
  readonly from: string;
  /** Lua in its place. At the beginning of a function, `$1` stands for its first parameter, and so on. */
  readonly to: string;
  readonly unseen: Unseen;
}

const NOTICED_BY_ALL = {};
const NO_TIME = "no time goes by in it";
const NOT_ON_THE_WIRE = "nothing of it is on the wire";
const NOT_SWAPPED = "no room is swapped in it";
const NO_WAIT = "no handler waits in it";
const SMALL = "answers are small in it";
const ONE_MODULE = "no other module is loaded";
const NO_REGISTERED_NICK = { following: "nobody has registered a nick in it" };
const NOBODY_FOLLOWS = { oracle: "nobody follows in it" };
const ONLY_ITEMS = { following: "no pages are asked for in it" };
const NO_LIMIT = { following: "there is no limit in it" };
/** Of rules that have nothing to do with queries. */
const ONLY_QUERIES = { following: "only queries are asked in it" };

/** A change for each rule: `PLACE: FROM => TO`, whatever the space between words of Lua; and who else cannot notice. */
type Changes = Readonly<Record<string, string | readonly [change: string, unseen: Unseen]>>;

/** Reads changes, of which some checks can notice none. */
function faults(unseen: Unseen, changes: Changes): Fault[] {
  return Object.entries(changes).map(([rule, told]) => {
    const [change, more] = typeof told === "string" ? [told, {}] : told;
    const [, place, from = "", to = ""] = /^(\S+): (?:(.*) )?=>(?: (.*))?$/.exec(change) ?? [];
    return { rule, place: place === "*" ? undefined : place, from, to, unseen: { ...unseen, ...more } };
  });
}

/** One for each rule, in the contract's order. */
export const FAULTS: readonly Fault[] = [
  ...faults(NOTICED_BY_ALL, {
    "row 1: who is not in the room is refused": ["is_in_room: => do return true; end", ONLY_QUERIES],
    "row 1: a bare JID asks for itself only": [
      "is_in_room: => for _, each in $1:each_occupant() do if each.bare_jid == $2 then return true; end end",
      ONLY_QUERIES,
    ],
    "row 1: a bare JID that is a session in the room asks":
      'is_in_room: => if not $2:find("/", 1, true) then return false; end',
    "row 1: errors say by which room": ["refusals/refuse: jids.bare(to)) => nil)", ONLY_QUERIES],
    "row 2: no status":
      'present: stanza:add_direct_child(x); => x:tag("status", { code = "110" }):up(); stanza:add_direct_child(x);',
    "row 3: absent registered nicks": [
      'sees_affiliation: => if $2 ~= "outcast" then return false; end',
      NO_REGISTERED_NICK,
    ],
    "row 3: no occupant-id": [
      'unavailable: built:remove_children("occupant-id", namespaces.OCCUPANT_ID); => built:tag("occupant-id", { xmlns = namespaces.OCCUPANT_ID, id = "x" }):up();',
      NO_REGISTERED_NICK,
    ],
    "rows 3 and 6: judged as if the target were not in the room": [
      'about_nick: local outcome, presence = about_absent => if occupant then return unless_silent("unknown", unknown(prober, target, id)); end local outcome, presence = about_absent',
      NO_REGISTERED_NICK,
    ],
    "row 4: unknown nicks are answered":
      'unless_silent: => if $1 == "unknown" then return "silent", nil; end',
    "row 5: no ban leaks": ["may_read_ban_list: => do return true; end", NO_REGISTERED_NICK],
    "row 5: who may read the ban list is told": [
      "may_read_ban_list: => do return false; end",
      NO_REGISTERED_NICK,
    ],
    "row 6: the policy holds":
      'may_ask_for_hidden: => if policies.of($1.room) == "nobody" then return true; end',
    "row 7: oneself, whatever the policy": "sees: prober.user == user or =>",
    "row 7: oneself, however fast": ["is_own_occupant_jid: => do return false; end", ONLY_QUERIES],
    "row 7: oneself, in a room that Prosody has swapped to disk": [
      'is_own_occupant_jid: => local is_live = false; for room in rooms.loaded_module("muc").each_room(true) do is_live = is_live or room.jid == jids.bare($2); end if not is_live then return false; end',
      { ...ONLY_QUERIES, oracle: NOT_SWAPPED },
    ],
    "real JIDs": "sees_real_jids: => do return true; end",
    "the room's bare JID": [
      "answer_about_room: to = prober.session, id = id => to = prober.session",
      ONLY_QUERIES,
    ],
    "a typed presence is no request to join": [
      "on_pre_join: => do return; end",
      { ...ONLY_QUERIES, oracle: ONE_MODULE, scansion: ONE_MODULE },
    ],
  }),
  ...faults(ONLY_QUERIES, {
    "batches: a duplicate is answered once": "read_occupant_jids: if not seen[occupant_jid] then => do",
    "batches: a bad item refuses the whole":
      "read_occupant_jids: if not occupant_jid then return => if not occupant_jid then return {}",
    "batches: an id of more than 256 bytes is refused":
      "*: local MAX_ID_LENGTH = 256; => local MAX_ID_LENGTH = 257;",
    "batches: each item is judged when its answer is made": [
      "is_still_in: => do return true; end",
      { oracle: NO_WAIT, following: NO_WAIT, scansion: NO_WAIT },
    ],
    "an answer is made anew if the room has changed meanwhile": [
      "current_answers/make: and changes.mark(room) == mark =>",
      { oracle: NO_WAIT, scansion: NO_WAIT },
    ],
    "batches: a nick that is empty once prepared is malformed": [
      'with_nick: prepared == "" => false',
      { following: "every nick is one in it" },
    ],
    "batches: muc_probe_batches = false leaves them to others":
      "batches/start: if options.batches then => do",
  }),
  ...faults(NOTICED_BY_ALL, {
    "queries: without id and to": "embed: attr.id = nil; =>",
    "queries: with what was asked": "build_item: { nick = item.nick } => {}",
    "queries: duplicates come back": [
      "read_items: table.insert(items, item); => if not items[1] or items[#items].nick ~= item.nick or not item.nick then table.insert(items, item); end",
      { following: "nobody asks twice in it" },
    ],
    "queries: a malformed item refuses the whole": [
      "read_items: if not item then return => if not item then return {}",
      { following: "every item is one in it" },
    ],
    "queries: neither a nick nor an occupant-id, or both, is malformed": [
      "read_item: or not nick == not occupant_id => or not nick and not occupant_id",
      { following: "every item is one in it" },
    ],
    "queries: a follow that is none of four is malformed": [
      'read_follow: FOLLOW[element.attr.follow or "false"] => FOLLOW[element.attr.follow or "false"] or false',
      { following: "every follow is one in it" },
    ],
    "queries: of the nicks that the prober may see the first": [
      "find_first: occupant_jid < first => occupant_jid > first",
      { scansion: "nobody has two nicks where it is asked" },
    ],
    "queries: by occupant-id only nicks that the prober may see": [
      "is_visible: => do return true; end",
      { scansion: "nobody is hidden where it is asked" },
    ],
    "queries: by occupant-id absent people, with it": [
      'about_absent_id: id = occupant_id } => id = "x" }',
      { following: "it asks for those only who are there" },
    ],
    "queries: who is an owner as the service's administrator only is nobody": [
      "about_absent_id: or not room._affiliations[user] =>",
      { following: "nobody is an administrator in it", scansion: "nobody is an administrator in it" },
    ],
    "queries: no more than 64 KiB": [
      "*: local MAX_SIZE = 65536; => local MAX_SIZE = 65536 * 4;",
      { oracle: SMALL, following: SMALL, scansion: SMALL },
    ],
    "queries: what does not fit is not counted": [
      "answer_items: rate_limit.give_back(prober, #items - #reply.answered); =>",
      { oracle: SMALL, following: SMALL, scansion: SMALL },
    ],
    "queries: 64 KiB, however much of a namespace is escaped": [
      "estimate: kept[name] or of_text(name) => #name",
      { oracle: SMALL, following: SMALL, scansion: SMALL },
    ],
    "queries: the first item always fits": [
      "add_item: and #reply.answered > 0 =>",
      { oracle: SMALL, following: SMALL, scansion: SMALL },
    ],
    "queries: what is told first is true when the result comes": [
      "add_answers: or mark ~= first_mark =>",
      { oracle: NO_WAIT, following: NO_WAIT, scansion: NO_WAIT },
    ],
  }),
  ...faults(ONLY_ITEMS, {
    "pages: only whom the prober may see": "visible_lists: if probers.sees_role(prober, role) then => do",
    "pages: oneself, hidden too": "own_hidden: => do return {}; end",
    "pages: in order of nick": "occupant_lists/page: occupant_jid < lowest => occupant_jid > lowest",
    "pages: after a nick": `occupant_lists/page: ..after.."\\000" => ..after`,
    "pages: muc_probe_list": "read_and_answer_page: if not options.list then => if false then",
    "pages: what did not come is given back": [
      "answer_page: rate_limit.give_back(prober, => (function () end)(prober,",
      { scansion: "there is no limit where it is asked" },
    ],
    "pages: without follow, whom one follows stays": [
      "list_items: read_follow(query) or nil => read_follow(query)",
      { ...NOBODY_FOLLOWS, scansion: "no page is asked for where people are followed" },
    ],
  }),
  ...faults(NOTICED_BY_ALL, {
    "pages: kept up to date by what happens": [
      "occupant_lists/update: => do return; end",
      { oracle: "nothing happens between its questions" },
    ],
  }),
  ...faults(NOBODY_FOLLOWS, {
    "following: every change is told": "tell_all: => do return; end",
    "following: nothing is told twice":
      'publish_present: if sent == "available" then return => if false then return',
    "following: who is only hidden now is told of as present, last": "tell_present: => do return; end",
    "following: where the right ends, that is told at once":
      "review_session: end_following(prober, target); =>",
    "following: where the right ends, it ends": "end_following: remove(prober.session, target); =>",
    "following: where Prosody has said unavailable, nothing more":
      "tell_last_word: if not sent then end_following => if true then end_following",
    "following: through changes of nick": "publish_gone: if new_target and => if false and",
    "following: through changes of nick of the follower": "publicise_and_tell: if not nick then => do",
    "following: leaving is told in any case": "publish_gone: if not publication.sent then => if false then",
    "following: who comes again is not followed": "publish_gone: remove(session, occupant.nick); =>",
    "following: a session that joins anew follows nobody": "followers/start: => do return; end",
    "following: asked for again without, no longer":
      "followers/set: if not is_wanted or => if not is_wanted then return; end if",
    "following: nobody follows itself": "followers/set: or occupant.bare_jid == prober.user =>",
    "following: up to the limit": "may_follow_one_more: => do return true; end",
    "following: 100,000 pairs at most": [
      "*: local MAX_PAIRS = 100000; => local MAX_PAIRS = 100000 * 2;",
      { following: "few follow in it", scansion: "few follow in it" },
    ],
    "following: pairs of a session that is put out alone do not count": [
      "handle_kickable_and_forget: followers.forget_unless_in( => (function () end)(",
      { following: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
    ],
    "following: pairs of sessions that a reload has put out do not count": [
      "restore: forget_those_outside(); =>",
      { following: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
    ],
    "following: who has left meanwhile is told nothing": [
      "current_answers/make: if not gate.is_still_in(prober) then => if false then",
      { following: NO_WAIT, scansion: NO_WAIT },
    ],
    "following: no real JIDs for those who do not see them":
      "build: local x = st.clone( => shows_real_jids = true; local x = st.clone(",
    "following: outlives a reload": [
      "restore: => do return; end",
      { scansion: "the module is not reloaded in it" },
    ],
  }),
  ...faults(NOTICED_BY_ALL, {
    "policy: an owner's choice holds": "submit_field: if is_choice(event.value) then => if false then",
    "policy: default follows the service again": "policies/set: room._data.muc_probe_hidden = nil; =>",
    "policy: any other value changes nothing": [
      "submit_field: if is_choice(event.value) then => if true then",
      { following: "every value is one of the four in it" },
    ],
    "policy: with muc_probe_owners_choose = false, what rooms kept does not count": [
      "policies/of: options.owners_choose and =>",
      { following: "owners may choose in it", scansion: "no room can keep a policy there" },
    ],
    "policy: with muc_probe_owners_choose = false, the form has no field": [
      "mod_muc_probe/start: if options.owners_choose then => if true then",
      { following: "owners may choose in it" },
    ],
  }),
  ...faults(NO_LIMIT, {
    "limit: one for all sessions of a user":
      "admit: local user = jids.bare(session); => local user = session;",
    "limit: burst + rate * t, after whatever pause": [
      "take: math.max(recent[user] or earlier[user] or now, now) => (recent[user] or earlier[user] or now)",
      { oracle: NO_TIME, scansion: NO_TIME },
    ],
    "limit: it is said when to ask again": "refuse_throttled: => $4 = $4 + 1;",
    "limit: programs are told when to ask again":
      "refuse_for_now: { xmlns = namespaces.QUERY, after = after } => { xmlns = namespaces.QUERY }",
    "limit: what is larger than the burst is refused for good":
      "find_most_at_once: => do return _M.batch_limit; end",
    "limit: no room is loaded for who asks too fast": [
      "refuse_throttled: => rooms.find(event.stanza.attr.to);",
      { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
    ],
    "limit: one line of warning a minute": [
      "open_summary: if not summary then => do",
      { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
    ],
  }),
  ...faults(ONLY_QUERIES, {
    "discovery: features": "list_features: => do return { namespaces.MUC_PROBE }; end",
    "discovery: limits": "write_number: => $1 = $1 + 1;",
    "discovery: the policy in force": [
      "discovery/add_info: policies.of(event.room) => options.hidden",
      { scansion: "no room is asked that has a policy of its own" },
    ],
    "shell: set_policies saves the rooms": [
      "change_policy: room:save(); =>",
      { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
    ],
  }),
];
