// Lets in the users whom the configuration names.

import * as it from "util.iterators";
import * as sasl from "util.sasl";

/** Passwords by user. Put in its place what knows your users. */
const passwords = module.get_option<Record<string, string | undefined>>("NAME_users", {});

const provider: ProsodyAuthProviderDefinition = {
  user_exists: (username) => passwords[username] !== undefined,

  // If it is not: nil and the reason, as Prosody's own functions do. `$multi` returns several values.
  test_password: (username, password) => {
    if (passwords[username] !== password) return $multi(undefined, "Wrong name or password");
    return true;
  },

  users: () => it.keys(passwords),

  // A provider that can compare passwords, but does not know them, gives `plain_test` in the place of `plain`.
  get_sasl_handler: (session) => {
    const profile: sasl.Profile = { plain: (_, username) => $multi(passwords[username], true) };
    return sasl.new(module.host, profile, session);
  },
};

module.provides("auth", provider);
