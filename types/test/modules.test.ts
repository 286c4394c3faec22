import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { npmProgram, ROOT, TYPES } from "../../tools/kit/project.ts";
import {
  fetchRelease,
  NEWEST,
  type ProsodyServer,
  RELEASES,
  STABLE_RELEASES,
  startProsody,
  whyNoReleases,
} from "prosody-launcher";
import { parseScript, runScript } from "scansion-runner";
import { complaintsOfLuas } from "../../tools/kit/luas.ts";
import { ts } from "../../tools/kit/typescript.js";

const MODULES = join(import.meta.dirname, "modules");
const NAMES = readdirSync(MODULES).filter((name) => !name.includes("."));

/** Modules of rooms, and those that nobody could log in with; all others are loaded on the users' host. */
const OF_ROOMS = ["sample_hats", "sample_muc_hats", "welcome"];
const OF_ACCOUNTS = ["auth_sample_fixed", "auth_sample_jwt"];

/** The releases on which all of them are loaded and used. */
const SUITES = ["bookworm", NEWEST.suite];

const LOG_MILLISECONDS = 10_000;

const README = readFileSync(join(TYPES, "README.md"), "utf8");

/** Romeo enters a room with the module of the README, and gets one message, then the subject: nothing comes twice. */
const WELCOME = `# Who enters is welcomed, once

[Client] Romeo
	jid: romeo@localhost
	password: password

-----

Romeo connects

Romeo sends:
	<presence to="garden@conference.localhost/Romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>

Romeo receives:
	<presence from="garden@conference.localhost/Romeo"/>
	<message type="groupchat" from="garden@conference.localhost"><body>Welcome, Romeo!</body></message>
	<message type="groupchat"><subject/></message>

Romeo receives: nothing

Romeo disconnects
`;

/** The code that the README shows below the name of its file. */
function exampleOf(fileName: string): string {
  const [, code] = README.split(`\`${fileName}\`:\n\n\`\`\``)[1]?.match(/^\w+\n([\s\S]*?)```/) ?? [];
  assert.ok(code, `the README shows ${fileName}`);
  return code;
}

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

/** Unpacks the tarball of the declarations, beside what it needs. The suite `create` installs it as a user would. */
function installTypes(folder: string): void {
  const [packed] = JSON.parse(run(TYPES, "npm", "pack", "--json", "--pack-destination", folder)) as {
    readonly filename: string;
  }[];
  assert.ok(packed);
  const place = join(folder, "node_modules", "prosody-plugin-types");
  mkdirSync(place, { recursive: true });
  run(folder, "tar", "xzf", packed.filename, "--strip-components=1", "-C", place);
  for (const name of ["typescript", "typescript-to-lua", "lua-types", "@typescript-to-lua", "prettier"])
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
}

/** Asks the endpoint of one of them. */
async function useHttp(server: ProsodyServer): Promise<void> {
  const response = await fetch(`http://localhost:${server.httpPort}/sample`);
  assert.deepEqual(await response.json(), { path: "/sample", length: 0 });
}

/** Has Romeo enter a room, where the module of the README welcomes him. */
async function enterRoom(server: ProsodyServer): Promise<void> {
  const welcome = parseScript(WELCOME, "welcome.scs");
  const result = await runScript(welcome, { port: server.c2sPort, match: "exact" });
  assert.equal(result.status, "passed", JSON.stringify(result) + server.log());
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
  /** The folder for what is built, as the README has it. */
  let built: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "prosody-modules-"));
    built = join(folder, "mod_welcome");
    installTypes(folder);
    cpSync(MODULES, join(folder, "src"), { recursive: true });
    for (const file of ["tsconfig.json", "src/mod_welcome.ts"])
      writeFileSync(join(folder, file), exampleOf(file));
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

  test("build from the tarball, with the module of the README", () => {
    run(folder, npmProgram("tstl"));
    for (const name of NAMES) assert.ok(existsSync(join(built, name, `mod_${moduleOf(name)}.lua`)));
  });

  test("are loaded by every Lua", () => {
    const files = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".lua"),
    );
    assert.ok(files.length > NAMES.length);
    assert.deepEqual(complaintsOfLuas(files.map((file) => join(built, file))), []);
  });

  const SERIES = [
    ["0.11", "lua-types/5.1", "module.measure_event", "module.cron"],
    ["0.12", "prosody-plugin-types/lua", "module.cron", "module.may"],
    ["13.0", "prosody-plugin-types/lua-5.4", "module.may", "module.nothing"],
  ] as const;

  test("are tried with each stable series", () => {
    const stable = STABLE_RELEASES.map(({ series }) => series);
    assert.deepEqual(
      SERIES.map(([series]) => series),
      stable,
    );
  });

  for (const [series, lua, ours, newer] of SERIES) {
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
      writeFileSync(
        join(folder, "one.ts"),
        `// @ts-expect-error not there\n${newer};\n(${ours} satisfies object);\n`,
      );
      const { fileNames, options } = ts.parseJsonConfigFileContent(configuration, ts.sys, folder);
      const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options));
      assert.equal(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)), "");
    });
  }

  for (const release of RELEASES.filter(({ suite }) => SUITES.includes(suite))) {
    test(`are loaded and used on ${release.suite}`, async () => {
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
      });
      try {
        await enterRoom(server);
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
