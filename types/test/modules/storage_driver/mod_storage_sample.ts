/** A storage that keeps everything in memory while the module is loaded. */

type Data = Record<string, unknown>;

/** What is kept of users, by the names of stores. */
const stores = new LuaMap<string, LuaMap<string, Data>>();

interface Keyval {
  readonly store: string;
  get(user: string | undefined): LuaMultiReturn<[data: Data | undefined, err: string | undefined]>;
  set(
    user: string | undefined,
    data: Data | undefined,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
}

function create_keyval(store: string, users: LuaMap<string, Data>): Keyval {
  return {
    store,
    get(user) {
      return $multi(users.get(user ?? ""), undefined);
    },
    set(user, data) {
      if (data === undefined) users.delete(user ?? "");
      else users.set(user ?? "", data);
      return $multi(true, undefined);
    },
  };
}

const driver = {
  name: "sample",
  open(
    store: string,
    typ?: ProsodyStoreType,
  ): LuaMultiReturn<[store: Keyval | undefined, err: string | undefined]> {
    if (typ !== undefined && typ !== "keyval") return $multi(undefined, "unsupported-store");
    const users = stores.get(store) ?? new LuaMap<string, Data>();
    stores.set(store, users);
    return $multi(create_keyval(store, users), undefined);
  },
  purge(user: string): LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]> {
    for (const [, users] of stores) users.delete(user);
    return $multi(true, undefined);
  },
};
module.provides("storage", driver);

const [store] = driver.open("words");
const [, refused] = driver.open("words", "archive");
if (store !== undefined && refused === "unsupported-store") {
  store.set("romeo", { word: "light" });
  const [kept] = store.get("romeo");
  driver.purge("romeo");
  const [purged] = store.get("romeo");
  if (kept !== undefined && kept["word"] === "light" && purged === undefined) {
    module.log("info", "sample works: storage_driver");
  }
}
