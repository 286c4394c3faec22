// Tests of the module, inside a Prosody that has loaded it.

declare global {
  interface ProsodyModules {
    readonly NAME?: typeof import("../mod_NAME/mod_NAME");
  }
}

const HOST = "echo.localhost";

describe("mod_NAME", () => {
  const loaded = hosts[HOST]!.modules.NAME;
  assert.is_not_nil(loaded);

  it("answers in the words of the configuration", () => {
    assert.equal("Thou saidst: Ay me!", loaded.answer("Ay me!"));
  });
});
