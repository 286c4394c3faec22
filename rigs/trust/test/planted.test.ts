// Faults planted in a copy of the plugin: each check must find what it is there to find.
import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { findInstallation } from "../command.ts";
import { runFuzz } from "../fuzz/run-fuzz.ts";
import { runLoad } from "../load/run-load.ts";
import { withChanged } from "../planted/run-planted.ts";
import { runPrivacy } from "../privacy/run-privacy.ts";

const INSTALLATION = await findInstallation();
const ROOMS = 30;

/** Runs a check on the plugin with more Lua at its end. */
function withPlanted<T>(lua: string, check: (pluginPath: string) => Promise<T>): Promise<T> {
  return withChanged((folder) => {
    appendFileSync(join(folder, "mod_muc_probe.lua"), `\n${lua}\n`);
  }, check);
}

/** Lua that is run for each probe, before the plugin sees it; `room` is the one that is probed. */
function atProbes(lua: string): string {
  return `
    local st = require "util.stanza"
    local jid = require "util.jid"
    local muc = module:depends "muc"
    for _, event_name in ipairs { "presence/full", "presence/bare" } do
      module:hook(event_name, function (event)
        local stanza = event.stanza
        local room = muc.get_room_from_jid(jid.bare(stanza.attr.to) or "")
        if stanza.attr.type == "probe" and room then ${lua} end
      end, 0)
    end`;
}

/** Planted faults, and the texts of their findings. */
const LEAKS: readonly { readonly fault: string; readonly lua: string; readonly problem: RegExp }[] = [
  {
    fault: "a real JID told to a participant",
    lua: `module:hook("muc-build-occupant-presence", function (event)
      if event.stanza.attr.to then event.stanza:text_tag("leak", event.occupant.bare_jid) end
    end)`,
    problem: /was told the real JID|is wrong/,
  },
  {
    fault: "a ban told to everybody in the room",
    lua: atProbes(`
      local owner = room:get_registered_jid(jid.resource(stanza.attr.to) or "")
      local asker = room:get_affiliation(stanza.attr.from)
      if owner and asker ~= "owner" and asker ~= "admin" and room:get_affiliation(owner) == "outcast" and room:get_occupant_jid(stanza.attr.from) then
        room:route_stanza(st.presence({ type = "unavailable", id = stanza.attr.id, from = stanza.attr.to, to = stanza.attr.from })
          :tag("x", { xmlns = "http://jabber.org/protocol/muc#user" })
            :tag("item", { affiliation = "outcast", role = "none" }):up():up())
        return true
      end`),
    problem: /is wrong .* affiliation="outcast"/,
  },
  {
    fault: "an answer told to every session of the nick",
    lua: atProbes(`
      local occupant = room:get_occupant_by_real_jid(stanza.attr.from)
      if occupant then
        room:route_to_occupant(occupant, st.presence({ from = stanza.attr.to, id = stanza.attr.id, type = "unavailable" }))
        return true
      end`),
    problem: /did not ask for|is wrong/,
  },
  {
    fault: "hidden occupants told to whom the policy keeps them from",
    lua: `getmetatable(module:depends "muc".new_room("x@" .. module.host)).__index.get_presence_broadcast = function ()
      return { none = true, visitor = true, participant = true, moderator = true }
    end`,
    problem: /the answer of row 6 is wrong/,
  },
  {
    fault: "answers without the id of the probe",
    lua: atProbes("stanza.attr.id = nil"),
    problem: /is wrong/,
  },
];

describe("privacy finds", () => {
  for (const { fault, lua, problem } of LEAKS) {
    test(fault, async () => {
      const { failure } = await withPlanted(lua, (pluginPath) =>
        runPrivacy({ installation: INSTALLATION, pluginPath, seed: 1, rooms: ROOMS, endOnFailure: true }),
      );
      assert.ok(failure, "nothing was found");
      assert.ok(
        failure.findings.some((finding) => problem.test(`${finding.problem} ${finding.received ?? ""}`)),
        JSON.stringify(failure.findings),
      );
    });
  }
});

test("fuzz finds a crash, and the stanza", async () => {
  const lua = atProbes(`if stanza:get_child("d") then error("planted") end`);
  const { failure } = await withPlanted(lua, (pluginPath) =>
    runFuzz({ installation: INSTALLATION, pluginPath, seed: 1, stanzas: 1_000 }),
  );
  assert.match(failure?.problem ?? "", /planted/);
  assert.equal(failure?.stanzas.length, 1);
  assert.match(failure.stanzas[0]?.xml ?? "", /<d>/);
});

test("load finds an answer that is lost", async () => {
  const lua = `local seen = 0\n${atProbes("seen = seen + 1; if seen % 40 == 0 then return true end")}`;
  const { problems } = await withPlanted(lua, (pluginPath) =>
    runLoad({ installation: INSTALLATION, pluginPath, seed: 1, questions: 1_500, clients: 20 }),
  );
  assert.match(problems[0] ?? "", /was not answered/);
});
