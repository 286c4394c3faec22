// Keeps in memory what modules store: all of it is gone when the server stops.

import * as it from "util.iterators";
import * as serialization from "util.serialization";

interface Keyval {
  get(user: string | undefined): unknown;
  set(user: string | undefined, data: object | undefined): true;
  users(): LuaIterable<string>;
}

/** The tables as texts: by store, then by user. Replace this by your own storage. */
const stores = new LuaMap<string, LuaMap<string, string>>();

/** A store with one table for each user. For the host's own table there is no user. */
function open_keyval(name: string): Keyval {
  const texts = stores.get(name) ?? new LuaMap<string, string>();
  stores.set(name, texts);
  return {
    get(user) {
      const text = texts.get(user ?? "");
      if (text === undefined) return undefined;
      const [data] = serialization.deserialize(text);
      return data;
    },
    set(user, data) {
      if (data === undefined) texts.delete(user ?? "");
      else texts.set(user ?? "", serialization.serialize(data));
      return true;
    },
    users: () => it.keys(texts),
  };
}

const driver: ProsodyStorageDriver = {
  // When Prosody is told that there are no stores of the kind `map`, it uses one of these. `$multi` returns several values.
  open(store, typ) {
    if (typ !== undefined && typ !== "keyval") return $multi(undefined, "unsupported-store");
    return open_keyval(store);
  },
  purge(user) {
    for (const [, texts] of stores) texts.delete(user);
    return true;
  },
};

module.provides("storage", driver);
