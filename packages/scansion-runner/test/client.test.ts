import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { afterEach, describe, test } from "node:test";
import { createServer as createTlsServer } from "node:tls";
import { WebSocketServer } from "ws";
import { IllFormedError, XmppClient, type XmppClientOptions } from "scansion-runner";
import { FakeServer, header, hospitable, mechanisms, type Rule, scram } from "./fake-xmpp-server.ts";
import { assertLinear } from "./linear-time.ts";

/** So many that salting takes longer than a client waits, where each is awaited. */
const ITERATIONS = 200_000;

const servers: FakeServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function follow(makeRules: () => Rule[]): Promise<number> {
  const server = await FakeServer.follow(makeRules);
  servers.push(server);
  return server.port;
}

async function serve(serveOne: (socket: Socket) => void): Promise<number> {
  const server = await FakeServer.serve(serveOne);
  servers.push(server);
  return server.port;
}

function clientOf(port: number, options: Partial<XmppClientOptions> = {}): XmppClient {
  return new XmppClient({ jid: "romeo@localhost", password: "sécret", port, timeoutMs: 10_000, ...options });
}

/** Connects a client that is let in. */
async function logIn(makeRules: () => Rule[] = hospitable): Promise<XmppClient> {
  const client = clientOf(await follow(makeRules));
  await client.connect();
  return client;
}

/** Lets a client in, and sends it something once it has said hello. */
function greeting(...chunks: (string | Buffer)[]): () => Rule[] {
  return () => [
    [
      /<hello\/>/,
      (_, socket) => {
        for (const chunk of chunks) socket.write(chunk);
        return undefined;
      },
    ],
    ...hospitable(),
  ];
}

describe("Connecting", () => {
  test("may take as long as it is given, where a server says nothing", async () => {
    const client = clientOf(await serve(() => undefined), { timeoutMs: 2_600 });
    const started = performance.now();
    await assert.rejects(client.connect(), {
      message: /: not online within 2\.6 s: still waiting for the stream's header$/,
    });
    assert.ok(performance.now() - started >= 2_590, "it gives up too early");
  });

  test("leaves nothing to wait for where the server hangs up", async () => {
    const port = await serve((socket) => socket.on("data", () => socket.destroy()));
    const client = clientOf(port, { timeoutMs: 60_000 });
    await assert.rejects(client.connect(), { message: /: the server closed the connection$/ });
    assert.ok(!process.getActiveResourcesInfo().includes("Timeout"), "a timer keeps the process up");
  });

  for (const hash of ["sha1", "sha256"] as const) {
    test(`with SCRAM by ${hash} takes no longer than salting the password in one go`, async () => {
      const client = await logIn(() => scram({ hash, password: "sécret", iterations: ITERATIONS }));
      assert.equal(client.fullJid, "romeo@localhost/bound");
      await client.disconnect();
    });
  }

  /** A server that answers what matches with something, and else lets everybody in. */
  const answers = (pattern: RegExp, answer: string | Buffer) => (): Rule[] => [
    [pattern, () => answer],
    ...hospitable(),
  ];
  const greets = (features: string) => answers(/<stream:stream /, header(features));
  const opens = (namespace: string) =>
    `<stream:stream xmlns='${namespace}' xmlns:stream='http://etherx.jabber.org/streams' id='1'>`;
  const breaksOff = (error: string) => `<stream:error>${error}</stream:error></stream:stream>`;
  const NS_STREAMS = "urn:ietf:params:xml:ns:xmpp-streams";
  const TLS = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
  const starttls = (answer: Rule): (() => Rule[]) => {
    return () => [answer, ...greets(`<starttls ${TLS}/>`)()];
  };
  const asComponent = { kind: "component", jid: "bot.localhost" } as const;
  const scramSha = (hash: "sha1" | "sha256", iterations: number, more = {}) => {
    return () => scram({ hash, password: "sécret", iterations, ...more });
  };

  const refusals: [message: RegExp, rules: () => Rule[], options?: Partial<XmppClientOptions>][] = [
    [/: not-authorized: Who are you\? \(SCRAM-SHA-1\)$/, scramSha("sha1", 10, { password: "other" })],
    [/: the server has not proved that it knows the password$/, scramSha("sha256", 10, { impostor: true })],
    [/: the server asks for 1000001 iterations/, scramSha("sha256", 1_000_001)],
    [
      /: the server lets nobody log in without TLS, and TLS is not allowed here: allow STARTTLS$/,
      greets(`<starttls ${TLS}><required/></starttls>`),
    ],
    [/: the server does not offer STARTTLS$/, hospitable, { tls: "starttls" }],
    [
      /: the server refuses STARTTLS$/,
      starttls([/<starttls /, () => `<failure ${TLS}/>`]),
      { tls: "starttls" },
    ],
    [
      /: the server agreed to STARTTLS, and then did not speak TLS$/,
      starttls([
        /<starttls [^>]*>/,
        (_, socket) => {
          setTimeout(() => socket.write("Hello, who is there?\r\n"), 50);
          return `<proceed ${TLS}/>`;
        },
      ]),
      { tls: "starttls" },
    ],
    [/: the server answered PLAIN with <presence>$/, answers(/<auth /, "<presence/>")],
    [
      /: the server closed the connection before the answer to PLAIN came$/,
      () => [[/<auth /, (_, socket) => void socket.destroy()], ...hospitable()],
    ],
    [
      /: the server answered the handshake with <stream:features>: is this its port for components\?$/,
      hospitable,
      asComponent,
    ],
    [
      /: the server offers only EXTERNAL, X-OAUTH2; allowed here is SCRAM-SHA-256, SCRAM-SHA-1, PLAIN$/,
      greets(mechanisms("EXTERNAL", "X-OAUTH2")),
    ],
    [
      /: the server offers only PLAIN; allowed here is SCRAM-SHA-1$/,
      hospitable,
      { mechanism: "SCRAM-SHA-1" },
    ],
    [/: the server offers only PLAIN; allowed here is ANONYMOUS$/, hospitable, { jid: "localhost" }],
    [
      /: the server closed the stream: host-unknown: No such host$/,
      answers(
        /<stream:stream /,
        opens("jabber:client") +
          breaksOff(`<host-unknown xmlns='${NS_STREAMS}'/><text xmlns='${NS_STREAMS}'>No such host</text>`),
      ),
    ],
    [
      /: conflict \(bind\)$/,
      answers(
        /<iq [^>]*><bind /,
        "<iq type='error' id='scansion-bind'><error type='cancel'>" +
          "<conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
      ),
    ],
    [
      /: 127\.0\.0\.1:\d+ does not speak XMPP; it said "HTTP\/1\.1 400 Bad Request/,
      answers(/<stream:stream /, "HTTP/1.1 400 Bad Request\r\n\r\n<html></html>"),
    ],
    [
      /: 127\.0\.0\.1:\d+ does not speak XMPP; it said "<html>/,
      answers(/<stream:stream /, "<html>Hello</html>"),
    ],
    [
      /: 127\.0\.0\.1:\d+ expects TLS at once: use direct TLS$/,
      answers(/<stream:stream /, Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46])),
    ],
    [
      /: the server does not speak TLS at once: use STARTTLS or no TLS$/,
      answers(/[^]/, "<?xml version='1.0'?><stream:stream>"),
      { tls: "direct" },
    ],
    [
      /: the server closed the stream: not-authorized$/,
      () => [
        [/<stream:stream /, () => opens("jabber:component:accept")],
        [/<handshake>/, () => breaksOff(`<not-authorized xmlns='${NS_STREAMS}'/>`)],
      ],
      asComponent,
    ],
  ];
  for (const [message, rules, options] of refusals) {
    test(`fails at once where it ends so${message.source}`, async () => {
      const started = performance.now();
      await assert.rejects(clientOf(await follow(rules), options).connect(), { message });
      assert.ok(performance.now() - started < 5_000, "it waits for its time limit");
    });
  }

  test("asks for direct TLS where a server in TLS takes plain text amiss", async () => {
    const server = createTlsServer({}).listen(0, "127.0.0.1");
    server.on("tlsClientError", () => undefined);
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await assert.rejects(
      clientOf(port, { timeoutMs: 3_000 }).connect(),
      /expects TLS at once|closed the connection/,
    );
    server.close();
  });
});

describe("Connecting over HTTP", () => {
  const page = (body: string) =>
    `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const missing = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
  const bosh = "xmlns='http://jabber.org/protocol/httpbind'";
  const refusals: [rule: string, scheme: "http" | "ws", answer: string, message: RegExp][] = [
    ["by BOSH where nothing is", "http", missing, /\/x answered with HTTP status 404$/],
    ["by BOSH where something else is", "http", page("<html></html>"), /: no <body> of BOSH: "<html>/],
    ["by BOSH where the answer breaks off", "http", page(`<body ${bosh}><a`), /: no <body> of BOSH/],
    [
      "by BOSH where the answer is ill-formed",
      "http",
      page(`<body ${bosh} a='' a=''/>`),
      /: duplicate attribute/,
    ],
    [
      "by BOSH where the server ends the session",
      "http",
      page(`<body ${bosh} type='terminate' condition='host-unknown'/>`),
      /: the server ended the session: host-unknown$/,
    ],
    ["by WebSocket where nothing is", "ws", missing, /: Unexpected server response: 404$/],
    ["by WebSocket where something else is", "ws", "220 mail.example ESMTP\r\n", /: Parse Error/],
  ];
  for (const [rule, scheme, answer, message] of refusals) {
    test(`fails ${rule}`, async () => {
      const port = await follow(() => [[/\r\n\r\n/, () => answer]]);
      await assert.rejects(clientOf(port, { url: `${scheme}://127.0.0.1:${port}/x` }).connect(), { message });
    });
  }

  const documents: [rule: string, document: string, message: RegExp][] = [
    ["ill-formed", "<open", /: an element is not closed: <open$/],
    ["no XMPP", "<html xmlns=''/>", /: expected the stream's features, received <html>$/],
    [
      "the end",
      "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>",
      /: the server closed the connection$/,
    ],
  ];
  for (const [rule, document, message] of documents) {
    test(`fails by WebSocket where what comes is ${rule}`, async () => {
      const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
      server.on("connection", (socket) => {
        socket.once("message", () => {
          if (rule === "no XMPP") socket.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
          socket.send(document);
        });
      });
      await once(server, "listening");
      const { port } = server.address() as { port: number };
      const client = clientOf(port, { url: `ws://127.0.0.1:${port}` });
      await assert.rejects(client.connect(), { message });
      server.close();
    });
  }
});

describe("What comes", () => {
  test("is read, though characters fall on the edge of two chunks", async () => {
    const bytes = Buffer.from("<message><body>né😀</body></message>");
    const client = await logIn(greeting(...Array.from(bytes, (byte) => Buffer.from([byte]))));
    await client.send("<hello/>");
    assert.equal((await client.next(5_000))?.getChildText("body"), "né😀");
    await client.disconnect();
  });

  test("keeps the prefixes that the stream has declared", async () => {
    const client = await logIn(greeting("<message><stream:x stream:a='1'/></message>"));
    await client.send("<hello/>");
    const [child] = (await client.next(5_000))?.getChildElements() ?? [];
    assert.ok(child?.is("x", "http://etherx.jabber.org/streams"), String(child));
    await client.disconnect();
  });

  const faults: [xml: string | Buffer, message: RegExp][] = [
    ["<message a='1' a='2'/>", /duplicate attribute: a.*a='1' a='2'/],
    ["<message xmlns:p='u' xmlns:q='u' p:a='1' q:a='2'/>", /duplicate attribute: \{u\}a/],
    ["<message><p:x/></message>", /unbound namespace prefix: "p"/],
    ["<message p:x='1'/>", /unbound namespace prefix: "p"/],
    ["<message><body>\u0007</body></message>", /disallowed character/],
    ["<message><body>&#7;</body></message>", /malformed character entity/],
    [Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28]), /not UTF-8/],
    ["<message>&nbsp;</message>", /undefined entity/],
    ["<message>a & b</message>", /an ampersand that begins no entity/],
    ["<message a='b & c'/>", /an ampersand that begins no entity/],
    ["<message><a></b></message>", /unexpected close tag/],
    ["<message a=b/>", /unquoted attribute value/],
    ["<message><!-- hi --></message>", /a comment must not be in an XMPP stream/],
    ["<message><?php ?></message>", /a processing instruction must not be/],
    ["<!DOCTYPE a>", /document type declaration|inappropriately located doctype/],
    ["hello<presence/>", /text outside of a stanza/],
    ["</stream:streams>", /unexpected close tag/],
  ];
  for (const [xml, message] of faults) {
    test(`is not taken, and ends the connection: ${message.source}`, async () => {
      const client = await logIn(greeting("<presence/>", xml));
      await client.send("<hello/>");
      assert.equal((await client.next(5_000))?.name, "presence");
      assert.equal(await client.next(5_000), undefined);
      assert.equal(client.connected, false);
      assert.ok(client.error instanceof IllFormedError);
      assert.match(client.error.message, message);
    });
  }

  test("is not taken where the connection ends in the middle of it, which is told", async () => {
    const makeRules = (): Rule[] => [
      [
        /<hello\/>/,
        (_, socket) => {
          socket.end("<message><body>He");
          return undefined;
        },
      ],
      ...hospitable(),
    ];
    const client = await logIn(makeRules);
    await client.send("<hello/>");
    assert.equal(await client.next(5_000), undefined);
    assert.equal(client.error?.message, "the server closed the connection in the middle of <message>");
  });

  test("is not taken where it never ends", async () => {
    const client = await logIn(greeting("<message><body>", "y".repeat(33 * 2 ** 20)));
    await client.send("<hello/>");
    assert.equal(await client.next(30_000), undefined);
    assert.match(client.error?.message ?? "", /^more than 32 MiB in one stanza, at the end of: …y+$/);
  });

  for (const [shape, build] of [
    ["deep", (size: number) => "<a>".repeat(size) + "</a>".repeat(size)],
    ["long", (size: number) => "<a b='1'/>".repeat(size)],
    ["full of namespaces", (size: number) => "<a xmlns='u'><p:b xmlns:p='v' p:c='1'/></a>".repeat(size)],
  ] as const) {
    test(`is read in linear time where it is ${shape}`, () =>
      assertLinear(async (size) => {
        const client = await logIn(greeting(`<message>${build(size)}</message>`));
        await client.send("<hello/>");
        assert.ok(await client.next(60_000));
        await client.disconnect();
      }, 5000));
  }
});

test("Disconnecting takes no more than two seconds where the server goes on talking", async () => {
  const client = await logIn(() => [[/<\/stream:stream>/, () => "<presence/>"], ...hospitable()]);
  const started = performance.now();
  await client.disconnect();
  const took = performance.now() - started;
  assert.ok(took > 1_900 && took < 3_500, `it took ${took} ms`);
});

describe("A connection that the server resets", () => {
  const reset: Rule = [
    /<\/stream:stream>|<hello\/>/,
    (_, socket) => {
      socket.resetAndDestroy();
      return undefined;
    },
  ];

  test("while it is closed is closed", async () => {
    const client = await logIn(() => [reset, ...hospitable()]);
    await client.disconnect();
    assert.equal(client.connected, false);
  });

  test("leaves what had come before", async () => {
    const client = await logIn(() => [[/<first\/>/, () => "<presence/>"], reset, ...hospitable()]);
    await client.send("<first/>");
    while (client.unread.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.send("<hello/>");
    while (client.connected) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await client.received()).length, 1);
  });
});
