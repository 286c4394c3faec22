// Modules of each kind, made from the packages of this repository in an empty folder, as by somebody who has never been here.
// Each kind is tried on the installed Prosody, and one of them on another release; with FULL=1 each on both.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { KIND_NAMES, namesOf } from "../src/kinds.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { freePort, installedProsody, whyNoReleases } from "prosody-launcher";
import { complaintsOfLuas } from "../../../tools/kit/luas.ts";
import { type Outcome, run, Workshop } from "./support.ts";

const IS_FULL = process.env.FULL === "1";
/** From the command that makes a module to its tests, all green. */
const MOST_SECONDS = 60;
const WATCH_MILLISECONDS = 60_000;

const installed = installedProsody();
/** A series that is not the installed one's. */
const OTHER_SERIES = installed?.version.startsWith("13.") === true ? "0.12" : "13.0";

/** The files that a package may have in it. */
const BELONGS: Readonly<Record<string, RegExp>> = {
  "converse-muc-people": /^build\/[\w-]+(\.js|\.d\.ts)$/,
  "create-prosody-module": /^build\/([\w-]+\.js|check-node\.cjs)$|^template\//,
  "prosody-launcher":
    /^build\/([\w-]+(\.js|\.d\.ts)|(busted|control)\/\w+(\.lua|\.d\.ts)|check-node(\.cjs|\.d\.cts))$/,
  "prosody-plugin-types":
    /^[\w./-]+\.d\.ts$|^plugin\/[\w-]+\.cjs$|^(editor|eslint|lua-to-ts|tstl-plugin)\.cjs$|^prosody-tsconfig\.json$|^[\d.]+\/(luacheck|luals\/[\w/-]+)\.lua$/,
  "scansion-runner": /^build\/[\w-]+(\.js|\.d\.ts)$|^coming-from-the-original\.md$/,
};
const BELONGS_TO_ALL = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];

describe("create-prosody-module", { skip: installed === undefined && "Prosody is not installed" }, () => {
  let workshop: Workshop;
  let seconds: number;

  before(() => {
    workshop = new Workshop();
  });

  after(() => {
    if (IS_FULL) record(seconds);
    rmSync(workshop.folder, { recursive: true, force: true });
  });

  /** Looks at the counts of a module's tests: of the spec, and of the script. */
  function assertGreen({ code, output }: Outcome): void {
    assert.equal(code, 0, output);
    assert.match(output, /^[1-9]\d* success\w* \/ 0 failures \/ 0 errors \/ 0 pending /m);
    assert.match(output, /^1 passed, 0 failed$/m);
  }

  test("is packed with what belongs to it, like the packages that it needs", () => {
    assert.deepEqual(workshop.packed.map(({ name }) => name).sort(), Object.keys(BELONGS));
    for (const { name, files } of workshop.packed) {
      const paths = files.map(({ path }) => path);
      const strangers = paths.filter((path) => !BELONGS[name]?.test(path) && !BELONGS_TO_ALL.includes(path));
      assert.deepEqual(strangers, [], name);
      for (const file of BELONGS_TO_ALL) assert.ok(paths.includes(file), `${name} has ${file}`);
    }
  });

  test("makes a module whose tests are green in less than a minute", async () => {
    const started = performance.now();
    const { code, output } = await workshop.create("my_muc");
    assert.equal(code, 0, output);
    assert.match(
      output,
      /^mod_my_muc is in my_muc\. Now:\n\n {2}cd my_muc\n {2}npm install\n {2}npm test\n/m,
    );
    const installation = await workshop.install("my_muc");
    assert.equal(installation.code, 0, installation.output);
    assertGreen(await workshop.npm("my_muc", "test"));
    seconds = (performance.now() - started) / 1000;
    assert.ok(seconds < MOST_SECONDS, `it took ${seconds.toFixed(1)} s`);
  });

  describe("makes a module of each kind", { concurrency: 2 }, () => {
    // The first one is there already.
    const others = KIND_NAMES.filter((kind) => kind !== "muc");
    const names = others.map((kind) => `my_${kind}`);

    before(async () => {
      for (const kind of others) {
        const { code, output } = await workshop.createAnother(`my_${kind}`, kind);
        assert.equal(code, 0, output);
        workshop.share("my_muc", `my_${kind}`);
      }
      assert.deepEqual(await workshop.build(names), { code: 0, output: "" });
    });

    for (const kind of KIND_NAMES) {
      if (kind !== "muc")
        test(`that is green: ${kind}`, async () => {
          assertGreen(await workshop.launch(`my_${kind}`));
        });

      if (IS_FULL || kind === "muc")
        test(
          `that is green on Prosody ${OTHER_SERIES}: ${kind}`,
          { skip: whyNoReleases() ?? false },
          async () => {
            assertGreen(await workshop.launch(`my_${kind}`, "--release", OTHER_SERIES));
          },
        );
    }

    test("with nothing of the template's own words", async () => {
      const words = [
        "-rIE",
        "NAME|PROVIDER|INSTALLATION|COMPATIBILITY",
        ...names,
        "--exclude-dir=node_modules",
      ];
      assert.equal((await run(workshop.folder, "grep", ...words)).output, "");
    });

    test("that every Lua loads", () => {
      const files = KIND_NAMES.map((kind) => {
        const { module } = namesOf(kind, `my_${kind}`);
        return join(workshop.folder, `my_${kind}`, "dist", `mod_${module}`, `mod_${module}.lua`);
      });
      assert.deepEqual(complaintsOfLuas(files), []);
    });

    test("without a fault for the linter", async () => {
      const folders = names.map((name) => `../${name}`);
      const { code, output } = await workshop.npm("my_muc", "lint", ...folders);
      assert.equal(code, 0, output);
    });
  });

  describe("makes a module that", { concurrency: 2 }, () => {
    test("fails its tests when it does not do what they say, on the release asked for", async () => {
      const source = join(workshop.folder, "my_component/mod_my_component/mod_my_component.ts");
      writeFileSync(source, readFileSync(source, "utf8").replace("${words}: ${text}", "${words} ${text}"));
      const release = whyNoReleases() === undefined ? ["--release", OTHER_SERIES] : [];
      const { code, output } = await workshop.npm("my_component", "test", ...release);
      assert.equal(code, 1, output);
      if (release.length > 0) assert.ok(output.includes(`\nProsody ${OTHER_SERIES}`), output);
      assert.match(output, /^0 successes \/ 1 failure \/ /m);
      assert.match(output, /_spec\.lua @ \d+ \(spec\/my_component_spec\.ts:\d+\)/);
      assert.match(output, /^0 passed, 1 failed$/m);
    });

    test("a running server has anew when it is saved", async () => {
      await watch("my_http", async (folder, comes) => {
        await comes("this server has it.");
        const source = join(folder, "mod_my_http/mod_my_http.ts");
        // As git and some editors save: a new file in the place of the old one. The next is written into it.
        copyFileSync(source, `${source}.new`);
        renameSync(`${source}.new`, source);
        await comes("The server has it.");
        appendFileSync(source, 'module.log("info", "saved anew");\n');
        await comes("saved anew");
        await comes("The server has it.");
      });
    });

    test("is packed as a rock", { skip: !existsSync("/usr/bin/luarocks") }, async () => {
      const { code, output } = await workshop.npm("my_muc", "rock");
      assert.equal(code, 0, output);
      const rock = join(workshop.folder, "my_muc", "mod_my_muc-scm-1.all.rock");
      const listed = await run(workshop.folder, "unzip", "-Z1", rock);
      assert.ok(listed.output.split("\n").includes("lua/mod_my_muc.lua"), listed.output);
    });
  });

  /** Has `npm run watch` run meanwhile; `comes` waits until it prints a text. */
  async function watch(
    name: string,
    meanwhile: (folder: string, comes: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const ports = ["--port", String(await freePort()), "--http-port", String(await freePort())];
    const folder = join(workshop.folder, name);
    // In a group of its own, which Ctrl-C ends as a whole.
    const watching = spawn("npm", ["run", "watch", "--", ...ports], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    });
    let output = "";
    watching.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    const comes = async (text: string): Promise<void> => {
      const deadline = Date.now() + WATCH_MILLISECONDS;
      while (!output.includes(text)) {
        assert.ok(
          Date.now() < deadline && watching.exitCode === null,
          `${text}: did not come after:\n${output}`,
        );
        await delay(50);
      }
    };
    try {
      await meanwhile(folder, comes);
    } finally {
      const exit = once(watching, "exit");
      process.kill(-(watching.pid ?? 0), "SIGINT");
      await exit;
    }
  }
});

/** Keeps how long it took for readers of the project. */
function record(seconds: number): void {
  const file = join(ROOT, "spec/results/create.md");
  const text = `# From nothing to a module whose tests are green

Written by \`make create\`: \`npm create prosody-module\`, \`npm install\` with what npm has in its cache, and \`npm test\`, on the
installed Prosody ${installed?.version ?? ""}: ${seconds.toFixed(1)} s.
`;
  writeFileSync(file, text);
}
