/** What must compile; the Lua that comes out is snippets.lua. */

import * as array from "util.array";
import * as it from "util.iterators";
import * as jid from "util.jid";
import * as set from "util.set";
import * as st from "util.stanza";
import { bare } from "util.jid";

declare const room: MucRoom;
declare const stanza: st.Stanza;
declare const known: set.Set<string>;

/** Multiple returns. */
const [node, host] = jid.split("romeo@localhost");
module.log("info", "%s at %s", node, host);

/** Methods get a self, plain functions do not. */
export function answer(event: StanzaEvent): boolean {
  event.origin.send(st.reply(event.stanza).tag("pong", { xmlns: "urn:example" }).up());
  return true;
}

/** Iterators in for…of. */
for (const [nick, occupant] of room.each_occupant()) {
  module.log("debug", "%s is %s", nick, occupant.bare_jid);
}
for (const [real_jid, affiliation] of room.each_affiliation("owner")) {
  module.log("debug", "%s is %s", real_jid, affiliation);
}

/** Iterators of several values: functions get all of them, arrays the first, tables two. */
export const visitors = it.filter((_nick, occupant) => occupant.role === "visitor", room.each_occupant());
export const nicks: string[] = array.collect(room.each_occupant()).sort();
export const affiliations: LuaTable<string, MucAffiliation> = it.to_table(room.each_affiliation());

/** Iterators of one value. */
export const long_words: string[] = it.to_array(it.filter((word) => word.length > 5, known.items()));
const words = array.collect(known.items()).sort();
module.log("debug", "%d words, first %s", words.length, words[0]);

/** Children of a stanza, and arrays from 1. */
const texts: string[] = [];
for (const item of stanza.childtags("item")) {
  table.insert(texts, item.get_text() ?? item.name);
}
const first = stanza.tags[0];
if (first !== undefined) {
  table.insert(texts, first.name);
}

/** What only some releases have. */
export function occupant_id_of(occupant: MucOccupant): string | undefined {
  if (room.get_occupant_id === undefined) {
    return undefined;
  }
  return room.get_occupant_id(occupant);
}

/** A member that the module's own requirements make certain. */
module.cron!({ when: "daily", run: () => undefined });

/** Handlers may return nothing, whether it was handled, or what the event asks for. */
function on_joined(event: ProsodyMucEvents["muc-occupant-joined"]): void {
  module.log("info", "%s has entered", event.nick);
}

module.depends("disco");
const service = module.depends("muc");
for (const open of service.live_rooms()) {
  module.log("debug", "%s is open", open.jid);
}

module.hook("muc-occupant-joined", on_joined);
module.hook("iq-get/bare/urn:example:ping", answer, 5);
module.hook("muc-get-default-role", (event) => {
  if (event.affiliation === "member") {
    return "visitor";
  }
  return undefined;
});
module.hook("muc-pre-set-role", (event) => {
  event.allowed = event.role !== "moderator";
});
module.add_timer(60, (now, text) => module.log("info", "%s %d", text, now), "tick");

/** Guards that are short are on one line, longer ones as they are here. */
export function guard(a?: string, b?: string): string | undefined {
  if (a === undefined) {
    return;
  }
  if (b !== undefined) {
    // told
    return b;
  }
  if (a !== "a text that makes this condition longer than most" && b === "another") {
    return b;
  }
  if (a !== "a text that makes this condition longer than most" && b === "another") return b;
  return a;
}

/** What may be false is held against nil. */
export function is_known(a: boolean | undefined, b: unknown, c: string | undefined): boolean {
  if (a === undefined || b !== undefined || c === undefined) return false;
  return c !== undefined;
}

/** Numeric loops. */
export function count_all(n: number, t: number[]): void {
  for (let i = 1; i <= n; i++) module.log("info", "%s", i);
  for (let i = 0; i < t.length; i++) module.log("info", "%s", t[i]);
  for (let i = 9; i >= 1; i -= 2) module.log("info", "%s", i);
  if (n === 2) module.log("info", "%d", n);
  else module.log("info", "%d", -n);
}

/** Methods of what is surely a text, and no parentheses around a call that gives one value anyway. */
export function match_all(a: string, b: { c: "x" | "y" }, d: string | number): unknown {
  const [e] = string.gsub(a, "x", "y");
  if (string.match(b.c, "x")[0] !== undefined && !string.match(a, "x")[0]) {
    return string.rep("-", 3);
  }
  const g = string.match(a, "x")[0];
  table.insert([], string.gsub(a, "x", "")[0]);
  return [e, g, string.lower(d as never), string.upper(b.c)];
}

/** What a module exports is global. */
export let total = 0;
export function add(): void {
  total += 1;
}

module.hook("muc-occupant-joined", ({ room, occupant }) => {
  // inner
  const { jid: address } = room;
  const name = room._data?.name ?? "none"; // at the end
  if (bare(address) === undefined) return;

  module.log("info", "%s of %s", occupant.nick, name);
  // last
});
module.log("info", "%s", prosody.hosts["localhost"]?.host ?? "none");
