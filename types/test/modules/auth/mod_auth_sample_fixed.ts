/** An authentication provider with one account. */
import * as sasl from "util.sasl";

function test(username: string, password: string): boolean {
  return username === "sample" && password === "secret";
}

const provider: ProsodyAuthProviderDefinition = {
  name: "sample_fixed",
  test_password: (username, password) => {
    if (test(username, password)) {
      return $multi(true, undefined);
    }
    return $multi(undefined, "Wrong");
  },
  user_exists: (username) => $multi(username === "sample", undefined),
  create_user: () => $multi(undefined, "Not here"),
  delete_user: () => $multi(undefined, "Not here"),
  set_password: () => $multi(undefined, "Not here"),
  get_sasl_handler: () => {
    const profile: sasl.Profile = {
      plain_test: (_handler, username, password) => $multi(test(username, password), true),
    };
    return sasl.new(module.host, profile);
  },
};

module.provides("auth", provider);
module.log("info", "sample works: auth");
