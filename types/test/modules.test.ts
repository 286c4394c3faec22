import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { TYPES } from "../../tools/kit/project.ts";
import {
  Control,
  fetchRelease,
  NEWEST,
  type ProsodyServer,
  RELEASES,
  startProsody,
  whyNoReleases,
} from "prosody-launcher";
import { complaintsOfLuas } from "../../tools/kit/luas.ts";

const MODULES = join(import.meta.dirname, "modules");
const NAMES = readdirSync(MODULES).filter((name) => !name.includes("."));

/** Modules of rooms, and those that nobody could log in with; all others are loaded on the users' host. */
const OF_ROOMS = ["sample_hats", "sample_muc_hats"];
const OF_ACCOUNTS = ["auth_sample_fixed", "auth_sample_jwt"];

/** The releases on which all of them are loaded and used. */
const SUITES = ["bookworm", NEWEST.suite];

const LOG_MILLISECONDS = 10_000;

/** The module that a folder of samples has: its name without `mod_`. */
function moduleOf(name: string): string {
  const file = readdirSync(join(MODULES, name)).find((entry) => entry.startsWith("mod_"));
  assert.ok(file, `${name} has a module`);
  return file.replace(/^mod_|\.ts$/g, "");
}

function run(folder: string, command: string, ...parameters: string[]): string {
  return execFileSync(command, parameters, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Installs the tarball of the declarations, with the transpiler, as a user would. */
function installTypes(folder: string): void {
  const [packed] = JSON.parse(run(TYPES, "npm", "pack", "--json", "--pack-destination", folder)) as {
    readonly filename: string;
  }[];
  assert.ok(packed);
  writeFileSync(join(folder, "package.json"), "{}\n");
  const packages = [`./${packed.filename}`, "typescript@6.0.2", "typescript-to-lua@1.37.1"];
  run(folder, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", ...packages);
}

/** Asks the endpoint of one of them. */
async function useHttp(server: ProsodyServer): Promise<void> {
  const response = await fetch(`http://localhost:${server.httpPort}/sample`);
  assert.deepEqual(await response.json(), { path: "/sample", length: 0 });
}

/** Joins a room, so that those who wait for it are used. */
async function useModules(server: ProsodyServer): Promise<void> {
  const control = await Control.connect(server);
  await control.evaluate(`
    local st, muc = require "util.stanza", prosody.hosts["conference.localhost"].modules.muc
    local room = muc.create_room("garden@conference.localhost")
    room:set_affiliation(true, "control@localhost", "member")
    local _, session = next(prosody.full_sessions)
    prosody.core_process_stanza(session, st.presence({ to = room.jid .. "/Control", from = session.full_jid })
      :tag("x", { xmlns = "http://jabber.org/protocol/muc" }))
    return "joined"`);
  control.close();
}

async function waitForLog(server: ProsodyServer, text: string): Promise<boolean> {
  const deadline = Date.now() + LOG_MILLISECONDS;
  while (Date.now() < deadline) {
    if (server.log().includes(text)) return true;
    await delay(50);
  }
  return false;
}

describe("modules of many kinds", { skip: whyNoReleases() ?? false }, () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "prosody-modules-"));
    installTypes(folder);
    cpSync(MODULES, join(folder, "src"), { recursive: true });
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("are twenty-six, without a cast or an assertion", () => {
    const sources = NAMES.flatMap((name) =>
      readdirSync(join(MODULES, name), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => readFileSync(join(MODULES, name, file), "utf8")),
    );
    assert.equal(NAMES.length, 26);
    assert.deepEqual(
      sources.filter((source) => /^(?!import).* as [A-Za-z]|\w!\.|\w!;|: any\b|@ts-/m.test(source)),
      [],
    );
  });

  test("build from the tarball", () => {
    const configuration = {
      extends: "prosody-plugin-types/prosody-tsconfig.json",
      compilerOptions: { rootDir: "src", outDir: "built", skipLibCheck: false },
      tstl: { luaPlugins: [{ name: "prosody-plugin-types/tstl-plugin.cjs" }] },
      include: ["src"],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
    run(folder, "node_modules/.bin/tstl");
    for (const name of NAMES) assert.ok(existsSync(join(folder, "built", name, `mod_${moduleOf(name)}.lua`)));
  });

  test("are loaded by every Lua", () => {
    const built = join(folder, "built");
    const files = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".lua"),
    );
    assert.ok(files.length > NAMES.length);
    assert.deepEqual(complaintsOfLuas(files.map((file) => join(built, file))), []);
  });

  for (const [series, lua] of [
    ["0.11", "lua-types/5.1"],
    ["0.12", "prosody-plugin-types/lua"],
    ["13.0", "prosody-plugin-types/lua-5.4"],
  ] as const) {
    test(`have declarations of ${series} in the tarball, with ${lua}`, () => {
      const configuration = {
        extends: "prosody-plugin-types/prosody-tsconfig.json",
        compilerOptions: {
          noEmit: true,
          skipLibCheck: false,
          types: [lua, "@typescript-to-lua/language-extensions", `prosody-plugin-types/${series}`],
        },
        files: ["one.ts"],
      };
      const newer = { "0.11": "module.cron", "0.12": "module.may", "13.0": "module.nothing" }[series];
      const ours = { "0.11": "module.measure_event", "0.12": "module.cron", "13.0": "module.may" }[series];
      writeFileSync(join(folder, "tsconfig.one.json"), JSON.stringify(configuration));
      writeFileSync(
        join(folder, "one.ts"),
        `// @ts-expect-error not there\n${newer};\n(${ours} satisfies object);\n`,
      );
      run(folder, "node_modules/.bin/tsc", "-p", "tsconfig.one.json");
    });
  }

  for (const suite of SUITES) {
    test(`are loaded and used on ${suite}`, async () => {
      const release = RELEASES.find((candidate) => candidate.suite === suite);
      assert.ok(release);
      const built = join(folder, "built");
      const modules = NAMES.map(moduleOf);
      const server = await startProsody({
        installation: await fetchRelease(release),
        pluginPaths: [built, ...NAMES.map((name) => join(built, name))],
        mucModules: OF_ROOMS,
        hostModules: [
          "pep",
          ...modules.filter((name) => !OF_ROOMS.includes(name) && !OF_ACCOUNTS.includes(name)),
        ],
        extraConfig:
          'VirtualHost "fixed.localhost"\nauthentication = "sample_fixed"\n' +
          'VirtualHost "jwt.localhost"\nauthentication = "sample_jwt"',
        httpPort: true,
        control: true,
      });
      try {
        await useModules(server);
        await useHttp(server);
        for (const name of NAMES) {
          assert.ok(await waitForLog(server, `sample works: ${name}`), `${name}:\n${server.log()}`);
        }
        assert.doesNotMatch(server.log(), /\berror\b.*(traceback|Unable to load)/i);
      } finally {
        await server.stop();
      }
    });
  }
});
