// Tests of the module, inside a Prosody that has loaded it.

import * as usermanager from "core.usermanager";

const HOST = "localhost";

describe("mod_NAME", () => {
  it("knows the users of the configuration", () => {
    assert.is_true(usermanager.user_exists("romeo", HOST)[0]);
    assert.is_false(usermanager.user_exists("paris", HOST)[0]);
  });

  it("lets nobody in with a wrong password", () => {
    assert.is_true(usermanager.test_password("romeo", HOST, "secret")[0]);
    const [ok, reason] = usermanager.test_password("romeo", HOST, "guess");
    assert.is_nil(ok);
    assert.equal("Wrong name or password", reason);
  });
});
