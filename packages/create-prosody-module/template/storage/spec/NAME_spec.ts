// Tests of the module, inside a Prosody that has loaded it.

import * as storagemanager from "core.storagemanager";

const HOST = "localhost";

describe("mod_NAME", () => {
  const [store] = storagemanager.open(HOST, "private", "keyval");
  assert.is_not_nil(store);

  it("gives back what was stored, as it was then", () => {
    const data = { word: "light" };
    store.set("romeo", data);
    data.word = "dark";
    assert.same({ word: "light" }, store.get("romeo")[0]);
    assert.is_nil(store.get("juliet")[0]);
  });

  it("forgets a user who is deleted", () => {
    store.set("paris", { word: "late" });
    storagemanager.purge("paris", HOST);
    assert.is_nil(store.get("paris")[0]);
  });
});
