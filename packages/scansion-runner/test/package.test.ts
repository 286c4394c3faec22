// The scansion runner as the package that `npm pack` makes, in an empty folder, on each Node that it is for: what its README shows.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { npmProgram, ROOT } from "../../../tools/kit/project.ts";
import { installedProsody, type ProsodyServer, startProsody } from "prosody-launcher";

const PACKAGE = join(ROOT, "packages/scansion-runner");
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");
const MAJORS = ["20", "22"];

/** The first block of the README below a heading, in a language or in none. */
function blockOf(heading: string, language = ""): string {
  const section = README.slice(README.indexOf(`\n## ${heading}\n`));
  const [, block] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m").exec(section) ?? [];
  assert.ok(block, `the README has no block below ${heading}`);
  return block;
}

/** The folder of a Node of some major version: this one, or one from npm; a reason where it is not to be had. */
function findNode(major: string, folder: string): { bin: string } | { missing: string } {
  if (process.versions.node.startsWith(`${major}.`)) return { bin: dirname(process.execPath) };
  const name = `node-${process.platform}-${process.arch}`;
  const args = [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--prefix",
    folder,
    `${name}@${major}`,
  ];
  const { status, stderr } = spawnSync("npm", args, { encoding: "utf8" });
  if (status === 0) return { bin: join(folder, "node_modules", name, "bin") };
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
    const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), NO_COLOR: "1" };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", line], { cwd: user, env, encoding: "utf8" });
    return { status, output: stdout + stderr };
  }

  /** What the README says, but for the port. */
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

  test("has types for those who use it from code", () => {
    const types = join(ROOT, "node_modules/@types");
    const options = `--noEmit --strict --skipLibCheck --target es2023 --module nodenext --types node --typeRoots '${types}'`;
    const { status, output } = shell(`'${npmProgram("tsc")}' ${options} play.mts`);
    assert.equal(status, 0, output);
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
