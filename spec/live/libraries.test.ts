// Counts on running servers how often each file of the plugin is loaded.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Control, type ProsodyServer, startProsody } from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { INSTALLATIONS, MUC } from "./support.ts";

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

for (const installation of INSTALLATIONS) {
  describe(`Prosody ${installation.version}`, () => {
    let server: ProsodyServer;
    let control: Control;

    before(async () => {
      server = await startProsody({
        installation,
        pluginPaths: [PLUGIN_PATH],
        mucModules: ["muc_probe"],
        control: true,
      });
      control = await Control.connect(server);
    });

    after(async () => {
      control.close();
      await server.stop();
    });

    async function countLoads(): Promise<ReadonlyMap<string, number>> {
      const lines = (await control.evaluate(COUNT_LOADS)).split("\n").map((line) => line.split(" "));
      return new Map(lines.map(([name = "", times]) => [name, Number(times)]));
    }

    test("loads each file of the plugin once, and anew after a reload", async () => {
      const files = readdirSync(join(PLUGIN_PATH, "mod_muc_probe")).map((name) => `mod_muc_probe/${name}`);
      const libraries = ["muc/occupant.lib.lua", "muc/util.lib.lua"];
      for (let reload = 1; reload <= 2; reload += 1) {
        const loads = await countLoads();
        assert.deepEqual([...loads.keys()].sort(), [...files, ...libraries].sort());
        assert.deepEqual([...new Set(loads.values())], [1]);
      }
    });
  });
}
