// Tests of the module, inside a Prosody that has loaded it.

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
    const [ok] = loaded.check(string.rep("a", 20));
    assert.is_true(ok);
  });

  it("counts bytes, not letters", () => {
    const [ok, reason] = loaded.check(string.rep("ö", 11));
    assert.is_nil(ok);
    assert.equal("Longer than 20 bytes", reason);
  });
});
