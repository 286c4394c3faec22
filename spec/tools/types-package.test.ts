import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fetchRelease, RELEASES, whyNoReleases } from "../../tools/prosody/releases.ts";
import { startProsody } from "../../tools/prosody/server.ts";
import { parseScript, runScript } from "../../tools/scansion/src/index.ts";

const TYPES = join(import.meta.dirname, "..", "..", "types");
const README = readFileSync(join(TYPES, "README.md"), "utf8");

const SCRIPT = `# The module of the README welcomes who enters

[Client] Romeo
	jid: romeo@localhost
	password: password

-----

Romeo connects

Romeo sends:
	<presence to="garden@conference.localhost/Romeo">
		<x xmlns="http://jabber.org/protocol/muc"/>
	</presence>

Romeo receives:
	<message type="groupchat" from="garden@conference.localhost">
		<body>Welcome, Romeo!</body>
	</message>

Romeo disconnects
`;

/** The code that the README shows below the name of its file. */
function exampleOf(fileName: string): string {
  const [, code] = README.split(`\`${fileName}\`:\n\n\`\`\``)[1]?.match(/^\w+\n([\s\S]*?)```/) ?? [];
  assert.ok(code, `the README shows ${fileName}`);
  return code;
}

function run(folder: string, command: string, ...parameters: string[]): string {
  return execFileSync(command, parameters, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

describe("the package of the declarations", { skip: whyNoReleases() ?? false }, () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "prosody-plugin-types-"));
    const [packed] = JSON.parse(run(TYPES, "npm", "pack", "--json", "--pack-destination", folder)) as {
      readonly filename: string;
    }[];
    assert.ok(packed);
    const versions = ["typescript@6.0.2", "typescript-to-lua@1.37.1"];
    writeFileSync(join(folder, "package.json"), "{}\n");
    run(
      folder,
      "npm",
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      `./${packed.filename}`,
      ...versions,
    );
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("builds the module of its README, which works in a running Prosody", async () => {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "tsconfig.json"), exampleOf("tsconfig.json"));
    writeFileSync(join(folder, "src", "mod_welcome.ts"), exampleOf("src/mod_welcome.ts"));
    run(folder, "npx", "--no-install", "tstl");
    const release = RELEASES.at(-1);
    assert.ok(release);
    const server = await startProsody({
      installation: await fetchRelease(release),
      pluginPaths: [join(folder, "mod_welcome")],
      mucModules: ["welcome"],
    });
    try {
      const result = await runScript(parseScript(SCRIPT, "welcome.scs"), { port: server.c2sPort });
      assert.equal(result.status, "passed", JSON.stringify(result) + server.log());
    } finally {
      await server.stop();
    }
  });

  test("says what is wrong with a module", () => {
    writeFileSync(
      join(folder, "src", "mod_welcome.ts"),
      'module.hook("muc-occupant-arrived", () => undefined);\n',
    );
    assert.throws(
      () => run(folder, "npx", "--no-install", "tsc", "--noEmit", "-p", "."),
      ({ stdout }: { readonly stdout: string }) => stdout.includes('"muc-occupant-arrived"'),
    );
  });
});
