// A small dump, as true.d.ts declares it.
import type { Dump, DumpedMember, DumpedTable } from "../../dump.ts";

/**
 * Writes down a table that was seen so often. A word for each member: `name(parameters)`, `name:kind` or `name=text|text`;
 * `#1` after it where it was seen once only.
 */
function table(seen: number, words: string, kind = "table"): DumpedTable {
  const members = words.split(/\s+/).filter(Boolean).map(member);
  return { seen, kinds: { [kind]: seen }, members: Object.fromEntries(members) };

  function member(word: string): [string, DumpedMember] {
    const [, name = "", parameters, type, texts, times = seen] =
      /^(\w+)(?:\((.*)\)|:([^#]+)|=([^#]+))(?:#(\d+))?$/.exec(word) ?? [];
    const kinds = { [type ?? (texts === undefined ? "function" : "string")]: Number(times) };
    const functions = parameters === undefined ? {} : { [parameters]: Number(times) };
    return [name, { seen: Number(times), kinds, functions, texts: texts?.split("|") ?? {} }];
  }
}

const TALK = "talk@conference.localhost";

export const DUMP: Dump = {
  version: "13.0.7",
  lua: "Lua 5.4",
  objects: {
    "util.jid": table(
      2,
      `bare(jid) compare(jid,acl) escape(s) host(jid) join(node,host,resource) node(jid) prep(jid,strict)
      prepped_split(jid,strict) resource(jid) split(jid) unescape(s)`,
    ),
    "util.throttle": table(2, "create(max,period)"),
    "util.throttle.Throttle": table(
      2,
      `balance:integer max:integer rate:float t:float peek(self,cost) poll(self,cost,split) update(self)`,
    ),
    MucOccupant: table(
      2,
      `__index:MucOccupant bare_jid=bob@localhost|alice@localhost jid=bob@localhost/laptop|alice@localhost/phone
      nick=${TALK}/bob|${TALK}/alice role=participant|moderator sessions:table choose_new_primary(self)
      each_session(self) get_presence(self,real_jid) remove_session(self,real_jid)
      set_session(self,real_jid,presence_stanza,replace_primary)`,
      "MucOccupant",
    ),
    MucRoomData: table(
      2,
      `destroyed:boolean#1 hidden:boolean language=en#1 locked:integer#1 moderated:boolean#1 name=Talk#1
      newjid=other@conference.localhost#1 persistent:boolean reason=Done#1 subject=Types#1
      subject_from=${TALK}/alice#1 subject_time:integer#1 whois=anyone#1`,
    ),
  },
  events: {
    "conference.localhost": {
      "muc-invite": table(
        1,
        "incoming:util.stanza.Stanza origin:ProsodySession room:MucRoom stanza:util.stanza.Stanza",
      ),
      "muc-occupant-left": table(
        6,
        `nick=${TALK}/bob|${TALK}/bobby|${TALK}/alice|short@conference.localhost/bob occupant:MucOccupant
        origin:ProsodySession#4 room:MucRoom stanza:util.stanza.Stanza#4`,
      ),
      "muc-pre-set-role": table(
        3,
        "actor=alice@localhost/phone occupant:MucOccupant role=visitor|participant#2 room:MucRoom",
      ),
      "muc-room-locked": table(2, "room:MucRoom"),
    },
    global: { "server-started": table(1, "", "nil") },
  },
  functions: {
    "util.jid.bare": { calls: 3, fewest: 1, results: [{ string: 2, nil: 1 }] },
    "util.jid.escape": { calls: 1, fewest: 1, results: [{ string: 1 }] },
    "util.throttle.Throttle.poll": {
      calls: 2,
      fewest: 2,
      results: [{ boolean: 2 }, { nil: 1, float: 1 }, { nil: 1, float: 1 }],
    },
  },
};
