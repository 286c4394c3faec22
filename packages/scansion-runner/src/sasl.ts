import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { saslprep } from "@mongodb-js/saslprep";
import { MECHANISM_NAMES, type MechanismName } from "./choices.ts";

export interface Credentials {
  username: string;
  password: string;
}

/** The client's side of one login by one mechanism. Texts are not in base64 yet, or no longer. */
export interface Exchange {
  /** The first message, sent with the choice of the mechanism. */
  readonly initial: string;
  /** Answers a challenge. @throws Error where there is none to be answered, or it is not as it should be. */
  respond(challenge: string): Promise<string>;
  /** Looks at what came with the server's success. @throws Error where the server has not proved that it knows the password. */
  verify(final: string): void;
}

type Mechanism = (credentials: Credentials) => Exchange;

/** ANONYMOUS is for those who have no username, and only for them. */
const MECHANISMS: Readonly<Record<MechanismName, Mechanism>> = {
  "SCRAM-SHA-256": (credentials) => new ScramExchange("sha256", credentials),
  "SCRAM-SHA-1": (credentials) => new ScramExchange("sha1", credentials),
  PLAIN: ({ username, password }) => new OneMessage(`\0${username}\0${password}`),
  ANONYMOUS: () => new OneMessage(""),
};

/** More would keep this machine busy for seconds, and the process from ending. */
const MAX_ITERATIONS = 1_000_000;

/**
 * Chooses the best mechanism that a server offers.
 *
 * @param wanted The only one allowed, where there is one.
 * @throws Error that says what is offered and what is allowed.
 */
export function chooseMechanism(
  offered: readonly string[],
  { username }: Credentials,
  wanted?: string,
): { name: string; start: Mechanism } {
  const suitable = MECHANISM_NAMES.filter((name) => (name === "ANONYMOUS") === (username === ""));
  const allowed = wanted === undefined ? suitable : MECHANISM_NAMES.filter((name) => name === wanted);
  const name = allowed.find((each) => offered.includes(each));
  if (name === undefined) {
    const server = offered.length === 0 ? "no login mechanism" : `only ${offered.join(", ")}`;
    throw new Error(`the server offers ${server}; allowed here is ${wanted ?? allowed.join(", ")}`);
  }
  return { name, start: MECHANISMS[name] };
}

/** PLAIN (RFC 4616) and ANONYMOUS (RFC 4505): the client says it all at once. */
class OneMessage implements Exchange {
  readonly initial: string;

  constructor(initial: string) {
    this.initial = initial;
  }

  respond(): Promise<string> {
    return Promise.reject(new Error("the server asks on, where all has been said"));
  }

  verify(): void {
    // These mechanisms let the server prove nothing.
  }
}

/** SCRAM (RFC 5802, RFC 7677), without channel binding. */
class ScramExchange implements Exchange {
  readonly initial: string;
  readonly #hash: "sha1" | "sha256";
  readonly #password: string;
  readonly #nonce = randomBytes(18).toString("base64");
  readonly #firstBare: string;
  #serverSignature: Buffer | undefined;

  constructor(hash: "sha1" | "sha256", { username, password }: Credentials) {
    this.#hash = hash;
    this.#password = saslprep(password);
    const name = saslprep(username).replaceAll("=", "=3D").replaceAll(",", "=2C");
    this.#firstBare = `n=${name},r=${this.#nonce}`;
    this.initial = `n,,${this.#firstBare}`;
  }

  async respond(challenge: string): Promise<string> {
    const fields = readFields(challenge);
    const nonce = fields.get("r") ?? "";
    const iterations = Number(fields.get("i"));
    const salt = Buffer.from(fields.get("s") ?? "", "base64");
    if (
      !nonce.startsWith(this.#nonce) ||
      salt.length === 0 ||
      !Number.isInteger(iterations) ||
      iterations < 1
    )
      throw new Error(`a challenge that is none of SCRAM: ${challenge}`);
    if (iterations > MAX_ITERATIONS)
      throw new Error(`the server asks for ${iterations} iterations, more than ${MAX_ITERATIONS}`);
    const withoutProof = `c=biws,r=${nonce}`;
    const message = `${this.#firstBare},${challenge},${withoutProof}`;
    const size = createHash(this.#hash).digest().length;
    // One call salts the password on a thread of its own.
    const salted = await promisify(pbkdf2)(this.#password, salt, iterations, size, this.#hash);
    const clientKey = this.#hmac(salted, "Client Key");
    const signature = this.#hmac(createHash(this.#hash).update(clientKey).digest(), message);
    this.#serverSignature = this.#hmac(this.#hmac(salted, "Server Key"), message);
    const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
    return `${withoutProof},p=${proof.toString("base64")}`;
  }

  verify(final: string): void {
    const signature = Buffer.from(readFields(final).get("v") ?? "", "base64");
    const expected = this.#serverSignature;
    if (signature.length !== expected?.length || !timingSafeEqual(signature, expected))
      throw new Error("the server has not proved that it knows the password");
  }

  #hmac(key: Buffer, text: string): Buffer {
    return createHmac(this.#hash, key).update(text).digest();
  }
}

/** The attributes of a SCRAM message, by their letters. */
function readFields(message: string): Map<string, string> {
  return new Map(message.split(",").map((field) => [field.slice(0, 1), field.slice(2)]));
}
