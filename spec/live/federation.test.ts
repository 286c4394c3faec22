// Two servers that federate: what crosses the border, and what does not.
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { after, before, describe, test } from "node:test";
import { xml } from "@xmpp/client";
import { Control, freePort, type Installation, type ProsodyServer, startProsody } from "prosody-launcher";
import type { Element, XmppClient } from "scansion-runner";
import {
  administration,
  configuration,
  enter,
  joining,
  logIn,
  NS_MUC,
  probe,
  setIn,
} from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { NS_QUERY } from "../../rigs/trust/contract/announcement.ts";
import { MODULES_FOLDER } from "../../rigs/trust/server/service.ts";
import { INSTALLATIONS } from "./support.ts";

/** The room service of one server, and the domain of the other one's users. */
const ROOMS = "rooms.example";
const ABROAD = "abroad.example";
const ROOM = `verona@${ROOMS}`;
/** The first stanza across the border waits for dialback, there and back. */
const BORDER_MILLISECONDS = 60_000;

interface Federation {
  /** Has the rooms. */
  readonly home: ProsodyServer;
  readonly abroad: ProsodyServer;
}

/** Starts two servers that find each other without DNS. */
async function federate(installation: Installation): Promise<Federation> {
  const [homePort, abroadPort] = [await freePort(), await freePort()];
  const start = (port: number, extraConfig: string): Promise<ProsodyServer> =>
    startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH, MODULES_FOLDER],
      mucModules: [],
      control: true,
      logLevel: "debug",
      extraConfig,
      globalOptions: {
        modules_enabled: ["disco", "ping", "roster", "saslauth", "dialback", "trust_pinned_s2s"],
        modules_disabled: [],
        s2s_ports: [port],
        s2s_require_encryption: false,
        s2s_secure_auth: false,
        trust_pinned_s2s: { [ROOMS]: homePort, [ABROAD]: abroadPort },
      },
    });
  const home = await start(homePort, `Component "${ROOMS}" "muc"\n\tmodules_enabled = { "muc_probe" }`);
  try {
    return { home, abroad: await start(abroadPort, `VirtualHost "${ABROAD}"`) };
  } catch (error) {
    await home.stop();
    throw error;
  }
}

/** Sends a probe over the border; resolves to its answer. */
async function askFor(client: XmppClient, nick: string): Promise<Element> {
  const answer = await probe(client, `${ROOM}/${nick}`, BORDER_MILLISECONDS);
  assert.ok(answer, `nobody answered the probe of ${nick}`);
  return answer;
}

/** Lets somebody from abroad in, and waits until the room has said so: the sign is the subject, which comes last. */
async function joinFromAbroad(client: XmppClient, nick: string): Promise<void> {
  await client.send(joining(`${ROOM}/${nick}`));
  for (;;) {
    const stanza = await client.next(BORDER_MILLISECONDS);
    assert.ok(stanza, `${nick} was not let in`);
    if (stanza.getChild("subject")) return;
  }
}

/** Lua for a server to ask for one of its users, by bare JID. */
function probeByHomeServer(user: string, nick: string): string {
  return `prosody.core_route_stanza(prosody.hosts["${ABROAD}"], require "util.stanza".presence({
    type = "probe", id = "home", from = "${user}@${ABROAD}", to = "${ROOM}/${nick}" }))`;
}

function itemOf(answer: Element): Record<string, unknown> | undefined {
  return answer.getChild("x", `${NS_MUC}#user`)?.getChild("item")?.attrs;
}

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.name}, two of them`, () => {
    let servers: Federation;
    let romeo: XmppClient;
    let juliet: XmppClient;
    let paris: XmppClient;

    before(async () => {
      servers = await federate(installation);
      romeo = await logIn("romeo@localhost/phone", servers.home.c2sPort);
      juliet = await logIn(`juliet@${ABROAD}/phone`, servers.abroad.c2sPort);
      paris = await logIn(`paris@${ABROAD}/phone`, servers.abroad.c2sPort);
      await enter(romeo, ROOM, "Romeo");
      await setIn(ROOM, romeo, configuration());
      await setIn(
        ROOM,
        romeo,
        administration({ affiliation: "member", jid: `nurse@${ABROAD}`, nick: "Nurse" }),
      );
      await joinFromAbroad(juliet, "Juliet");
      await romeo.received();
    });

    after(async () => {
      for (const client of [romeo, juliet, paris]) await client.disconnect();
      await servers.abroad.stop();
      await servers.home.stop();
    });

    test("an occupant from abroad probes, and is shown no real JID", async () => {
      const present = await askFor(juliet, "Romeo");
      assert.equal(present.attrs.from, `${ROOM}/Romeo`);
      assert.equal(present.attrs.to, juliet.fullJid);
      assert.deepEqual(itemOf(present), { affiliation: "owner", role: "moderator" });
      assert.deepEqual(itemOf(await askFor(juliet, "Nurse")), {
        affiliation: "member",
        role: "none",
        nick: "Nurse",
      });
      assert.deepEqual(itemOf(await askFor(juliet, "Nobody")), { affiliation: "none", role: "none" });
    });

    test("an occupant from abroad is probed, its real JID shown to a moderator", async () => {
      const { affiliation, role, jid } = itemOf(await askFor(romeo, "Juliet")) ?? {};
      assert.deepEqual([affiliation, role, jid], ["none", "participant", juliet.fullJid]);
      assert.equal(itemOf(await askFor(romeo, "Nurse"))?.jid, `nurse@${ABROAD}`);
    });

    test("an outsider from abroad is refused, whatever the nick", async () => {
      for (const nick of ["Romeo", "Nurse", "Nobody"]) {
        const refusal = await askFor(paris, nick);
        assert.equal(refusal.attrs.type, "error");
        assert.ok(refusal.getChild("error")?.getChild("not-acceptable"));
        assert.doesNotMatch(refusal.toString(), /localhost|nurse@/);
      }
    });

    test("a home server that asks by bare JID is refused, be its user in the room or not", async () => {
      const control = await Control.connect(servers.abroad);
      for (const user of ["juliet", "paris"]) {
        await control.evaluate(probeByHomeServer(user, "Romeo"));
        const refused = `Probe of ${ROOM}/Romeo by ${user}@${ABROAD}: not-acceptable`;
        const deadline = Date.now() + BORDER_MILLISECONDS;
        while (Date.now() < deadline && !servers.home.log().includes(refused)) await delay(20);
        assert.ok(servers.home.log().includes(refused), user);
      }
      control.close();
    });

    test("a follower whose home server goes away is put out, and follows nobody", async () => {
      const control = await Control.connect(servers.home);
      const followers = `prosody.hosts["${ROOMS}"].modules.muc_probe.module:require("followers")`;
      const kept = (): Promise<string> => control.evaluate(`return ${followers}.describe()`);
      const item = xml("item", { nick: "Romeo", follow: "true" });
      const answer = await juliet.request(
        xml("iq", { type: "get", to: ROOM }, xml("query", { xmlns: NS_QUERY }, item)),
      );
      assert.match(String(answer), /followed="true"/);
      assert.match(await kept(), /^1 sessions follow 1 people/);
      await servers.abroad.stop();
      await romeo.send(xml("presence", { to: `${ROOM}/Romeo` }, xml("show", {}, "away")));
      for (;;) {
        const stanza = await romeo.next(BORDER_MILLISECONDS);
        assert.ok(stanza, "Juliet was not put out");
        if (stanza.attrs.from === `${ROOM}/Juliet` && stanza.attrs.type === "unavailable") break;
      }
      assert.match(await kept(), /^0 sessions follow 0 people/);
      control.close();
    });

    test("neither server logs a traceback", () => {
      for (const server of [servers.home, servers.abroad]) {
        assert.deepEqual(server.log().match(/^.*traceback.*(?:\n(?:stack|[\t ]).*)*/gim) ?? [], []);
      }
    });
  });
}
