/** What somebody writes who knows Lua, and returns and hands over what is needed, without a word more. */

import * as dataforms from "util.dataforms";
import * as json from "util.json";

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
