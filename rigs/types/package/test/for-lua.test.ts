import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, describe, test } from "node:test";
import { fetchRelease, STABLE_RELEASES, whyNoReleases } from "prosody-launcher";
import { complaintsOfLuas } from "../../../../tools/kit/luas.ts";
import { TYPES } from "../../../../tools/kit/project.ts";
import { fetchModules } from "../../../foreign/packages.ts";
import "../build.ts";

/** The folder of Prosody's modules in an unpacked release. */
const MODULES = "usr/lib/prosody/modules";

/** Debian's community modules that do what they should not, with what that is. */
const FAULTS: Readonly<Record<string, string>> = {
  mod_broadcast: "accessing undefined variable 'st'",
  mod_host_guard: "accessing undefined variable 'configmanager'",
  mod_register_json: "accessing undefined variable 'datamanager'",
  // These two keep what they count in the server's own table.
  mod_server_status: "accessing undefined field 'stanza_counter' of global 'prosody'",
  mod_stanza_counter: "setting undefined field 'stanza_counter' of global 'prosody'",
};

const PLANTED = `module:hok("message/bare", function () end);
module.name = "other";
prosody.evnts.fire_event("a");
prosody.events.fire_evnt("a");
print(hots["localhost"]);
module:cron{ when = "daily", run = print };
function module.unload() end
print(prosody.hosts["localhost"].sessions, module.environment.mine);
module.environment.mine = true;
`;

describe("what is made for those who write Lua", { skip: whyNoReleases() ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), "types-for-lua-"));

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs luacheck, and returns its warnings as `module: message`. */
  function complaints(series: string, path: string): string[] {
    const configuration = join(folder, `${series}.luacheckrc`);
    writeFileSync(
      configuration,
      `stds.prosody = dofile "${join(TYPES, series, "luacheck.lua")}"
std = "max+prosody"
allow_defined_top = true
only = { "1" }
ignore = { "131" }
`,
    );
    const parameters = ["--config", configuration, "--no-color", "--formatter", "plain", path];
    const { stdout, status, error } = spawnSync("luacheck", parameters, { encoding: "utf8" });
    assert.ifError(error);
    assert.ok(status === 0 || status === 1, stdout);
    const lines = stdout.split("\n").filter((line) => line !== "");
    return lines.map((line) => {
      const [, file = "", message = ""] = /^(.*?):\d+:\d+: (.*)$/.exec(line) ?? [];
      const [module = ""] = relative(path, file).split("/");
      return `${module.replace(/\.lua$/, "")}: ${message}`;
    });
  }

  for (const release of STABLE_RELEASES) {
    test(`luacheck finds nothing in Prosody's own modules on ${release.suite}`, async () => {
      const { root } = await fetchRelease(release);
      assert.deepEqual(complaints(release.series, join(root, MODULES)), []);
    });
  }

  test("luacheck finds what is wrong with Debian's community modules, and nothing else", async () => {
    const found = complaints("0.12", join(await fetchModules("bookworm"), MODULES));
    const [unknown, known] = [false, true].map((isKnown) =>
      found.filter((line) => Object.hasOwn(FAULTS, line.split(":")[0] ?? "") === isKnown),
    );
    assert.deepEqual(unknown, []);
    for (const [module, message] of Object.entries(FAULTS)) {
      assert.ok(known?.includes(`${module}: ${message}`), module);
    }
  });

  test("luacheck finds mistakes, by release", () => {
    const file = join(folder, "mod_planted.lua");
    writeFileSync(file, PLANTED);
    const mistakes = [
      "accessing undefined field 'hok' of global 'module'",
      "setting read-only field 'name' of global 'module'",
      "accessing undefined field 'evnts.fire_event' of global 'prosody'",
      "accessing undefined field 'events.fire_evnt' of global 'prosody'",
      "accessing undefined variable 'hots'",
    ];
    const found = (series: string): string[] =>
      complaints(series, file).map((line) => line.replace(/^.*?: /, ""));
    assert.deepEqual(found("13.0"), mistakes);
    assert.deepEqual(found("0.11"), [...mistakes, "accessing undefined field 'cron' of global 'module'"]);
  });

  test("definitions for lua-language-server are Lua, and hold what the declarations do", () => {
    const luals = join(TYPES, "13.0", "luals");
    const read = (name: string): string => readFileSync(join(luals, name), "utf8");
    const names = readdirSync(luals, { recursive: true, encoding: "utf8" });
    const files = names.filter((name) => name.endsWith(".lua")).map((name) => join(luals, name));
    assert.deepEqual(complaintsOfLuas(files), []);
    assert.match(read("globals.lua"), /^---@type ProsodyModuleApi\nmodule = \{\}$/m);
    assert.match(read("globals.lua"), /^---@field get_name \(fun\(self\): string\) # Its name/m);
    assert.match(
      read("util/jid.lua"),
      /^---@type \(fun\(node: \(nil\|string\), host: string, resource\?: \(nil\|string\)\): string\)\nM\.join = nil$/m,
    );
  });
});
