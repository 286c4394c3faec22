// The policy of a room is saved with it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type ProsodyServer, startProsody } from "prosody-launcher";
import type { Element, XmppClient } from "scansion-runner";
import { administration, configuration, enter, setIn } from "../../tools/kit/room-clients.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { INSTALLATIONS, logIn, MUC, probe } from "./support.ts";

const ROOM = `restart@${MUC}`;

/** Configures the room so that absent members are nobody's business, and registers one. */
async function hideMembers(owner: XmppClient): Promise<void> {
  const fields = {
    "muc#roomconfig_persistentroom": "1",
    "{http://modules.prosody.im/mod_muc_probe}hidden": "nobody",
  };
  await setIn(ROOM, owner, configuration(fields));
  const mercutio = { affiliation: "member", jid: "mercutio@localhost", nick: "Mercutio" };
  await setIn(ROOM, owner, administration(mercutio));
  await owner.received();
}

function affiliationIn(answer: Element | undefined): unknown {
  return answer?.getChild("x")?.getChild("item")?.attrs.affiliation;
}

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.name}`, () => {
    test("a policy survives a restart with storage on disk", async () => {
      const dataFolder = mkdtempSync(join(tmpdir(), "policy-"));
      const start = (): Promise<ProsodyServer> =>
        startProsody({ installation, pluginPaths: [PLUGIN_PATH], mucModules: ["muc_probe"], dataFolder });
      try {
        const first = await start();
        const founder = await logIn(first, "Romeo");
        await enter(founder, ROOM, "Romeo");
        assert.equal(affiliationIn(await probe(founder, `${ROOM}/Nobody`)), "none");
        await hideMembers(founder);
        assert.equal(affiliationIn(await probe(founder, `${ROOM}/Mercutio`)), "none", "before the restart");
        await founder.disconnect();
        await first.stop();

        const second = await start();
        const returned = await logIn(second, "Romeo");
        await enter(returned, ROOM, "Romeo");
        assert.equal(affiliationIn(await probe(returned, `${ROOM}/Romeo`)), "owner", "the room was kept");
        assert.equal(affiliationIn(await probe(returned, `${ROOM}/Mercutio`)), "none", "after the restart");
        await returned.disconnect();
        await second.stop();
      } finally {
        rmSync(dataFolder, { recursive: true });
      }
    });
  });
}
