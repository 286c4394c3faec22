import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../tools/scansion/src/cli.ts", import.meta.url));
/** No server listens here: connecting is refused at once. */
const NO_SERVER = ["--host", "127.0.0.1", "--port", "1"];

const folder = mkdtempSync(join(tmpdir(), "scansion-"));
after(() => {
  rmSync(folder, { recursive: true });
});

function scansion(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", CLI, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

/** Writes a script with tags that connects one client. */
function writeScript(name: string, ...tags: string[]): string {
  const file = join(folder, name);
  const header = [`# ${name}`, ...tags.map((tag) => `## ${tag}`)].join("\n");
  writeFileSync(
    file,
    `${header}\n[Client] Romeo\n\tjid: romeo@localhost\n\tpassword: secret\n---\nRomeo connects\n`,
  );
  return file;
}

describe("The command", () => {
  test("prints its usage on --help", () => {
    const { status, stdout } = scansion("--help");
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: scansion/);
  });

  const badUsage: [rule: string, ...args: string[]][] = [
    ["no file"],
    ["an unknown option", "--louder", "x.scs"],
    ["a port that is none", "--port", "http", "x.scs"],
    ["a time that is none", "--timeout", "soon", "x.scs"],
    ["a file that is not there", "x.scs"],
    ["a folder without scripts", mkdtempSync(join(folder, "empty-"))],
  ];
  for (const [rule, ...args] of badUsage) {
    test(`exits with 2 on ${rule}, and says why`, () => {
      const { status, stderr } = scansion(...args);
      assert.equal(status, 2);
      assert.notEqual(stderr, "");
    });
  }

  test("exits with 2 on an unreadable script, names file and line, and plays none", () => {
    const good = writeScript("good.scs");
    const bad = join(folder, "bad.txt");
    writeFileSync(bad, "# Bad\n[Client] R\n\tjid: r@x\n\tpassword: p\n---\nR sings\n");
    const { status, stdout, stderr } = scansion(...NO_SERVER, good, bad);
    assert.equal(status, 2);
    assert.equal(stderr, `${bad}:6: unknown action of R: sings\n`);
    assert.equal(stdout, "");
  });

  test("exits with 1 where there is no server, which it names with the script's line", () => {
    const file = writeScript("lonely.scs");
    const { status, stdout, lastLine } = scansion(...NO_SERVER, file);
    assert.equal(status, 1);
    assert.ok(stdout.includes(`${file}:6: Romeo connects: cannot connect romeo@localhost to 127.0.0.1:1: `));
    assert.equal(lastLine, "0 passed, 1 failed");
  });

  test("plays every script below a folder, sorted, tells each action on --verbose, and reports to a file", () => {
    mkdirSync(join(folder, "all", "deep"), { recursive: true });
    const files = ["all/b.scs", "all/deep/c.scs", "all/a.scs"].map((name) => writeScript(name, "slow"));
    writeFileSync(join(folder, "all", "readme.txt"), "not a script");
    const report = join(folder, "report.json");
    const { stdout } = scansion(...NO_SERVER, "--verbose", "--report", report, join(folder, "all"));
    const results = JSON.parse(readFileSync(report, "utf8")) as Record<string, unknown>[];
    assert.deepEqual(
      results.map(({ file, title, tags, status }) => ({ file, title, tags, status })),
      files
        .toSorted()
        .map((file) => ({ file, title: file.slice(folder.length + 1), tags: ["slow"], status: "failed" })),
    );
    for (const file of files) assert.ok(stdout.includes(`${file}:7: Romeo connects\n`));
  });

  test("exits with 2 where the report cannot be written, before it plays anything", () => {
    const report = join(folder, "no-such-folder", "report.json");
    const { status, stdout, stderr } = scansion(
      ...NO_SERVER,
      "--report",
      report,
      writeScript("unreported.scs"),
    );
    assert.equal(status, 2);
    assert.ok(stderr.startsWith(`scansion: cannot write the report to ${report}: ENOENT`), stderr);
    assert.equal(stdout, "");
  });

  const hasFullDevice = existsSync("/dev/full");
  test("exits with 1 where writing the report fails after the play", { skip: !hasFullDevice }, () => {
    const file = writeScript("unwritten.scs", "slow");
    const { status, stderr, lastLine } = scansion("--report", "/dev/full", "--skip-tags", "slow", file);
    assert.equal(lastLine, "0 passed, 0 failed, 1 skipped");
    assert.match(stderr, /^scansion: cannot write the report to \/dev\/full: ENOSPC.*\n$/);
    assert.equal(status, 1);
  });

  test("skips scripts by their tags, and counts them", () => {
    const files = [
      writeScript("untagged.scs"),
      writeScript("slow.scs", "slow"),
      writeScript("needy.scs", "requires: presencebroadcast"),
    ];
    const lastLine = (...args: string[]) => scansion(...NO_SERVER, ...args, ...files).lastLine;
    assert.equal(lastLine("--skip-tags", "slow"), "0 passed, 2 failed, 1 skipped");
    assert.equal(lastLine("--skip-tags", "slow,requires"), "0 passed, 1 failed, 2 skipped");
    assert.equal(
      lastLine("--only-tags", "slow", "--only-tags", "requires:presencebroadcast"),
      "0 passed, 2 failed, 1 skipped",
    );
    assert.equal(lastLine("--only-tags", "requires: other"), "0 passed, 0 failed, 3 skipped");
  });
});
