// What must compile, of what was refused once.

import * as array from "util.array";
import * as dataforms from "util.dataforms";
import * as http from "net.http";
import * as it from "util.iterators";
import * as json from "util.json";
import * as jwt from "util.jwt";
import * as set from "util.set";
import * as st from "util.stanza";
import * as storagemanager from "core.storagemanager";

declare const room: MucRoom;

interface Address {
  readonly to: string;
  readonly type?: string;
}
declare const address: Address;
declare const request: Address & { readonly id: string; readonly type: string };
declare const headers: Record<string, string>;

/* Tables of one's own where any table may stand */

st.message(address, "text").tag("x", address).up();
st.presence(address);
st.iq(request);
st.stanza("a", address);
module.fire_event("applause", address);

/* JSON */

const [decoded] = json.decode("{}");
if (typeof decoded === "object" && decoded !== json.null) module.log("info", "%s", decoded["name"]);
json.encode({ nothing: json.null, list: [json.null, 1] });

/* Tables with any key, where any table may stand */

const counts = new LuaMap<string, number>();
const seen = new LuaSet<string>();
json.encode({ counts, seen, names: array.sort(["b", "a"]), pairs: [{ a: [1, "b"] }] });
for (const [nick, count] of pairs(counts)) module.log("info", "%s %d", nick.length, count + 1);
for (const [nick, count] of it.sorted_pairs(counts)) module.log("info", "%s %d", nick.length, count + 1);
declare const clerks: { readonly [nick: string]: Address };
for (const [nick, clerk] of pairs(clerks)) st.message({ to: clerk.to, id: nick });
for (const [nick] of it.sorted_pairs(clerks)) st.message({ id: nick });
for (const nick of it.keys(clerks)) st.message({ id: nick });
for (const [side] of pairs({ left: 1, right: 2 })) module.log("info", "%d", { left: 3, right: 4 }[side]);
const [told] = json.decode<Address>("{}");
const nicks: string[] = array.collect(it.keys(counts)).append(it.to_array(it.keys(seen)));
const sums: number[] = it.to_array(it.values(counts));

/* Options with a default */

const limit: number = module.get_option_number("limit", 3);
const is_open: boolean = module.get_option_boolean("open", false);
const services: readonly Address[] = module.get_option<readonly Address[]>("services") ?? [];
const service: Address = module.get_option("service", address);
const untold: unknown = module.get_option("untold");

const mode = module.get_option("mode", "open");
if (mode === "closed") module.log("info", "closed");
module.get_option_set("hosts", ["a.example"]).add(mode);

/* Others */

const blocked = set.new(["a@b.example"]);
for (const [word] of string.gmatch("some words", "%a+")) blocked.add(word);

const names: array.Array<string> = array.sort<string>([]);
http.request("http://localhost/", { headers });
module.add_item("external_service", { type: "sfu", host: "example.com", transport: "quic" });
const kept = storagemanager.olddm.load("romeo", "example.com", "seen");
for (const [, occupant] of room.each_occupant()) module.log("info", "%d", occupant.jid.length);
const [ok, claims] = jwt.verify("key", "token");
if (ok) module.log("info", "%s", claims.sub);
else module.log("warn", "no token: %s", claims.length);

/* What somebody writes who knows Lua, and returns and hands over what is needed, without a word more */

/** A value of which one must know what it is. */
export function name_of(text: string): string | undefined {
  const [value] = json.decode(text);
  if (typeof value !== "object") {
    return undefined;
  }
  const name = value.name;
  return typeof name === "string" ? name : undefined;
}

/** Items of a JSON array. */
export function count(text: string): number {
  const [value] = json.decode(text);
  let numbers = 0;
  if (typeof value === "object") {
    for (const item of value) {
      if (typeof item === "number") {
        numbers = numbers + 1;
      }
    }
  }
  return numbers;
}

/** What a path leads to can be seen in it. */
export function type_of(item: ProsodyStanza): string | undefined {
  const info = item.find("{urn:xmpp:avatar:metadata}metadata/info");
  if (info === undefined) {
    return item.find("metadata/text#");
  }
  return info.attr.type;
}

/** An item that is there has an id. */
export function last_of(service: import("util.pubsub").Service): string | undefined {
  const [ok, id, item] = service.get_last_item("node", true);
  if (!ok || item === undefined) {
    return undefined;
  }
  return string.format("%s: %s", id.length, item.name);
}

/** An interface fills a form in. */
interface Settings {
  readonly colour: string;
  readonly count?: number;
}
const form = dataforms.new([{ name: "colour", type: "text-single" }]);
form.title = "Settings";
export function show(settings: Settings): ProsodyStanza {
  return form.form(settings);
}

/** A store that must be there. */
const archive = assert(module.open_store("seen", "archive")[0]);
const [store, reason] = module.open_store<Settings>("settings");
if (store === undefined) {
  error(reason);
}
store.set("romeo", { colour: "red" });

/** What is not known may be handed over: it is nil. */
export function delete_all(contact: string | undefined): void {
  archive.delete("romeo", { with: contact });
}

module.add_item("shell-command", { section: "test", name: "nothing", handler: () => true });

export { is_open, kept, limit, names, nicks, service, services, sums, told, untold };
