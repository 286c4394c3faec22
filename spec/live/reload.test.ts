// A running server gets what a build has changed.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
  installedProsody,
  MODULES_WITH_SHELL,
  type ProsodyServer,
  reloadPlugins,
  startProsody,
} from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";

const installation = installedProsody();

describe("A build", { skip: installation === undefined && "Prosody is not installed" }, () => {
  let folder: string;
  let server: ProsodyServer;
  let entry: string;

  before(async () => {
    assert.ok(installation);
    folder = join(mkdtempSync(join(tmpdir(), "reload-")), "dist");
    cpSync(PLUGIN_PATH, folder, { recursive: true });
    entry = join(folder, "mod_muc_probe/mod_muc_probe.lua");
    server = await startProsody({
      installation,
      pluginPaths: [folder],
      mucModules: ["muc_probe"],
      globalOptions: { modules_enabled: MODULES_WITH_SHELL },
    });
  });

  after(async () => {
    await server.stop();
    rmSync(join(folder, ".."), { recursive: true });
  });

  function reloadBuilt(): Promise<void> {
    return reloadPlugins(server, [folder]);
  }

  test("is loaded by the server that make watch keeps up", async () => {
    const code = readFileSync(entry, "utf8");
    assert.doesNotMatch(server.log(), /built by the test/);
    writeFileSync(entry, `${code}\nmodule:log("info", "built by the test");\n`);
    await reloadBuilt();
    assert.match(server.log(), /built by the test/);
  });

  test("that does not load is told as the shell tells it", async () => {
    writeFileSync(entry, "this is no Lua");
    await assert.rejects(reloadBuilt, /syntax error/);
  });

  test("that is right again is loaded, also where the one before did not load at all", async () => {
    const code = readFileSync(join(PLUGIN_PATH, "mod_muc_probe/mod_muc_probe.lua"), "utf8");
    writeFileSync(entry, 'error("not today")');
    await assert.rejects(reloadBuilt, /not today/);
    writeFileSync(entry, `${code}\nmodule:log("info", "right again");\n`);
    await reloadBuilt();
    assert.match(server.log(), /right again/);
  });
});
