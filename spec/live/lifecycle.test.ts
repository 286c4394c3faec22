// Loading, reloading and unloading on a running server, and what the log says of it.
import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
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

    test("loaded on a virtual host it says in the log that it belongs on a MUC component, and does nothing", async () => {
      await control.load("localhost", "muc_probe");
      const errors = server.log().match(/^.*:muc_probe\s+error\t.*$/gm) ?? [];
      assert.equal(errors.length, 1, errors.join("\n"));
      assert.match(errors[0], /localhost is no MUC service: enable muc_probe on a component/);
      await control.unload("localhost", "muc_probe");
    });

    test("the log has an outcome for each probe at debug level, and no traceback", () => {
      assert.match(
        server.log(),
        /debug\tProbe of lifecycle@conference\.localhost\/Nobody by romeo@localhost\/\S+: unknown/,
      );
      assert.doesNotMatch(server.log(), /[Tt]raceback/);
    });
  });

  describe(`Prosody ${installation.name}: options that are not allowed`, () => {
    test("are each reported in one line of the log, and their defaults are used", async () => {
      const server = await startProsody({
        installation,
        pluginPaths: [PLUGIN_PATH],
        mucModules: ["muc_probe"],
        mucOptions: { muc_probe_room: "sometimes", muc_probe_unknown: "error" },
      });
      try {
        const errors = server.log().match(/^.*:muc_probe\s+error\t.*$/gm) ?? [];
        assert.equal(errors.length, 2, errors.join("\n"));
        assert.match(server.log(), /muc_probe_room.*sometimes.*true, false/);
        assert.match(server.log(), /muc_probe_unknown.*error.*"unavailable", "silent"/);
      } finally {
        await server.stop();
      }
    });
  });
}
