import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  type Element,
  type Failure,
  parseScript,
  parseStanza,
  type RunOptions,
  runScript,
  type ScriptClient,
  type XmppClientOptions,
} from "scansion-runner";
import { serialise } from "../src/xml.ts";

/** Stands in for a connection: what comes is what the test says. */
class FakeClient implements ScriptClient {
  readonly unread: Element[] = [];
  readonly sent: string[] = [];
  readonly error = undefined;
  readonly options: XmppClientOptions;
  connected = false;
  /** Stanzas that come before the answer to the next ping. */
  late: string[] = [];

  constructor(options: XmppClientOptions, incoming: string[]) {
    this.options = options;
    this.unread.push(...incoming.map(parseStanza));
  }

  get bareJid(): string {
    return this.options.jid;
  }

  get fullJid(): string {
    return `${this.options.jid}/bound`;
  }

  connect(): Promise<string> {
    this.connected = true;
    return Promise.resolve(this.fullJid);
  }

  send(stanza: Element | string): Promise<void> {
    this.sent.push(typeof stanza === "string" ? stanza : serialise(stanza));
    return Promise.resolve();
  }

  next(): Promise<Element | undefined> {
    return Promise.resolve(this.unread.shift());
  }

  ping(): Promise<void> {
    this.unread.push(...this.late.splice(0).map(parseStanza));
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    this.connected = false;
    return Promise.resolve();
  }
}

const CAST =
  "# T\n[Client] Romeo\n\tjid: r@x\n\tpassword: p\n" +
  "[Client] Juliet\n\tjid: j@x\n\tpassword: p\n\tconnect_host: h\n\tconnect_port: 1\n---\n";

const RECEIVES_IQ = "Romeo connects\nRomeo receives:\n\t<iq/>";
type Match = NonNullable<RunOptions["match"]>;

function asks(expected: string): string {
  return `Romeo connects\nRomeo sends:\n\t<iq type='get' id='1' to='a'/>\n\t<message id='1' to='a'/>\nRomeo receives:\n\t${expected}\n`;
}

function error(name: string, from: string): string {
  return `<${name} type='error' id='1' from='${from}'><error><gone/></error></${name}>`;
}

/** Plays actions before a server that sends what is given, and a bit more late. */
async function play(
  actions: string,
  { incoming = [], late = [], ...options }: RunOptions & { incoming?: string[]; late?: string[] } = {},
) {
  const clients: FakeClient[] = [];
  const createClient = (clientOptions: XmppClientOptions) => {
    const client = new FakeClient(clientOptions, incoming);
    client.late = [...late];
    clients.push(client);
    return client;
  };
  const result = await runScript(parseScript(CAST + actions), { ...options, createClient });
  return { clients, sent: clients.flatMap(({ sent }) => sent), failure: failureOf(result) };
}

function failureOf(result: Awaited<ReturnType<typeof runScript>>): Failure | undefined {
  return result.status === "failed" ? result.failure : undefined;
}

describe("connects", () => {
  test("goes to the runner's host unless the cast names one", async () => {
    const { clients } = await play("Romeo connects\nJuliet connects", { host: "server", port: 2 });
    assert.deepEqual(
      clients.map(({ options }) => [options.host, options.port]),
      [
        ["server", 2],
        ["h", 1],
      ],
    );
  });

  test("sends no presence", async () => {
    assert.deepEqual((await play("Romeo connects")).sent, []);
  });

  test("works again after disconnects, which works of one already gone", async () => {
    const { failure, clients } = await play(
      "Romeo disconnects\nRomeo connects\nRomeo disconnects\nRomeo disconnects\nRomeo connects",
    );
    assert.equal(failure, undefined);
    assert.equal(clients.length, 2);
  });
});

describe("sends", () => {
  test("fills in JIDs and captures, anywhere in a value", async () => {
    const { sent, failure } = await play(
      "Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\nRomeo sends:\n" +
        "\t<message to='${Juliet's JID}/x' from=\"${Romeo's full JID}\"><body>{scansion:capture:it}!</body></message>",
      { incoming: ["<iq id='7'/>"] },
    );
    assert.equal(failure, undefined);
    assert.deepEqual(sent, ['<message to="j@x/x" from="r@x/bound"><body>7!</body></message>']);
  });

  test("fills in what was captured, by ${name} too, but nothing in what the server has said", async () => {
    const { sent, failure } = await play(
      "Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\nRomeo sends:\n" +
        "\t<a b='${it}' c='x${it}'>${it}/{scansion:capture:it}</a>",
      { incoming: ['<iq id="${Romeo\'s JID}{scansion:capture:it}"/>'] },
    );
    assert.equal(failure, undefined);
    const said = "${Romeo's JID}{scansion:capture:it}";
    assert.deepEqual(sent, [`<a b="${said}" c="x${said}">${said}/${said}</a>`]);
  });

  test("keeps white space that is written by its number", async () => {
    const { sent } = await play("Romeo connects\nRomeo sends:\n\t<a b='&#9;&#10;&#13; '>x&#13;</a>");
    assert.deepEqual(sent, ['<a b="&#9;&#10;&#13; ">x&#13;</a>']);
  });

  test("fails on what has not been captured yet, in a script that was not read from text", async () => {
    const captureAndSend =
      "Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\n" +
      "Romeo sends:\n\t<iq id='{scansion:capture:it}'/>";
    const script = parseScript(CAST + captureAndSend);
    const actions = script.actions.filter(({ kind }) => kind !== "receives");
    const createClient = (options: XmppClientOptions) => new FakeClient(options, []);
    const failure = failureOf(await runScript({ ...script, actions }, { createClient }));
    assert.equal(failure?.message, "nothing has been captured as it yet");
  });

  test("fails of one who never connected, and goes nowhere of one who has left", async () => {
    const sends = "Romeo sends:\n\t<presence/>";
    assert.equal((await play(sends)).failure?.message, "Romeo has not connected");
    const { failure, sent } = await play(`Romeo connects\nRomeo disconnects\n${sends}`);
    assert.equal(failure, undefined);
    assert.deepEqual(sent, []);
  });
});

describe("receives", () => {
  test("wants of ${name} the value that was captured, which {scansion:capture:name} takes anew", async () => {
    const captureAndMeet = (again: string) =>
      `Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\nRomeo receives:\n\t<iq id='${again}'/>`;
    for (const [again, id, passes] of [
      ["${it}", "7", true],
      ["${it}", "8", false],
      ["a${it}", "a7", true],
      ["{scansion:capture:it}", "8", true],
    ] as const) {
      const { failure } = await play(captureAndMeet(again), {
        incoming: ["<iq id='7'/>", `<iq id='${id}'/>`],
      });
      assert.equal(failure === undefined, passes, `${again} and ${id}`);
    }
  });

  test("takes no value that a server has sent for a placeholder of its own", async () => {
    for (const value of ["{scansion:any}", "{scansion:capture:x}"]) {
      const { failure } = await play(
        "Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\nRomeo receives:\n\t<iq id='${it}'/>",
        { incoming: [`<iq id='${value}'/>`, "<iq id='other'/>"] },
      );
      assert.equal(failure?.message, `\${it} stands for ${value} by now, which would match any value`);
    }
  });

  test("tells what was expected, the nearest that came, how they differ and all that was passed over", async () => {
    const { failure, clients } = await play("Romeo connects\nRomeo receives:\n\t<iq id='1' type='get'/>", {
      incoming: ["<iq/>", "<iq id='1' type='set'/>", "<presence/>"],
    });
    assert.deepEqual(failure, {
      line: 12,
      action: "Romeo receives",
      message: "did not come within 5 s; 3 other stanzas came",
      expected: '<iq id="1" type="get"/>',
      received: '<iq id="1" type="set"/>',
      differences: ['iq @type: expected "get", received "set"'],
      rows: [{ mark: "!", expected: '<iq id="1" type="get"/>', received: '<iq id="1" type="set"/>' }],
      passedOver: ["<iq/>", '<iq id="1" type="set"/>', "<presence/>"],
      unread: [],
    });
    assert.deepEqual(
      clients.map(({ connected }) => connected),
      [false],
      "connections are closed",
    );
  });
});

/** Plays, by what they show and how they fail, if they do: who acts, what comes, and how closely it must match. */
const PLAYS: Readonly<Record<string, readonly [actions: string, incoming?: string[], match?: Match]>> = {
  "connects: not of one who is there → is connected already": ["Romeo connects\nRomeo connects"],
  "sends: no full JID that is not there yet → Juliet's full JID is not known": [
    'Romeo connects\nRomeo sends:\n\t<iq to="${Juliet\'s full JID}"/>',
  ],
  "receives: passes over what does not match → passes": [RECEIVES_IQ, ["<presence/>", "<iq/>"]],
  "receives: says so of what came and was passed over → nothing came within 5 s; it came before, and the action in line 12 passed over it":
    [`${RECEIVES_IQ}\nRomeo receives:\n\t<presence from='a'/>`, ["<presence from='a'/>", "<iq/>"]],
  "receives: keeps what came while another acted, in order → passes": [
    "Romeo connects\nJuliet connects\nRomeo receives:\n\t<iq id='1'/>\nJuliet receives:\n\t<iq/>\n" +
      "Romeo receives:\n\t<iq id='2'/>",
    ["<iq id='1'/>", "<iq id='2'/>"],
    "lenient",
  ],
  "receives nothing: where nothing comes → passes": ["Romeo connects\nRomeo receives: nothing"],
  "an answer that is an error fails at once → gone": [
    asks("<iq id='1' type='result'/>"),
    [error("iq", "a"), "<iq id='1' type='result'/>"],
  ],
  "an answer that is a wrong result fails at once → differs": [
    asks("<iq id='1' type='error'/>"),
    ["<iq id='1' type='result'/>"],
  ],
  "an answer from somebody else than is expected is passed over → passes": [
    asks("<iq id='1' from='b'/>"),
    [error("iq", "a"), "<iq id='1' from='b'/>"],
  ],
  "an answer to a message fails at once where its sender is the one who is expected → gone": [
    asks("<message id='1' from='a' type='chat'/>"),
    [error("message", "a"), "<message id='1' from='a' type='chat'/>"],
  ],
  "an answer to a message is passed over where another's message may have the same id → passes": [
    asks("<message id='1' type='chat'/>"),
    [error("message", "a"), "<message id='1' type='chat'/>"],
  ],
  "an exact play where all that comes is received → passes": [RECEIVES_IQ, ["<iq/>"], "exact"],
  "an exact play fails on a stanza passed over → another stanza came": [
    RECEIVES_IQ,
    ["<presence/>", "<iq/>"],
    "exact",
  ],
  "an exact play fails on a stanza left unread by one who has left → 1 by Romeo": [
    `Romeo connects\nRomeo disconnects\n${RECEIVES_IQ}`,
    ["<iq/>"],
    "exact",
  ],
};
for (const [what, [actions, incoming = [], match]] of Object.entries(PLAYS)) {
  test(what, async () => {
    const { failure } = await play(actions, { incoming, ...(match && { match }) });
    const end = failure?.message ?? "passes";
    assert.ok(end.includes(what.replace(/^.* → /, "")), end);
  });
}

test("An error that nobody has read is told of, with who has got it", async () => {
  const { failure } = await play(
    "Romeo connects\nJuliet connects\nRomeo receives:\n\t<iq/>\nJuliet receives:\n\t<iq/>\nJuliet receives:\n\t<iq/>",
    { incoming: ["<iq/>", "<message/>", "<message type='error'/>"] },
  );
  assert.deepEqual(failure?.unread, ['Romeo: <message type="error"/>']);
});

describe("receives: nothing", () => {
  test("fails where something has come, or comes until the server has answered", async () => {
    const script = "Romeo connects\nRomeo receives: nothing";
    assert.deepEqual((await play(script, { incoming: ["<iq/>"] })).failure?.unread, ["<iq/>"]);
    assert.deepEqual((await play(script, { late: ["<iq/>"] })).failure?.unread, ["<iq/>"]);
  });
});

test("receives: nothing fails of one whom the server has thrown out, and passes of one who has left", async () => {
  const gone: FakeClient[] = [];
  const createClient = (options: XmppClientOptions) => {
    const client = new FakeClient(options, []);
    client.ping = () => {
      client.connected = false;
      return Promise.resolve();
    };
    gone.push(client);
    return client;
  };
  const script = (end: string) => parseScript(`${CAST}Romeo connects\n${end}Romeo receives: nothing`);
  assert.equal(failureOf(await runScript(script(""), { createClient }))?.message, "the connection is closed");
  assert.equal(failureOf(await runScript(script("Romeo disconnects\n"), { createClient })), undefined);
});

describe("An exact play", () => {
  test("fails on a stanza left unread at the end, even one that comes late", async () => {
    const left = await play(RECEIVES_IQ, { match: "exact", incoming: ["<iq/>", "<message/>"] });
    assert.deepEqual(left.failure?.unread, ["<message/>"]);
    const late = await play(RECEIVES_IQ, { match: "exact", incoming: ["<iq/>"], late: ["<message/>"] });
    assert.deepEqual(late.failure?.unread, ["<message/>"]);
  });
});

describe("What does not come is explained", () => {
  const cases: Readonly<Record<string, readonly [actions: string, incoming?: Record<string, string[]>]>> = {
    "where it came to somebody else → nothing came within 5 s; it came to Juliet": [
      "Romeo connects\nJuliet connects\nRomeo sends:\n\t<presence/>\nRomeo receives:\n\t<message id='1' to=\"${Romeo's JID}\"/>",
      { j: ["<iq/>", "<message id='1' to='j@x'/>"] },
    ],
    "where somebody else passed over it → nothing came within 5 s": [
      "Romeo connects\nJuliet connects\nJuliet receives:\n\t<iq/>\nRomeo receives:\n\t<iq id='1'/>",
      { j: ["<iq id='1' type='set'/>", "<message/>", "<iq/>"] },
    ],
    "where it came to an earlier connection of the same character → nothing came within 5 s; it came to another connection of Romeo":
      [
        "Romeo connects\nRomeo disconnects\nRomeo connects\nRomeo receives:\n\t<iq id='1'/>",
        { first: ["<iq id='1'/>"] },
      ],
    "where a message cannot come without presence → nothing came within 5 s; Romeo has sent no presence, without which messages to a bare JID do not come":
      ["Romeo connects\nRomeo receives:\n\t<message/>"],
    "not by presence where such a message came, and differs → did not come within 5 s; 1 other stanza came": [
      "Romeo connects\nRomeo receives:\n\t<message from='j@x/a' id='1'/>",
      { r: ["<message from='j@x/b' id='2'/>"] },
    ],
    "by presence where a message of somebody else came → did not come within 5 s; 1 other stanza came; Romeo has sent no presence, without which messages to a bare JID do not come":
      [
        "Romeo connects\nRomeo receives:\n\t<message from='j@x/a' id='1'/>",
        { r: ["<message from='m@x/b' id='2'/>"] },
      ],
    "where presence cannot come without presence, of neither side → nothing came within 5 s; Romeo has sent no presence, without which others' presence does not come; Juliet has sent no presence":
      ['Romeo connects\nJuliet connects\nRomeo receives:\n\t<presence from="${Juliet\'s full JID}"/>'],
    "not by presence that went to the room that should answer → nothing came within 5 s": [
      "Romeo connects\nRomeo sends:\n\t<presence to='room@x/romeo'/>\nRomeo receives:\n\t<presence from='room@x/juliet'/>",
    ],
    "not by presence where an iq is awaited, or a room's message → nothing came within 5 s": [
      "Romeo connects\nRomeo receives:\n\t<message type='groupchat'/>",
    ],
    "by presence that was only taken back → nothing came within 5 s; Romeo has sent no presence, without which messages to a bare JID do not come":
      ["Romeo connects\nRomeo sends:\n\t<presence type='unavailable'/>\nRomeo receives:\n\t<message/>"],
  };
  for (const [what, [actions, incoming = {}]] of Object.entries(cases)) {
    test(what, async () => {
      let count = 0;
      const createClient = (options: XmppClientOptions) => {
        count += 1;
        const first = count === 1 ? incoming.first : undefined;
        return new FakeClient(options, first ?? incoming[options.jid.slice(0, 1)] ?? []);
      };
      const failure = failureOf(await runScript(parseScript(CAST + actions), { createClient }));
      assert.equal(failure?.message, what.replace(/^.* → /, ""));
    });
  }

  const lookAlikes: [what: string, expected: string, received: string, codePoints: string | undefined][] = [
    ["a letter composed and not", "caf\u00e9", "cafe\u0301", "U+00E9 and U+0065 U+0301"],
    ["a letter of another script", "Romeo", "R\u043emeo", "U+006F and U+043E"],
    ["letters of two other scripts", "\u03b1", "\u0430", "U+03B1 and U+0430"],
    ["an ideograph and its compatible one", "\u8c48", "\uf900", "U+8C48 and U+F900"],
    ["a character outside of the first plane", "a", "\u{1d41a}", "U+0061 and U+1D41A"],
    ["digits of another script", "1", "\u0661", "U+0031 and U+0661"],
    ["an Arabic letter and its other form", "\u0643", "\u06a9", "U+0643 and U+06A9"],
    ["a character without a shape at the end", "a", "a\u200b", "nothing and U+200B"],
    ["a space that does not break", "a b", "a\u00a0b", "U+0020 and U+00A0"],
    [
      "many characters",
      "\u0430\u0435\u043e\u0440\u0441",
      "aeopc",
      "U+0430 U+0435 U+043E U+0440 … and U+0061 U+0065 U+006F U+0070 …",
    ],
    ["plain letters, which look as they are", "Romeo", "Juliet", undefined],
  ];
  for (const [what, expected, received, codePoints] of lookAlikes) {
    test(`by code points: ${what}`, async () => {
      const { failure } = await play(
        `Romeo connects\nRomeo receives:\n\t<iq id='${expected}'><b>${expected}</b></iq>`,
        {
          incoming: [`<iq id='${received}'><b>${received}</b></iq>`],
        },
      );
      assert.equal(failure?.differences.length, 2);
      for (const line of failure.differences) assert.equal(/ \((.*)\)$/.exec(line)?.[1], codePoints, line);
    });
  }

  test("by code points: namespaces", async () => {
    const { failure } = await play("Romeo connects\nRomeo receives:\n\t<iq><q xmlns='urn:a'/></iq>", {
      incoming: ["<iq><q xmlns='urn:\u0430'/></iq>"],
    });
    assert.match(failure?.differences[0] ?? "", /\(U\+0061 and U\+0430\)$/);
  });
});

describe("A play that is interrupted", () => {
  const waits = "Romeo connects\nRomeo receives:\n\t<iq/>";

  /** A client to whom nothing comes, and whose server does not close. */
  class SilentClient extends FakeClient {
    override next(): Promise<Element | undefined> {
      return new Promise(() => undefined);
    }
    override async disconnect(): Promise<void> {
      await super.disconnect();
      await new Promise(() => undefined);
    }
  }

  test("fails at once, says why, and leaves nobody connected", async () => {
    const clients: SilentClient[] = [];
    const createClient = (options: XmppClientOptions) => {
      const client = new SilentClient(options, []);
      clients.push(client);
      return client;
    };
    const controller = new AbortController();
    const playing = runScript(parseScript(CAST + waits), { createClient, signal: controller.signal });
    setTimeout(() => {
      controller.abort(new Error("the test is over"));
    }, 20);
    const failure = failureOf(await playing);
    assert.equal(failure?.message, "interrupted: the test is over");
    assert.equal(failure.line, 12);
    assert.deepEqual(
      clients.map(({ connected }) => connected),
      [false],
    );
  });

  test("does not begin where it is interrupted already", async () => {
    const { clients, failure } = await play(waits, { signal: AbortSignal.abort("no time") });
    assert.equal(failure?.message, "interrupted: no time");
    assert.deepEqual(clients, []);
  });

  test("keeps no listener on a signal that many plays share", async () => {
    const { signal } = new AbortController();
    const warnings: Error[] = [];
    const note = (warning: Error): number => warnings.push(warning);
    process.on("warning", note);
    for (let index = 0; index < 20; index++)
      assert.equal((await play("Romeo connects", { signal })).failure, undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", note);
    assert.deepEqual(warnings, []);
  });
});

test("Actions are told of with JIDs and captures filled in", async () => {
  const told: string[] = [];
  await play(
    "Romeo connects\nRomeo receives:\n\t<iq id='{scansion:capture:it}'/>\nRomeo sends:\n\t<a b='${it}' c=\"${Romeo's full JID}\"/>\n" +
      "Romeo receives:\n\t<iq id='{scansion:capture:it}' to='${it}'/>",
    {
      incoming: ["<iq id='7'/>", "<iq id='8' to='7'/>"],
      onAction: (action) => told.push("stanza" in action ? serialise(action.stanza) : action.kind),
    },
  );
  assert.deepEqual(told, [
    "connects",
    '<iq id="{scansion:capture:it}"/>',
    '<a b="7" c="r@x/bound"/>',
    '<iq id="{scansion:capture:it}" to="7"/>',
  ]);
});
