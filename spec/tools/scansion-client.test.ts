import assert from "node:assert/strict";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, test } from "node:test";
import { XmppClient } from "../../tools/scansion/src/index.ts";

const SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
const BIND = "urn:ietf:params:xml:ns:xmpp-bind";
const SALT = Buffer.from("a salt, with commas");
/** So many that salting takes a minute where each is awaited. */
const ITERATIONS = 500_000;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Listens on a free port, and has a function serve who connects; returns the port. */
async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** The server's side of a login with SCRAM-SHA-1, as far as a client takes part in it. */
class ScramServer {
  readonly #socket: Socket;
  readonly #password: string;
  #loggedIn = false;
  #clientFirst = "";
  #serverFirst = "";

  constructor(socket: Socket, password: string) {
    this.#socket = socket;
    this.#password = password;
    socket.setEncoding("utf8").on("data", (data) => {
      socket.write(this.#answer(String(data)));
    });
  }

  #answer(data: string): string {
    const text = Buffer.from(/>([^<]+)</.exec(data)?.[1] ?? "", "base64").toString();
    if (data.includes("<auth ")) return this.#challenge(text);
    if (data.includes("<response ")) return this.#judge(text);
    if (data.includes("<bind ")) return this.#bind(data);
    return data.includes("<stream:stream ") ? this.#open() : "</stream:stream>";
  }

  #open(): string {
    const feature = this.#loggedIn
      ? `<bind xmlns='${BIND}'/>`
      : `<mechanisms xmlns='${SASL}'><mechanism>SCRAM-SHA-1</mechanism></mechanisms>`;
    return (
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>" +
      `<stream:features>${feature}</stream:features>`
    );
  }

  #challenge(clientFirst: string): string {
    this.#clientFirst = clientFirst.replace(/^n,,/, "");
    const nonce = /r=(.*)/.exec(clientFirst)?.[1] ?? "";
    this.#serverFirst = `r=${nonce}more,s=${SALT.toString("base64")},i=${ITERATIONS}`;
    return `<challenge xmlns='${SASL}'>${Buffer.from(this.#serverFirst).toString("base64")}</challenge>`;
  }

  #judge(clientFinal: string): string {
    const [, withoutProof = "", proof] = /^(.*),p=(.*)$/.exec(clientFinal) ?? [];
    this.#loggedIn = proof === this.#proof(`${this.#clientFirst},${this.#serverFirst},${withoutProof}`);
    return this.#loggedIn
      ? `<success xmlns='${SASL}'/>`
      : `<failure xmlns='${SASL}'><not-authorized/></failure>`;
  }

  /** RFC 5802, section 3. */
  #proof(authMessage: string): string {
    const salted = pbkdf2Sync(this.#password, SALT, ITERATIONS, 20, "sha1");
    const clientKey = createHmac("sha1", salted).update("Client Key").digest();
    const storedKey = createHash("sha1").update(clientKey).digest();
    const signature = createHmac("sha1", storedKey).update(authMessage).digest();
    return Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))).toString("base64");
  }

  #bind(data: string): string {
    const id = /id="([^"]*)"/.exec(data)?.[1] ?? "";
    return `<iq type='result' id='${id}'><bind xmlns='${BIND}'><jid>romeo@localhost/bound</jid></bind></iq>`;
  }
}

describe("Connecting", () => {
  test("may take as long as it is given, where a server says nothing", async () => {
    const port = await listen(() => undefined);
    const client = new XmppClient({ jid: "romeo@localhost", password: "secret", port, timeoutMs: 2_600 });
    const started = performance.now();
    await assert.rejects(client.connect(), { message: /: not online within 2.6 s$/ });
    assert.ok(performance.now() - started >= 2_590, "it gives up too early");
  });

  test("leaves nothing to wait for where the server hangs up", async () => {
    const port = await listen((socket) => socket.on("data", () => socket.destroy()));
    const client = new XmppClient({ jid: "romeo@localhost", password: "secret", port, timeoutMs: 60_000 });
    await assert.rejects(client.connect(), { message: /: the server closed the connection$/ });
    assert.ok(!process.getActiveResourcesInfo().includes("Timeout"), "a timer keeps the process up");
  });

  test("with SCRAM-SHA-1 takes no longer than salting the password in one go", async () => {
    const port = await listen((socket) => new ScramServer(socket, "sécret"));
    const client = new XmppClient({ jid: "romeo@localhost", password: "sécret", port, timeoutMs: 10_000 });
    assert.equal(await client.connect(), "romeo@localhost/bound");
    await client.disconnect();
  });

  test("with a wrong password fails, and says so", async () => {
    const port = await listen((socket) => new ScramServer(socket, "secret"));
    const client = new XmppClient({ jid: "romeo@localhost", password: "wrong", port, timeoutMs: 10_000 });
    await assert.rejects(client.connect(), { message: /: not-authorized/ });
  });
});
