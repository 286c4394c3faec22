// Loading, reloading and unloading on a running server, and what the log says of it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Control, isOf, type ProsodyServer, startProsody } from "prosody-launcher";
import type { XmppClient } from "scansion-runner";
import { enter } from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { ANSWER_MILLISECONDS, INSTALLATIONS, logIn, MUC, probe, SILENCE_MILLISECONDS } from "./support.ts";

const ROOM = `lifecycle@${MUC}`;

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
