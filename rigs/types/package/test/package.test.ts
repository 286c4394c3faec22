import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { TYPES } from "../../../../tools/kit/project.ts";
import { fetchRelease, RELEASES, startProsody, whyNoReleases } from "prosody-launcher";
import { parseScript, runScript } from "scansion-runner";

const README = readFileSync(join(TYPES, "README.md"), "utf8");

/** Romeo enters a room and gets one message, then the subject: nothing comes twice. */
function scriptOf(body: string): string {
  return `# Who enters is told something, once

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
	<presence from="garden@conference.localhost/Romeo"/>

Romeo receives:
	<message type="groupchat" from="garden@conference.localhost">
		<body>${body}</body>
	</message>

Romeo receives:
	<message type="groupchat">
		<subject/>
	</message>

Romeo receives: nothing

Romeo disconnects
`;
}

/** A module with a library in a subfolder, which uses a library of Prosody's whose name looks like a file's. */
const LETTERS = {
  "mod_letters.ts": `import * as texts from "./lib/texts";

module.hook("muc-occupant-joined", (event) => {
  event.room.route_to_occupant(event.occupant, texts.write(event.room.jid));
});
`,
  "lib/texts.ts": `import * as json from "util.json";
import * as st from "util.stanza";

export function write(from: string): st.Stanza {
  return st.message({ type: "groupchat", from }, json.encode(["letter"]));
}
`,
};

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

  /** Builds the sources, and has somebody enter a room of a running Prosody with the module. */
  async function tryModule(name: string, sources: Record<string, string>, body: string): Promise<void> {
    writeFileSync(join(folder, "tsconfig.json"), exampleOf("tsconfig.json"));
    for (const [path, source] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, "src", path)), { recursive: true });
      writeFileSync(join(folder, "src", path), source);
    }
    run(folder, "node_modules/.bin/tstl");
    const release = RELEASES.at(-1);
    assert.ok(release);
    const server = await startProsody({
      installation: await fetchRelease(release),
      pluginPaths: [join(folder, "mod_welcome")],
      mucModules: [name],
    });
    try {
      const script = parseScript(scriptOf(body), `${name}.scs`);
      const result = await runScript(script, { port: server.c2sPort, match: "exact" });
      assert.equal(result.status, "passed", JSON.stringify(result) + server.log());
    } finally {
      await server.stop();
    }
  }

  test("builds the module of its README, which works in a running Prosody", async () => {
    const source = exampleOf("src/mod_welcome.ts");
    await tryModule("welcome", { "mod_welcome.ts": source }, "Welcome, Romeo!");
  });

  test("builds libraries in subfolders, which a running Prosody finds", async () => {
    await tryModule("letters", LETTERS, '["letter"]');
  });
});
