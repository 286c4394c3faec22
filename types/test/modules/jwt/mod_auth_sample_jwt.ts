/** Lets in whose password is a token that another service has signed for them (RFC 7519). */
import * as jid from "util.jid";
import * as jwt from "util.jwt";
import * as sasl from "util.sasl";

const key = module.get_option_string("sample_jwt_key", "a key that is for tests only");
const leeway = module.get_option_number("sample_jwt_leeway", 30);

/** Why a token does not let in a user; `undefined` if it does. */
export function refusal(username: string, token: string): string | undefined {
  const [ok, claims] = jwt.verify(key, token);
  if (!ok) return claims;
  const { sub, exp } = claims;
  if (typeof exp === "number" && exp + leeway < os.time()) return "expired";
  if (typeof sub !== "string" || jid.bare(sub) !== jid.join(username, module.host)) return "of-somebody-else";
  return undefined;
}

/** A token for a user: what the other service would sign. */
export function token_for(username: string, seconds: number): string {
  return jwt.sign(key, { sub: jid.join(username, module.host), exp: os.time() + seconds });
}

const provider: ProsodyAuthProviderDefinition = {
  name: "sample_jwt",
  test_password: (username, password) => {
    const reason = refusal(username, password);
    if (reason !== undefined) return $multi(undefined, reason);
    return $multi(true, undefined);
  },
  user_exists: () => $multi(true, undefined),
  create_user: () => $multi(undefined, "Accounts are made by the other service"),
  delete_user: () => $multi(undefined, "Accounts are kept by the other service"),
  set_password: () => $multi(undefined, "There are no passwords"),
  get_sasl_handler: () => {
    const profile: sasl.Profile = {
      plain_test: (_handler, username, password) => $multi(refusal(username, password) === undefined, true),
    };
    return sasl.new(module.host, profile);
  },
};

module.provides("auth", provider);
module.log(
  "info",
  "sample works: jwt, %s, %s, %s",
  refusal("romeo", token_for("romeo", 60)),
  refusal("romeo", token_for("romeo", -60)),
  refusal("romeo", token_for("juliet", 60)),
);
