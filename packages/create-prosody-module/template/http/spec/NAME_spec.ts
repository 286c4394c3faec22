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

  it("counts nobody where nobody is online", () => {
    assert.equal(0, loaded.count_online());
  });

  it("answers in JSON", () => {
    assert.same({ headers: { content_type: "application/json" }, body: '{"online":0}' }, loaded.get());
  });
});
