// Faults planted in a copy of the plugin: each check must find what it is there to find.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import { check, playCases } from "../check.ts";
import { findInstallation } from "../command.ts";
import { FuzzedRoom } from "../fuzz/fuzzed-room.ts";
import { type Fault, FAULTS } from "../planted/faults.ts";
import { plant, withChanged } from "../planted/run-planted.ts";
import { PopulatedServer } from "../privacy/populated-server.ts";

const INSTALLATION = await findInstallation();
const ROOMS = 30;

/** Answers go to every session of the nick. */
const TOLD_TO_ALL: Fault = {
  rule: "an answer goes to the session that asked",
  place: "outbox/tell_about",
  from: "route_stanza(presence)",
  to: "route_to_occupant(prober.room:get_occupant_by_real_jid(prober.session), presence)",
  unseen: {},
};

/** Hidden people are told of to everybody. */
const TOLD_OF_HIDDEN: Fault = {
  rule: "row 6: the policy holds, whatever it is",
  place: "may_ask_for_hidden",
  from: "",
  to: "do return true; end",
  unseen: {},
};

/** Faults, and the texts of their findings. */
const FOUND: readonly (readonly [fault: string | Fault, problem: RegExp])[] = [
  ["real JIDs", /was told the real JID|is wrong/],
  ["row 5: no ban leaks", /is wrong .* affiliation="outcast"/],
  [TOLD_OF_HIDDEN, /the answer of row 6 is wrong/],
  ["row 4: unknown nicks are answered", /is missing|is wrong/],
  ["queries: by occupant-id only nicks that the prober may see", /row of queries is wrong/],
  ["limit: one for all sessions of a user", /is wrong/],
  [TOLD_TO_ALL, /did not ask for|is wrong/],
];

describe("privacy finds that a rule is broken:", () => {
  const folder = mkdtempSync(join(tmpdir(), "planted-"));
  let server: PopulatedServer;

  before(async () => {
    cpSync(PLUGIN_PATH, folder, { recursive: true });
    server = await PopulatedServer.start({ installation: INSTALLATION, pluginPath: folder });
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  for (const [named, problem] of FOUND) {
    const fault = typeof named === "string" ? FAULTS.find(({ rule }) => rule === named) : named;
    if (fault === undefined) throw new Error("There is no such rule");
    test(fault.rule, async () => {
      cpSync(PLUGIN_PATH, folder, { recursive: true });
      plant(join(folder, "mod_muc_probe"), fault);
      server.copyPlugins();
      const { failure } = await playCases(server, { seed: 3, count: ROOMS, endOnFailure: true });
      assert.ok(failure, "nothing was found");
      assert.ok(
        failure.findings.some((finding) => problem.test(`${finding.problem} ${finding.received ?? ""}`)),
        JSON.stringify(failure.findings),
      );
    });
  }
});

test("fuzz finds a crash, and the stanza", async () => {
  const crash = `module:hook("presence/full", function (event)
    if event.stanza:get_child("d") then error("planted") end
  end, 0)`;
  const { failure } = await withChanged(
    (plugin) => {
      appendFileSync(join(plugin, "mod_muc_probe.lua"), `\n${crash}\n`);
    },
    (pluginPath) =>
      check(
        (place) => FuzzedRoom.start(place),
        { installation: INSTALLATION, pluginPath },
        { seed: 49, count: 3 },
      ),
  );
  assert.match(failure?.findings[0]?.received ?? "", /planted/);
  assert.equal(failure?.smallest.length, 1);
  assert.match(failure.smallest[0]?.xml ?? "", /<d>/);
});
