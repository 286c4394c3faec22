// The examples, with other people's libraries, as a reader of the README runs them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { Verona, occupantJid } from "../../tools/demo/verona.ts";
import { startProsody, type ProsodyServer } from "../../tools/prosody/server.ts";
import { PLUGIN_PATH, ROOT } from "../../tools/project.ts";
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
const TIMEOUT_MILLISECONDS = 15_000;

const installation = INSTALLATIONS.at(-1);

describe("The example", { skip: installation === undefined }, () => {
  let server: ProsodyServer;
  let verona: Verona;

  before(async () => {
    assert.ok(installation);
    server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH],
      mucModules: ["muc_probe"],
      accounts: { romeo: "romeo", juliet: "juliet", mercutio: "mercutio", tybalt: "tybalt" },
    });
    verona = await Verona.connect(server.c2sPort);
    await verona.found();
    await verona.affiliate("Mercutio", "member");
  });

  after(async () => {
    await verona.leave();
    await server.stop();
  });

  async function run(command: readonly string[], nick: string): Promise<string> {
    const [program = "", ...args] = command;
    const { stdout } = await promisify(execFile)(
      program,
      [...args, "juliet@localhost", "juliet", occupantJid(nick), String(server.c2sPort)],
      { cwd: ROOT, timeout: TIMEOUT_MILLISECONDS },
    );
    return stdout;
  }

  for (const { library, command, missing } of EXAMPLES) {
    describe(`for ${library}`, { skip: missing }, () => {
      test("prints the presence of somebody in the room", async () => {
        const answer = await run(command, "Romeo");
        assert.match(answer, /^<presence (?!.*type="unavailable")/);
        assert.match(answer, /<item(?=.*affiliation="owner")(?=.*role="moderator")/);
      });

      test("prints the affiliation of a registered user who is absent", async () => {
        const answer = await run(command, "Mercutio");
        assert.match(answer, /^<presence .*type="unavailable"/);
        assert.match(answer, /<item(?=.*affiliation="member")(?=.*role="none")/);
      });

      test("prints that there is no such person", async () => {
        assert.match(await run(command, "Nobody"), /<item(?=.*affiliation="none")(?=.*role="none")/);
      });
    });
  }
});
