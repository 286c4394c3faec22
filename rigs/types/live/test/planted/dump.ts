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
  objects: {
    "util.jid": table(2, "bare(jid) compare(jid,acl) escape(s) node(jid) prepped_split(jid,strict)"),
    "util.throttle": table(2, "create(max,period)"),
    "util.throttle.Throttle": table(2, "balance:integer rate:float poll(self,cost,split)"),
    MucOccupant: table(
      2,
      `__index:MucOccupant bare_jid=bob@localhost|alice@localhost jid=bob@localhost/laptop|alice@localhost/phone
      nick=${TALK}/bob|${TALK}/alice role=participant|moderator sessions:table choose_new_primary(self)
      remove_session(self,real_jid)`,
      "MucOccupant",
    ),
    MucRoomData: table(2, "name=Talk#1 reason=Done#1 subject=Types#1 whois=anyone#1"),
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
    "util.jid.bare": { calls: 3, results: [{ string: 2, nil: 1 }] },
    "util.jid.escape": { calls: 1, results: [{ string: 1 }] },
    "util.throttle.Throttle.poll": {
      calls: 2,
      results: [{ boolean: 2 }, { nil: 1, float: 1 }, { nil: 1, float: 1 }],
    },
  },
};
