// What the module's functions do, inside of a Prosody that has loaded it.

declare global {
  interface ProsodyModules {
    readonly NAME?: typeof import("../mod_NAME/mod_NAME");
  }
}

const HOST = "localhost";

describe("mod_NAME", () => {
  const loaded = hosts[HOST]!.modules.NAME;
  assert.is_not_nil(loaded);

  it("lets texts pass that are just short enough", () => {
    assert.is_false(loaded.is_too_long(string.rep("a", 20)));
  });

  it("counts bytes, not letters", () => {
    assert.is_true(loaded.is_too_long(string.rep("ö", 11)));
  });
});
