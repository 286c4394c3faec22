// What happens when something else goes wrong: another module, the storage, a session, the administrator.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { xml } from "@xmpp/client";
import { Control, isOf, type ProsodyServer, startProsody } from "prosody-launcher";
import type { Element, XmppClient } from "scansion-runner";
import { batch, configuration, enter, NS_MUC, setIn } from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { MODULES_FOLDER } from "../../rigs/trust/server/service.ts";
import { INSTALLATIONS, logIn, MUC, probe, SILENCE_MILLISECONDS } from "./support.ts";

const ROOM = `faults@${MUC}`;

function conditionOf(answer: Element | undefined): unknown {
  const error = answer?.getChild("error");
  return error?.getChildElements()[0]?.name;
}

/** The stacks of errors in the log; a line of each says whose handler it was. */
function tracebacks(server: ProsodyServer): string[] {
  return server.log().match(/^.*(?:traceback|Traceback).*(?:\n(?:stack|[\t ]).*)*/gm) ?? [];
}

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.name}`, () => {
    let server: ProsodyServer;
    let control: Control;
    let romeo: XmppClient;
    let tybalt: XmppClient;

    before(async () => {
      server = await startProsody({
        installation,
        pluginPaths: [PLUGIN_PATH, MODULES_FOLDER],
        mucModules: ["muc_probe", "trust_raising"],
        mucOptions: { storage: { config: "trust_failing" }, muc_probe_rate: 0 },
        control: true,
      });
      control = await Control.connect(server);
      romeo = await logIn(server, "Romeo");
      tybalt = await logIn(server, "Tybalt");
      await enter(romeo, ROOM, "Romeo");
      await setIn(ROOM, romeo, configuration());
      await enter(tybalt, ROOM, "Tybalt");
      await romeo.received();
    });

    after(async () => {
      await romeo.disconnect();
      await tybalt.disconnect();
      await server.stop();
    });

    test("storage that fails to load a room: Prosody's own answer, and rooms in memory go on", async () => {
      const broken = await probe(romeo, `broken@${MUC}/Juliet`);
      assert.equal(broken?.attrs.type, "error");
      // 0.11 knows no probes, and looks no further.
      const prosodys = isOf(installation.version, "0.11") ? "bad-request" : "internal-server-error";
      assert.equal(conditionOf(broken), prosodys);
      assert.equal((await probe(romeo, `${ROOM}/Romeo`))?.attrs.from, `${ROOM}/Romeo`);
      assert.deepEqual(tracebacks(server), []);
    });

    test("a session that dies with answers under way: nobody else is troubled", async () => {
      const dying = await logIn(server, "Mercutio");
      await enter(dying, ROOM, "Mercutio");
      const nobodies = Array.from({ length: 90 }, (_, i) => `Nobody ${i}`);
      await dying.send(batch(ROOM, nobodies, "b").toString().repeat(20));
      await dying.disconnect();
      await romeo.received();
      assert.equal((await probe(romeo, `${ROOM}/Mercutio`))?.attrs.type, "unavailable", "has left");
      assert.deepEqual(tracebacks(server), []);
    });

    test("the module unloaded in the middle: each probe has one answer at most, of the module or of Prosody", async () => {
      const ids = Array.from({ length: 500 }, (_, i) => `in-the-middle-${i}`);
      const sent = romeo.send(
        ids.map((id) => `<presence type="probe" id="${id}" to="${ROOM}/Nobody"/>`).join(""),
      );
      await control.unload(MUC, "muc_probe");
      await sent;
      await romeo.ping();
      const answered = romeo.unread.map(({ attrs }) => String(attrs.id));
      assert.equal(new Set(answered).size, answered.length, "one each");
      assert.ok(
        romeo.unread.every(({ attrs }) => attrs.to === romeo.fullJid && ids.includes(String(attrs.id))),
      );
      await romeo.received();
      await control.load(MUC, "muc_probe");
      assert.equal((await probe(romeo, `${ROOM}/Nobody`))?.attrs.type, "unavailable");
      assert.deepEqual(tracebacks(server), []);
    });

    test("a batch without an id, which a component may send for a bare JID: no error", async () => {
      await control.evaluate(`
        local origin = { type = "component", send = function () end }
        local iq = require "util.stanza".stanza("iq", { type = "get", from = "romeo@localhost", to = "${ROOM}" })
        iq:tag("query", { xmlns = "http://jabber.org/protocol/muc#user" }):tag("item", { jid = "${ROOM}/Nobody" })
        prosody.core_post_stanza(origin, iq)`);
      await romeo.received();
      assert.equal((await probe(romeo, `${ROOM}/Romeo`))?.attrs.from, `${ROOM}/Romeo`);
      assert.deepEqual(tracebacks(server), []);
    });

    test("another module's handler raises an error: no answer to that probe or batch, others are answered", async () => {
      await control.evaluate("prosody.trust_raising = true");
      assert.equal(await probe(romeo, `${ROOM}/Tybalt`, SILENCE_MILLISECONDS), undefined);
      await romeo.send(batch(ROOM, ["Nobody", "Tybalt", "Romeo"], "b"));
      assert.equal((await romeo.next(SILENCE_MILLISECONDS))?.attrs.from, `${ROOM}/Nobody`);
      assert.equal(
        await romeo.next(SILENCE_MILLISECONDS),
        undefined,
        "what comes after it in the batch is lost",
      );
      assert.equal((await probe(romeo, `${ROOM}/Romeo`))?.attrs.from, `${ROOM}/Romeo`);
      await control.evaluate("prosody.trust_raising = nil");
      assert.equal((await probe(romeo, `${ROOM}/Tybalt`))?.attrs.from, `${ROOM}/Tybalt`);
      // Prosody's events hand errors on to whoever fired them, up to the session: two stanzas, two stacks, both the other's.
      const errors = tracebacks(server);
      assert.equal(errors.length, 2, errors.join("\n"));
      for (const error of errors)
        assert.match(error, /mod_trust_raising\.lua:\d+: raised by mod_trust_raising/);
    });

    test("a room destroyed between two probes: the second has Prosody's own answer", async () => {
      assert.equal((await probe(romeo, `${ROOM}/Romeo`))?.attrs.type, undefined);
      await setIn(ROOM, romeo, xml("query", { xmlns: `${NS_MUC}#owner` }, xml("destroy")));
      await romeo.received();
      assert.equal(conditionOf(await probe(romeo, `${ROOM}/Romeo`)), "item-not-found");
      assert.equal(tracebacks(server).length, 2, "those of the other module");
    });
  });
}
