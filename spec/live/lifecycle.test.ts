// Loading, reloading and unloading on a running server, and what the log says of it.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { xml } from "@xmpp/client";
import { Control, isOf, type ProsodyServer, startProsody } from "prosody-launcher";
import type { XmppClient } from "scansion-runner";
import { configuration, enter, joining, setIn } from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { NS_QUERY } from "../../rigs/trust/contract/announcement.ts";
import { ANSWER_MILLISECONDS, INSTALLATIONS, logIn, MUC, probe, SILENCE_MILLISECONDS } from "./support.ts";

const ROOM = `lifecycle@${MUC}`;
const NS_SM = "urn:xmpp:sm:3";
const OPENING =
  "<stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

/** Reloads the plugin, and says how often each file of modules was run meanwhile: a chunk of Lua is a function, too. */
const COUNT_LOADS = `
  local loads, lines = {}, {};
  debug.sethook(function ()
    local chunk = debug.getinfo(2, "S");
    local name = chunk.what == "main" and chunk.source:match("[^/]+/[^/]+%.lua$");
    if name then loads[name] = (loads[name] or 0) + 1; end
  end, "c");
  local ok, reason = require "core.modulemanager".reload("${MUC}", "muc_probe");
  debug.sethook();
  assert(ok, reason);
  for name, times in pairs(loads) do table.insert(lines, name .. " " .. times); end
  return table.concat(lines, "\\n");`;

/** A client that can lose its connection and resume its stream (XEP-0198), which others here cannot. */
class RawClient {
  readonly #socket: Socket;
  #text = "";

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1").on("data", (data) => (this.#text += data.toString()));
  }

  /** Sends something; resolves to all that has come since the last time, once that has something in it. */
  async exchange(text: string, until: RegExp): Promise<string> {
    this.#socket.write(text);
    const deadline = Date.now() + 10 * ANSWER_MILLISECONDS;
    while (!until.test(this.#text)) {
      assert.ok(Date.now() < deadline, `no ${String(until)} in ${this.#text}`);
      await new Promise((resolve) => this.#socket.once("data", resolve));
    }
    const all = this.#text;
    this.#text = "";
    return all;
  }

  async logIn(name: string): Promise<void> {
    const secret = Buffer.from(`\0${name}\0any`).toString("base64");
    await this.exchange(OPENING, /<\/stream:features>/);
    const auth = `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`;
    await this.exchange(auth, /<success/);
    await this.exchange(OPENING, /<\/stream:features>/);
  }

  /** Is gone without a word. */
  lose(): void {
    this.#socket.destroy();
  }
}

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.name}, running`, () => {
    let server: ProsodyServer;
    let control: Control;
    let romeo: XmppClient;

    /** The type of the answer to a probe of a nick that nobody has. Prosody's own is an error (0.11), or there is none. */
    async function probeNobody(wait = ANSWER_MILLISECONDS): Promise<unknown> {
      const answer = await probe(romeo, `${ROOM}/Nobody`, wait);
      return answer?.attrs.type;
    }
    const prosodys = isOf(installation.version, "0.11") ? "error" : undefined;

    before(async () => {
      server = await startProsody({
        installation,
        pluginPaths: [PLUGIN_PATH],
        mucModules: [],
        // 0.11 has none.
        hostModules: isOf(installation.version, "0.11") ? [] : ["smacks"],
        control: true,
        logLevel: "debug",
      });
      control = await Control.connect(server);
      romeo = await logIn(server, "Romeo");
      await enter(romeo, ROOM, "Romeo");
    });

    after(async () => {
      await romeo.disconnect();
      await server.stop();
    });

    test("without the plugin Prosody does not answer for a nick that nobody has", async () => {
      assert.equal(await probeNobody(SILENCE_MILLISECONDS), prosodys);
    });

    test("loaded, the plugin answers in rooms that exist already", async () => {
      await control.load(MUC, "muc_probe");
      assert.equal(await probeNobody(), "unavailable");
    });

    test("reloaded, it answers, once", async () => {
      await control.reload(MUC, "muc_probe");
      assert.equal(await probeNobody(), "unavailable");
      assert.equal(await romeo.next(SILENCE_MILLISECONDS), undefined);
    });

    test("reloaded, each of its files is loaded once, each time", async () => {
      const files = readdirSync(join(PLUGIN_PATH, "mod_muc_probe")).map((name) => `mod_muc_probe/${name}`);
      const expected = [...files, "muc/occupant.lib.lua", "muc/util.lib.lua"]
        .map((name) => `${name} 1`)
        .sort();
      for (let reload = 1; reload <= 2; reload += 1)
        assert.deepEqual((await control.evaluate(COUNT_LOADS)).split("\n").sort(), expected);
    });

    test("it is reloaded with mod_muc, and answers in the rooms that are created then", async () => {
      await control.reload(MUC, "muc");
      await enter(romeo, ROOM, "Romeo");
      assert.equal(await probeNobody(), "unavailable");
    });

    const skip = isOf(installation.version, "0.11") && "it has no mod_smacks";
    test(
      "a follower whose stream is resumed is told what happened meanwhile, and follows on",
      { skip },
      async () => {
        await setIn(ROOM, romeo, configuration({ "muc#roomconfig_presencebroadcast": "visitor" }));
        const says = (status: string): Promise<void> =>
          romeo.send(xml("presence", { to: `${ROOM}/Romeo` }, xml("status", {}, status)));
        const juliet = new RawClient(server.c2sPort);
        await juliet.logIn("juliet");
        const bind = "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>";
        await juliet.exchange(bind, /<jid>/);
        const enabled = await juliet.exchange(`<enable xmlns='${NS_SM}' resume='true'/>`, /<enabled[^>]*>/);
        const previd = /<enabled[^>]* id='([^']*)'/.exec(enabled)?.[1] ?? "";
        await juliet.exchange(joining(`${ROOM}/Juliet`).toString(), /<subject/);
        const query = `<query xmlns='${NS_QUERY}'><item nick='Romeo' follow='true'/></query>`;
        await juliet.exchange(`<iq type='get' id='q' to='${ROOM}'>${query}</iq>`, /followed='true'/);
        juliet.lose();
        await says("meanwhile");
        await romeo.received();
        const again = new RawClient(server.c2sPort);
        await again.logIn("juliet");
        const told = await again.exchange(`<resume xmlns='${NS_SM}' h='0' previd='${previd}'/>`, /meanwhile/);
        assert.equal(told.split("<status>meanwhile").length, 2, told);
        await says("later");
        await again.exchange("", /<status>later/);
        again.lose();
        await setIn(ROOM, romeo, configuration());
        await romeo.received();
      },
    );

    test("unloaded, Prosody behaves as if it had never been there", async () => {
      await control.unload(MUC, "muc_probe");
      assert.equal(await probeNobody(SILENCE_MILLISECONDS), prosodys);
    });

    test("the log has an outcome for each probe at debug level, and no complaint or traceback", () => {
      assert.match(
        server.log(),
        /debug\tProbe of lifecycle@conference\.localhost\/Nobody by romeo@localhost\/\S+: unknown/,
      );
      assert.doesNotMatch(server.log(), /[Tt]raceback|:muc_probe\s+(warn|error)/);
    });
  });
}
