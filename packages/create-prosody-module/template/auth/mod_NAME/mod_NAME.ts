// Lets in the users whom the configuration names.

import * as it from "util.iterators";
import * as sasl from "util.sasl";

/** Passwords by user. Replace this by your own source of users. */
const passwords = module.get_option<Record<string, string | undefined>>("NAME_users", {});

const provider: ProsodyAuthProviderDefinition = {
  user_exists: (username) => passwords[username] !== undefined,

  // A wrong password gives nil and the reason, as in Prosody's own functions. `$multi` returns several values.
  test_password: (username, password) => {
    if (passwords[username] !== password) return $multi(undefined, "Wrong name or password");
    return true;
  },

  users: () => it.keys(passwords),

  // If you can check passwords, but do not know them, write `plain_test` instead of `plain`.
  get_sasl_handler: (session) => {
    const profile: sasl.Profile = { plain: (_, username) => $multi(passwords[username], true) };
    return sasl.new(module.host, profile, session);
  },
};

module.provides("auth", provider);
