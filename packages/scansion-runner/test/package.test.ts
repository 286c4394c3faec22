// The scansion runner as the package that `npm pack` makes, in an empty folder, on each Node that it is for: what its README shows.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { npmProgram, ROOT, SHORT_RUN } from "../../../tools/kit/project.ts";
import { installedProsody, type ProsodyServer, startProsody } from "prosody-launcher";

const PACKAGE = join(ROOT, "packages/scansion-runner");
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const MAJORS = ["20", "22"];

/** A block of the README below a heading, the first or one after it, in a language or in none. */
function blockOf(heading: string, language = "", index = 0): string {
  const section = README.slice(README.indexOf(`\n## ${heading}\n`));
  const blocks = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))];
  const block = blocks[index]?.[1];
  assert.ok(block, `the README has no block below ${heading}`);
  return block;
}

/** The folder of a Node of some major version: this one, or one from npm; a reason where it is not to be had. */
function findNode(major: string, folder: string): { bin: string } | { missing: string } {
  if (process.versions.node.startsWith(`${major}.`)) return { bin: dirname(process.execPath) };
  mkdirSync(folder);
  // To install it would unpack all that it comes with.
  const unpack = `npm pack --silent node-${process.platform}-${process.arch}@${major} && tar -xzf *.tgz package/bin/node`;
  const { status, stderr } = spawnSync("sh", ["-c", unpack], { cwd: folder, encoding: "utf8" });
  if (status === 0) return { bin: join(folder, "package/bin") };
  const missing = `Node ${major} is not to be had: ${stderr.trim().split("\n").at(-1) ?? ""}`;
  if (process.env.CI === "true") throw new Error(missing);
  return { missing };
}

const prosody = installedProsody();
describe("The runner's package", { skip: prosody === undefined && "Prosody is not installed" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "runner-package-"));
  const user = join(folder, "user");
  let server: ProsodyServer;

  /** Runs a line of a shell as a user does, with one Node. */
  function shell(line: string, bin = dirname(process.execPath)) {
    const PATH = [bin, process.env.PATH].join(delimiter);
    // A test in a test is none to Node.
    const env = { ...process.env, PATH, NO_COLOR: "1", NODE_TEST_CONTEXT: undefined };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: user, env, encoding: "utf8" });
    return { status, output: stdout + stderr };
  }

  /** Puts the server's port into words of the README. */
  function here(text: string): string {
    return text.replaceAll("5222", String(server.c2sPort));
  }

  before(async () => {
    assert.ok(prosody);
    server = await startProsody({ installation: prosody, pluginPaths: [], mucModules: [] });
    const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: PACKAGE,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const file = /"filename": "(.*?)"/.exec(packed)?.[1] ?? "";
    mkdirSync(join(user, "spec/scansion"), { recursive: true });
    copyFileSync(join(folder, file), join(user, file));
    const [install = ""] = blockOf("Install and play", "sh").split("\n");
    assert.ok(install.endsWith(file), `${install} installs ${file}`);
    const { status, output } = shell(install);
    assert.equal(status, 0, output);
    for (const name of ["spec/scansion/greeting.scs", "greeting.scs"])
      writeFileSync(join(user, name), here(blockOf("Scripts")));
    writeFileSync(join(user, "play.mts"), here(blockOf("From code", "ts")));
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test("prints the usage that its README has", () => {
    assert.equal(shell("node_modules/.bin/scansion --help").output, blockOf("Usage"));
  });

  test("has types for those who use it from code, who need no others", () => {
    writeFileSync(join(user, "types.mts"), 'export * from "scansion-runner";\n');
    const typeRoots = join(ROOT, "node_modules/@types");
    for (const options of [
      "--lib es2023 types.mts",
      // The README's code, beside the types of Node and of a browser.
      `--skipLibCheck --types node --typeRoots '${typeRoots}' play.mts`,
    ]) {
      const tsc = ["node", ...SHORT_RUN, `'${npmProgram("tsc")}'`].join(" ");
      const { status, output } = shell(
        `${tsc} --noEmit --strict --target es2023 --module nodenext ${options}`,
      );
      assert.equal(status, 0, output);
    }
  });

  test("can be required, and runs no script when it is installed", () => {
    const code = 'const { parseScript } = require("scansion-runner"); console.log(typeof parseScript);';
    writeFileSync(join(user, "common.cjs"), code);
    assert.equal(shell("node common.cjs").output, "function\n");
    const { scripts } = JSON.parse(
      readFileSync(join(user, "node_modules/scansion-runner/package.json"), "utf8"),
    ) as { scripts: Record<string, string> };
    assert.deepEqual(Object.keys(scripts).toSorted(), ["build", "prepack"]);
  });

  test("plays as its README shows in node:test", () => {
    writeFileSync(join(user, "readme.test.mjs"), here(blockOf("From code", "ts", 1)));
    const { status, output } = shell("node --test readme.test.mjs");
    assert.equal(status, 0, output);
    assert.match(output, /pass 1\b/);
  });

  test("takes little more than an empty Node to start, where it is only asked for its version", () => {
    writeFileSync(join(user, "empty.mjs"), "");
    const cpu = (script: string): number => {
      const { output } = shell(`for i in 1 2 3 4 5 6; do node ${script} > /dev/null; done; times`);
      const children = output.trimEnd().split("\n").at(-1) ?? "";
      return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
        (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
        0,
      );
    };
    const empty = cpu("empty.mjs");
    const version = cpu("node_modules/scansion-runner/build/cli.js --version");
    assert.ok(version / empty < 2, `${version} s, and ${empty} s for an empty one`);
  });

  for (const major of MAJORS) {
    test(`plays the README's script and code on Node ${major}`, (context) => {
      const found = findNode(major, join(folder, `node-${major}`));
      if ("missing" in found) {
        context.skip(found.missing);
        return;
      }
      assert.match(shell("node --version", found.bin).output, new RegExp(`^v${major}\\.`));
      const [, play = ""] = blockOf("Install and play", "sh").split("\n");
      const played = shell(here(play), found.bin);
      assert.match(played.output, /^passed Romeo greets Juliet .*\n1 passed, 0 failed\n$/);
      assert.equal(played.status, 0);
      // The code has no types to strip.
      copyFileSync(join(user, "play.mts"), join(user, "play.mjs"));
      const { status, output } = shell("node play.mjs", found.bin);
      assert.match(output, /^<presence [^>]*from="romeo@localhost\/[^>]*\/>\n$/);
      assert.equal(status, 0);
    });
  }
});
