import { pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

/** What a client makes of a challenge; some answers take computing. */
interface Mechanism {
  name: string;
  challenge(text: string): unknown;
  response(credentials: Credentials): string | Promise<string>;
}

interface Credentials {
  password?: string;
}

/** Makes SASL mechanisms by their names, as the factory of `@xmpp/client` does. */
export interface MechanismFactory {
  create(names: string[]): Mechanism | null;
}

const SCRAM_SHA_1 = "SCRAM-SHA-1";
const SHA_1_BYTES = 20;
const SALT = /(?:^|,)s=([^,]+)/;
const ITERATIONS = /(?:^|,)i=(\d+)/;

/**
 * Lets SCRAM salt passwords with one call of PBKDF2, on a thread of its own. The mechanism of
 * `@xmpp/client` awaits a call of WebCrypto for each of the iterations, thousands as a rule, which
 * costs seconds of CPU.
 */
export function saltInOneCall(factory: MechanismFactory): void {
  const create = factory.create.bind(factory);
  factory.create = (names) => {
    const mechanism = create(names);
    if (mechanism?.name === SCRAM_SHA_1) giveSaltedPassword(mechanism);
    return mechanism;
  };
}

/** The mechanism takes a salted password from the credentials that is for the salt of the challenge. */
function giveSaltedPassword(mechanism: Mechanism): void {
  const challenge = mechanism.challenge.bind(mechanism);
  const response = mechanism.response.bind(mechanism);
  let challenged = "";
  mechanism.challenge = (text) => {
    challenged = text;
    return challenge(text);
  };
  mechanism.response = async (credentials) =>
    response({ ...credentials, ...(await saltPassword(credentials.password ?? "", challenged)) });
}

/** The salted password for a challenge that has a salt. */
async function saltPassword(
  password: string,
  challenge: string,
): Promise<{ salt: Uint8Array; saltedPassword: Uint8Array } | undefined> {
  const [, encodedSalt] = SALT.exec(challenge) ?? [];
  const [, iterations] = ITERATIONS.exec(challenge) ?? [];
  if (encodedSalt === undefined || iterations === undefined) return undefined;
  const salt = Buffer.from(encodedSalt, "base64");
  const saltedPassword = await promisify(pbkdf2)(password, salt, Number(iterations), SHA_1_BYTES, "sha1");
  return { salt, saltedPassword };
}
