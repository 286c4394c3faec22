// Tests of the module, inside a Prosody that has loaded it.

declare global {
  interface ProsodyModules {
    readonly NAME?: typeof import("../mod_NAME/mod_NAME");
  }
}

const HOST = "conference.localhost";

describe("mod_NAME", () => {
  const loaded = hosts[HOST]!.modules.NAME;
  assert.is_not_nil(loaded);

  it("greets by nick, in the words of the configuration", () => {
    assert.equal("Good morrow, Juliet!", loaded.greeting("Juliet"));
  });
});
