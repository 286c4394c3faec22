// What is planted: for each rule of the contract a change of one line of the plugin's Lua that breaks it.

/** Who must notice: the model of the contract (`make privacy`), the scansion scripts, the busted specs. */
export const CHECKS = ["oracle", "scansion", "busted"] as const;

/** One of those who must notice. */
export type Check = (typeof CHECKS)[number];

/** A rule, and how it is broken. */
export interface Fault {
  readonly rule: string;
  /** The file of `dist/mod_muc_probe`. */
  readonly file: string;
  /** A text that is in it once. */
  readonly from: string;
  readonly to: string;
  /** Who cannot notice, and why. */
  readonly unseen?: Readonly<Partial<Record<Check, string>>>;
}

const NO_TIME = "no time goes by in it";
const NOT_ON_THE_WIRE = "nothing of it is on the wire";
const NOT_SWAPPED = "no room is swapped in it";
const ONE_MODULE = "no other module is loaded";

/** One for each rule, in the contract's order. */
export const FAULTS: readonly Fault[] = [
  {
    rule: "row 1: who is not in the room is refused",
    file: "occupants.lib.lua",
    from: "return room:get_occupant_jid(real_jid) ~= nil;",
    to: "return true;",
  },
  {
    rule: "row 1: a bare JID asks for itself only",
    file: "occupants.lib.lua",
    from: "return room:get_occupant_jid(real_jid) ~= nil;",
    to: "for _, occupant in room:each_occupant() do\n\t\tif occupant.bare_jid == real_jid then\n\t\t\treturn true;\n\t\tend\n\tend\n\treturn room:get_occupant_jid(real_jid) ~= nil;",
  },
  {
    rule: "row 1: a bare JID that is a session in the room asks",
    file: "occupants.lib.lua",
    from: "return room:get_occupant_jid(real_jid) ~= nil;",
    to: 'return room:get_occupant_jid(real_jid) ~= nil and string.find(real_jid, "/", 1, true) ~= nil;',
  },
  {
    rule: "row 1: errors say by which room",
    file: "gate.lib.lua",
    from: "condition, text, jids.bare(to))",
    to: "condition, text)",
  },
  {
    rule: "row 2: no status",
    file: "answers.lib.lua",
    from: "stanza:add_direct_child(x);",
    to: 'x:tag("status", { code = "110" }):up();\n\tstanza:add_direct_child(x);',
  },
  {
    rule: "row 3: absent registered nicks",
    file: "visibility.lib.lua",
    from: "return affiliation ~= nil;",
    to: "return false;",
  },
  {
    rule: "row 4: unknown nicks are answered",
    file: "answers.lib.lua",
    from: 'options.muc_probe_unknown == "silent"',
    to: "true",
  },
  {
    rule: "row 5: no ban leaks",
    file: "visibility.lib.lua",
    from: "return may_read_ban_list(room, prober);",
    to: "return true;",
  },
  {
    rule: "row 5: who may read the ban list is told",
    file: "visibility.lib.lua",
    from: "return may_read_ban_list(room, prober);",
    to: "return false;",
  },
  {
    rule: "row 6: the policy holds",
    file: "visibility.lib.lua",
    from: 'return policy == "anyone"',
    to: 'return policy ~= "moderators"',
  },
  {
    rule: "row 7: oneself, whatever the policy",
    file: "visibility.lib.lua",
    from: "\t\tor occupants.is_oneself(prober, occupant)\n",
    to: "",
  },
  {
    rule: "row 7: oneself, however fast",
    file: "gate.lib.lua",
    from: "if seconds > 0 and not rooms.is_own_occupant_jid(service.occupant_jids, prober, to) then",
    to: "if seconds > 0 then",
  },
  {
    rule: "row 7: oneself, in a room that Prosody has swapped to disk",
    file: "rooms.lib.lua",
    from: "occupant_jids[jids.bare(target)];",
    to: 'occupant_jids[jids.bare(target)];\n\tfor room in _M.loaded_module("muc").each_room(true) do\n\t\tif room.jid == jids.bare(target) then\n\t\t\treturn room:get_occupant_jid(prober) == target;\n\t\tend\n\tend\n\tof_room = nil;',
    unseen: { oracle: NOT_SWAPPED },
  },
  {
    rule: "real JIDs",
    file: "visibility.lib.lua",
    from: 'return room:get_whois() == "anyone" or',
    to: "return true or",
  },
  {
    rule: "the room's bare JID",
    file: "answers.lib.lua",
    from: "{ from = room.jid, to = prober, id = stanza.attr.id }",
    to: "{ from = room.jid, to = prober }",
  },
  {
    rule: "a typed presence is no request to join",
    file: "probes.lib.lua",
    from: 'if stanza.name ~= "presence" or not attr.type then',
    to: "if attr.type then",
    unseen: { oracle: ONE_MODULE, scansion: ONE_MODULE },
  },
  {
    rule: "batches: a duplicate is answered once",
    file: "batches.lib.lua",
    from: "if not seen[occupant_jid] then",
    to: "do",
  },
  {
    rule: "batches: a bad item refuses the whole",
    file: "batches.lib.lua",
    from: 'return refuse_bad(service, event, "Every item needs the JID of an occupant of this room");',
    to: "occupant_jids = {};",
  },
  {
    rule: "batches: an id of more than 256 bytes is refused",
    file: "batches.lib.lua",
    from: "local MAX_ID_LENGTH = 256;",
    to: "local MAX_ID_LENGTH = 257;",
  },
  {
    rule: "batches: the limit",
    file: "batches.lib.lua",
    from: "if size > limit then",
    to: "if size > limit + 1 then",
  },
  {
    rule: "policy: an owner's choice holds",
    file: "policies.lib.lua",
    from: "if _M.is_choice(event.value) then",
    to: "if false then",
  },
  {
    rule: "policy: default follows the service again",
    file: "policies.lib.lua",
    from: "room._data.muc_probe_hidden = nil;",
    to: "local _ = room;",
  },
  {
    rule: "policy: any other value changes nothing",
    file: "policies.lib.lua",
    from: "if _M.is_choice(event.value) then",
    to: "if true then",
  },
  {
    rule: "policy: with muc_probe_owners_choose = false, what rooms kept does not count",
    file: "policies.lib.lua",
    from: "return options.muc_probe_owners_choose and _M.kept_by(room)",
    to: "return _M.kept_by(room)",
    unseen: { scansion: "no room can keep a policy there" },
  },
  {
    rule: "policy: with muc_probe_owners_choose = false, the form has no field",
    file: "mod_muc_probe.lua",
    from: "if options.muc_probe_owners_choose then",
    to: "if true then",
  },
  {
    rule: "limit: a batch counts its items",
    file: "batches.lib.lua",
    from: "math.max(math.min(size, limit), 1)",
    to: "1",
  },
  {
    rule: "limit: one for all sessions of a user",
    file: "gate.lib.lua",
    from: "local user = jids.bare(prober);",
    to: "local user = prober;",
  },
  {
    rule: "limit: burst + rate * t, after whatever pause",
    file: "rate_limit.lib.lua",
    from: "math.max(limit.recent[user] or limit.earlier[user] or now, now)",
    to: "limit.recent[user] or limit.earlier[user] or now",
    unseen: { oracle: NO_TIME, scansion: NO_TIME },
  },
  {
    rule: "limit: its text says when to ask again",
    file: "gate.lib.lua",
    from: 'ask again after %.0f s", seconds)',
    to: 'ask again after %.0f s", seconds + 1)',
  },
  {
    rule: "limit: no room is loaded for who asks too fast",
    file: "gate.lib.lua",
    from: "local user = jids.bare(prober);",
    to: "local user = jids.bare(prober);\n\trooms.find(to);",
    unseen: { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "limit: one line of warning a minute",
    file: "rate_limit.lib.lua",
    from: "if limit.summary then\n\t\treturn",
    to: "if false then\n\t\treturn",
    unseen: { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
  {
    rule: "discovery: features",
    file: "discovery.lib.lua",
    from: 'event.reply:tag("feature", { var = XMLNS }):up();',
    to: "",
  },
  {
    rule: "discovery: limits",
    file: "discovery.lib.lua",
    from: 'add_field(event, "burst", "Probes at once before the rate applies", options.muc_probe_burst);',
    to: "",
  },
  {
    rule: "shell: set_policies saves the rooms",
    file: "shell.lib.lua",
    from: "policies.set(room, value);\n\t\troom:save();",
    to: "policies.set(room, value);",
    unseen: { oracle: NOT_ON_THE_WIRE, scansion: NOT_ON_THE_WIRE },
  },
];
