// The examples, with other people's libraries, as a reader of the documents runs them: each says in a line what came, or what went wrong.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { occupantJid, ROOM, Verona } from "../../tools/demo/verona.ts";
import { freePort, type ProsodyServer, startProsody } from "prosody-launcher";
import { PLUGIN_PATH, ROOT } from "../../tools/kit/project.ts";
import { configuration, enter, logIn, setIn } from "../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";
import { blocksOf, linesOf } from "../first-contact/pages.ts";
import { INSTALLATIONS } from "../live/support.ts";

const EXAMPLES = [
  { library: "@xmpp/client", command: [process.execPath, "examples/probe.js"], missing: false },
  {
    library: "slixmpp",
    // Debian's, since that is what slixmpp is installed for; another python3 may come first in the PATH.
    command: ["/usr/bin/python3", "examples/probe.py"],
    missing: !existsSync("/usr/lib/python3/dist-packages/slixmpp") && "python3-slixmpp is not installed",
  },
];

/** The command lines of the page for authors of clients. */
const TYPED = blocksOf("docs/client-authors.md").filter(({ heading }) => heading === "Try it");

/** Longer than the examples themselves wait: a minute for the log-in, ten seconds for each step. */
const TIMEOUT_MILLISECONDS = 90_000;

/** Services that do not answer everything: one that keeps silent, and one that answers each user once. */
const UNWILLING = `Component "silent.localhost" "muc"
	modules_enabled = { "muc_probe" }
	muc_probe_unknown = "silent"
Component "slow.localhost" "muc"
	modules_enabled = { "muc_probe" }
	muc_probe_burst = 1
	muc_probe_rate = 0.01`;

const installation = INSTALLATIONS.at(-1);

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe("The example", { skip: installation === undefined }, () => {
  let server: ProsodyServer;
  let verona: Verona;
  let host: XmppClient;
  /** Takes connections, and says nothing. */
  let mute: Server;
  /** Runs against silence, which take their time beside the other tests. */
  let unanswered: Promise<[Run, Run]>[];

  before(async () => {
    assert.ok(installation);
    const names = ["romeo", "juliet", "mercutio", "tybalt", "host"];
    server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH],
      mucModules: ["muc_probe"],
      accounts: Object.fromEntries(names.map((name) => [name, name])),
      extraConfig: UNWILLING,
    });
    verona = await Verona.connect(server.c2sPort);
    await verona.found();
    await verona.affiliate("Mercutio", "member");
    await verona.affiliate("Tybalt", "outcast");
    host = await logIn("host@localhost", server.c2sPort, "host");
    for (const room of ["inn@silent.localhost", "inn@slow.localhost"]) {
      await enter(host, room, "Host");
      await setIn(room, host, configuration());
    }
    mute = createServer().listen(0, "127.0.0.1");
    await once(mute, "listening");
    const { port } = mute.address() as AddressInfo;
    unanswered = EXAMPLES.filter(({ missing }) => missing === false).map(({ command }) =>
      Promise.all([
        ask(command, "inn@silent.localhost/Nobody"),
        run(command, "juliet@localhost", "juliet", occupantJid("Romeo"), `localhost:${port}`),
      ]),
    );
  });

  after(async () => {
    mute.close();
    await host.disconnect();
    await verona.leave();
    await server.stop();
  });

  async function run([program = "", ...script]: readonly string[], ...args: string[]): Promise<Run> {
    const child = spawn(program, [...script, ...args], { cwd: ROOT, timeout: TIMEOUT_MILLISECONDS });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    return { code: child.exitCode, out, err };
  }

  /** Asks as Juliet, on the server of this test. */
  function ask(command: readonly string[], occupant: string, name = "juliet", password = name): Promise<Run> {
    return run(command, `${name}@localhost`, password, occupant, `localhost:${server.c2sPort}`);
  }

  function assertSays({ code, out, err }: Run, stanza: RegExp, meaning: string): void {
    const [first = "", ...others] = out.split("\n");
    assert.match(first, stanza);
    assert.deepEqual({ others, err, code }, { others: [meaning, ""], err: "", code: 0 });
  }

  function assertFails({ code, out, err }: Run, reason: RegExp): void {
    assert.match(err, reason);
    assert.deepEqual({ code, out, lines: err.split("\n").length }, { code: 1, out: "", lines: 2 });
  }

  for (const { library, command, missing } of EXAMPLES) {
    describe(`for ${library}`, { skip: missing }, () => {
      test("shows somebody who is there", async () => {
        assertSays(
          await ask(command, occupantJid("Romeo")),
          /^<presence (?!.*type="unavailable")/,
          "Romeo is there, as moderator; affiliation: owner",
        );
      });

      test("shows somebody who is away, in a room that is written in capitals", async () => {
        assertSays(
          await ask(command, `${ROOM.toUpperCase()}/Mercutio`),
          /^<presence (?=.*type="unavailable")(?=.*id="who-1")/,
          "Mercutio is away; affiliation: member",
        );
      });

      // As servers prepare nicks (RFC 3920): one letter that is two, and one that nobody sees.
      for (const nick of ["Ⅳ", "Jul\u00ADietta"]) {
        test(`knows somebody again whose nick the room writes otherwise: ${JSON.stringify(nick)}`, async () => {
          await enter(host, ROOM, nick);
          const { out } = await ask(command, occupantJid(nick));
          assert.match(out, / is there, as participant; affiliation: none\n$/);
        });
      }

      test("says that there is nobody, typed as its page says", async () => {
        const [, script = ""] = command;
        const line = TYPED.flatMap(linesOf).find((typed) => typed.includes(script));
        const [, , ...args] = line?.split(" ") ?? [];
        assertSays(
          await run(command, ...args, `localhost:${server.c2sPort}`),
          /^<presence .*<item(?=.*affiliation="none")(?=.*role="none")/,
          "There is no Juliet, or you may not know",
        );
      });

      test("says when to ask again", async () => {
        const name = library === "slixmpp" ? "mercutio" : "romeo";
        await ask(command, "inn@slow.localhost/Host", name);
        const { code, out } = await ask(command, "inn@slow.localhost/Host", name);
        assert.match(out, /^<presence .*type="error".*\nYou are probing too fast, ask again after \d+ s\n$/);
        assert.equal(code, 1);
      });

      for (const [what, occupant, account, reason] of [
        ["a wrong password", occupantJid("Romeo"), ["juliet", "wrong"], "log in: not-authorized"],
        [
          "a room that lets one not in",
          occupantJid("Romeo"),
          ["tybalt"],
          "enter the room: this user is banned (forbidden)",
        ],
        [
          "no room",
          "none@conference.localhost/A",
          ["juliet"],
          "enter the room: there was none, so the server made it",
        ],
        ["no service", "none@elsewhere.invalid/A", ["juliet"], "enter the room: .* (not-allowed)"],
      ] as const) {
        test(`says in a line what is wrong: ${what}`, async () => {
          const [name, password] = account;
          assertFails(
            await ask(command, occupant, name, password),
            new RegExp(`^Could not ${reason.replace(/[()]/g, "\\$&")}( - .*)?\n$`),
          );
        });
      }

      test("says in a line that there is no server", async () => {
        const nowhere = `localhost:${await freePort()}`;
        const result = await run(command, "juliet@localhost", "juliet", occupantJid("Romeo"), nowhere);
        assertFails(result, new RegExp(`^Could not log in: no connection to ${nowhere}`));
      });

      for (const args of [
        [],
        ["juliet@localhost", "juliet", ROOM],
        ["juliet", "juliet", occupantJid("Romeo")],
      ]) {
        test(`says how it is used: ${args.join(" ")}`, async () => {
          const { code, out, err } = await run(command, ...args);
          assert.match(err, /^Usage: .* JID PASSWORD ROOM\/NICK \[HOST:PORT\]\n$/);
          assert.deepEqual({ code, out }, { code: 2, out: "" });
        });
      }
    });
  }

  test("gives up on who keeps silent", async () => {
    for (const [nobody, nothing] of await Promise.all(unanswered)) {
      assertFails(nobody, /^Could not get an answer: nothing came for 10 s\n$/);
      assertFails(nothing, /^Could not log in: /);
    }
  });
});
