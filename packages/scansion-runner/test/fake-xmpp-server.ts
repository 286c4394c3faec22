import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

const SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
const BIND = "urn:ietf:params:xml:ns:xmpp-bind";

/** A rule of a server: when it is told something that matches, it sends what the rule returns, if anything. */
export type Rule = [
  pattern: RegExp,
  answer: (match: RegExpExecArray, socket: Socket) => string | Buffer | undefined,
];

/** The header of a stream, and its features. */
export function header(features: string): string {
  return (
    "<?xml version='1.0'?><stream:stream xmlns='jabber:client' " +
    "xmlns:stream='http://etherx.jabber.org/streams' id='stream-1' version='1.0'>" +
    `<stream:features>${features}</stream:features>`
  );
}

/** Login mechanisms, as a feature. */
export function mechanisms(...names: string[]): string {
  return `<mechanisms xmlns='${SASL}'>${names.map((name) => `<mechanism>${name}</mechanism>`).join("")}</mechanisms>`;
}

/** Rules of a server that lets everybody in by PLAIN, answers pings, and says nothing else. */
export function hospitable(): Rule[] {
  const loggedIn = new WeakSet<Socket>();
  return [
    [
      /<stream:stream [^>]*>/,
      (_, socket) => header(loggedIn.has(socket) ? `<bind xmlns='${BIND}'/>` : mechanisms("PLAIN")),
    ],
    [
      /<auth [^>]*mechanism="PLAIN"[^>]*>.*?<\/auth>/,
      (_, socket) => {
        loggedIn.add(socket);
        return `<success xmlns='${SASL}'/>`;
      },
    ],
    [
      /<iq [^>]*id="([^"]*)"[^>]*><bind .*?<\/iq>/,
      ([, id = ""]) =>
        `<iq type='result' id='${id}'><bind xmlns='${BIND}'><jid>romeo@localhost/bound</jid></bind></iq>`,
    ],
    [/<iq [^>]*id="([^"]*)"[^>]*><ping .*?<\/iq>/, ([, id = ""]) => `<iq type='result' id='${id}'/>`],
    [
      /<\/stream:stream>/,
      (_, socket) => {
        socket.end("</stream:stream>");
        return undefined;
      },
    ],
  ];
}

/** A TCP server that follows rules; of several that match, the one whose text came first. */
export class FakeServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(serve: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      serve(socket);
    });
  }

  /** Listens on a free loopback port; the rules are made for each connection. */
  static follow(makeRules: () => Rule[]): Promise<FakeServer> {
    return FakeServer.serve((socket) => {
      const rules = makeRules();
      let text = "";
      socket.setEncoding("utf8").on("data", (data) => {
        text += String(data);
        for (let next = firstOf(rules, text); next; next = firstOf(rules, text)) {
          text = text.slice(next.match.index + next.match[0].length);
          const answer = next.answer(next.match, socket);
          if (answer !== undefined && socket.writable) socket.write(answer);
        }
      });
    });
  }

  /** Listens on a free loopback port, and has a function serve who connects. */
  static async serve(serve: (socket: Socket) => void): Promise<FakeServer> {
    const fake = new FakeServer(serve);
    fake.#server.listen(0, "127.0.0.1");
    await once(fake.#server, "listening");
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

function firstOf(rules: Rule[], text: string) {
  const [first] = rules
    .flatMap(([pattern, answer]) => {
      const match = pattern.exec(text);
      return match ? [{ match, answer }] : [];
    })
    .sort((a, b) => a.match.index - b.match.index);
  return first;
}

/** A server's check of a password by SCRAM (RFC 5802). */
export interface ScramOptions {
  hash: "sha1" | "sha256";
  password: string;
  iterations: number;
  /** The server does not know the password after all. */
  impostor?: boolean;
}

/** Rules for a login by SCRAM, as far as a client takes part in it. */
export function scram({ hash, password, iterations, impostor = false }: ScramOptions): Rule[] {
  const salt = Buffer.from("a salt, with commas");
  const name = hash === "sha1" ? "SCRAM-SHA-1" : "SCRAM-SHA-256";
  const hmac = (key: Buffer, text: string) => createHmac(hash, key).update(text).digest();
  const decode = (text: string) => Buffer.from(text, "base64").toString();
  const encode = (text: string) => Buffer.from(text).toString("base64");
  let clientFirst = "";
  let serverFirst = "";
  let loggedIn = false;
  return [
    [/<stream:stream [^>]*>/, () => header(loggedIn ? `<bind xmlns='${BIND}'/>` : mechanisms("PLAIN", name))],
    [
      /<auth [^>]*>([^<]*)<\/auth>/,
      ([, text = ""]) => {
        clientFirst = decode(text).replace(/^n,,/, "");
        const nonce = /r=(.*)/.exec(clientFirst)?.[1] ?? "";
        serverFirst = `r=${nonce}more,s=${salt.toString("base64")},i=${iterations}`;
        return `<challenge xmlns='${SASL}'>${encode(serverFirst)}</challenge>`;
      },
    ],
    [
      /<response [^>]*>([^<]*)<\/response>/,
      ([, text = ""]) => {
        const [, withoutProof = "", proof] = /^(.*),p=(.*)$/.exec(decode(text)) ?? [];
        const message = `${clientFirst},${serverFirst},${withoutProof}`;
        const size = createHash(hash).digest().length;
        const salted = pbkdf2Sync(password, salt, iterations, size, hash);
        const clientKey = hmac(salted, "Client Key");
        const signature = hmac(createHash(hash).update(clientKey).digest(), message);
        const expected = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
        loggedIn = impostor || proof === expected.toString("base64");
        if (!loggedIn) return `<failure xmlns='${SASL}'><not-authorized/><text>Who are you?</text></failure>`;
        const final = impostor ? "guessed" : hmac(hmac(salted, "Server Key"), message).toString("base64");
        return `<success xmlns='${SASL}'>${encode(`v=${final}`)}</success>`;
      },
    ],
    ...hospitable().slice(2),
  ];
}
