// The rock, as administrators install it: from a server, with Prosody's plugin installer, into an empty folder.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { type Installation, installedProsody, isOf, startProsody, toLua } from "prosody-launcher";
import { enter } from "../../tools/kit/room-clients.ts";
import { MODULE } from "../../tools/release/module.ts";
import { buildRocksServer } from "../../tools/release/rocks-server.ts";
import { INSTALLATIONS, logIn, MUC, probe } from "../live/support.ts";

const ROOM = `rock@${MUC}`;
const whyNoLuarocks = existsSync("/usr/bin/luarocks") ? false : "luarocks is not installed";

/** The plugin installer came with 0.12. */
function hasInstaller(installation: Installation): boolean {
  return !isOf(installation.version, "0.11");
}

function versionOfLua(installation: Installation): string {
  return installation.lua.replace("lua", "");
}

/** Starts a server that finds plugins in the installer's folder alone, and has somebody probe. */
async function assertProbesAreAnswered(installation: Installation, installerFolder: string): Promise<void> {
  const server = await startProsody({
    installation,
    pluginPaths: [],
    mucModules: ["muc_probe"],
    globalOptions: { installer_plugin_path: `/${relative(installation.root, installerFolder)}` },
  });
  try {
    const romeo = await logIn(server, "Romeo");
    await enter(romeo, ROOM, "Romeo");
    const answer = await probe(romeo, `${ROOM}/Nobody`);
    assert.equal(answer?.attrs.type, "unavailable");
    await romeo.disconnect();
    assert.doesNotMatch(server.log(), /\b(warn|error)\t/);
  } finally {
    await server.stop();
  }
}

describe("The rock", { skip: whyNoLuarocks }, () => {
  let folder: string;
  let rocks: string;
  let environment: NodeJS.ProcessEnv;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "rock-test-"));
    rocks = join(folder, "rocks");
    buildRocksServer(rocks);
    // No server but this: LuaRocks would also ask those of its configuration, over the network.
    const luarocksConfiguration = join(folder, "luarocks.lua");
    writeFileSync(luarocksConfiguration, `rocks_servers = ${toLua([rocks])}\n`);
    environment = { ...process.env, LUAROCKS_CONFIG: luarocksConfiguration };
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs `prosodyctl`, with a configuration that names the folder to install to. */
  async function prosodyctl(installerFolder: string, ...command: string[]): Promise<string> {
    const configuration = join(folder, "prosody.cfg.lua");
    const options = { installer_plugin_path: installerFolder, data_path: folder };
    const assignments = Object.entries(options).map(([name, value]) => `${name} = ${toLua(value)}`);
    writeFileSync(configuration, [...assignments, 'VirtualHost "localhost"', ""].join("\n"));
    const args = ["--root", "--config", configuration, ...command];
    const { stdout } = await promisify(execFile)("prosodyctl", args, { env: environment });
    return stdout;
  }

  const installed = installedProsody();
  test(
    "is installed by prosodyctl, and its name is all that Prosody needs",
    { skip: installed === undefined || !hasInstaller(installed) ? "no Prosody with an installer" : false },
    async () => {
      assert.ok(installed);
      const installerFolder = join(folder, "plugins");
      mkdirSync(installerFolder);
      const output = await prosodyctl(installerFolder, "install", `--server=${rocks}`, MODULE);
      assert.match(output, /mod_muc_probe \S+ is now installed/);
      assert.match(await prosodyctl(installerFolder, "list"), /mod_muc_probe/);
      await assertProbesAreAnswered(installed, installerFolder);
    },
  );

  for (const installation of INSTALLATIONS.filter(hasInstaller)) {
    // LuaRocks is not in their folders: this is the command that their prosodyctl would run.
    test(`is found by Prosody ${installation.name} where LuaRocks puts it`, async () => {
      const root = installation.root === "/" ? tmpdir() : join(installation.root, "tmp");
      const tree = mkdtempSync(join(root, "tree-"));
      try {
        const options = [
          `--lua-version=${versionOfLua(installation)}`,
          `--tree=${tree}`,
          `--server=${rocks}`,
        ];
        await promisify(execFile)("luarocks", [...options, "install", MODULE], { env: environment });
        await assertProbesAreAnswered(installation, tree);
      } finally {
        rmSync(tree, { recursive: true });
      }
    });
  }
});
