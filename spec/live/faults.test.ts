// What happens when something else goes wrong: another module, the storage, a session, the administrator.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Control } from "../../tools/prosody/control.ts";
import { type ProsodyServer, startProsody } from "../../tools/prosody/server.ts";
import { isOf } from "../../tools/prosody/versions.ts";
import { type Element, parseStanza, type XmppClient } from "../../tools/scansion/src/index.ts";
import { PLUGIN_PATH } from "../../tools/project.ts";
import { MODULES_FOLDER } from "../../tools/trust/server/service.ts";
import { INSTALLATIONS, join, logIn, MUC, probe, settle, SILENCE_MILLISECONDS } from "./support.ts";

const ROOM = `faults@${MUC}`;
const BATCH = `<iq type="get" id="b" to="${ROOM}"><query xmlns="http://jabber.org/protocol/muc#user">`;

/** A batch about some nicks. */
function batch(...nicks: readonly string[]): string {
  return `${BATCH}${nicks.map((nick) => `<item jid="${ROOM}/${nick}"/>`).join("")}</query></iq>`;
}

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
      await join(romeo, ROOM, "Romeo");
      await romeo.request(
        parseStanza(
          `<iq type="set" to="${ROOM}"><query xmlns="http://jabber.org/protocol/muc#owner"><x xmlns="jabber:x:data" type="submit"/></query></iq>`,
        ),
      );
      await join(tybalt, ROOM, "Tybalt");
      await settle(romeo);
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
      await join(dying, ROOM, "Mercutio");
      await dying.send(batch(...Array.from({ length: 90 }, (_, i) => `Nobody ${i}`)).repeat(20));
      await dying.disconnect();
      await settle(romeo);
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
      await settle(romeo);
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
      await settle(romeo);
      assert.equal((await probe(romeo, `${ROOM}/Romeo`))?.attrs.from, `${ROOM}/Romeo`);
      assert.deepEqual(tracebacks(server), []);
    });

    test("another module's handler raises an error: no answer to that probe or batch, others are answered", async () => {
      await control.evaluate("prosody.trust_raising = true");
      assert.equal(await probe(romeo, `${ROOM}/Tybalt`, SILENCE_MILLISECONDS), undefined);
      await romeo.send(batch("Nobody", "Tybalt", "Romeo"));
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
      await romeo.request(
        parseStanza(
          `<iq type="set" to="${ROOM}"><query xmlns="http://jabber.org/protocol/muc#owner"><destroy/></query></iq>`,
        ),
      );
      await settle(romeo);
      assert.equal(conditionOf(await probe(romeo, `${ROOM}/Romeo`)), "item-not-found");
      assert.equal(tracebacks(server).length, 2, "those of the other module");
    });
  });
}
