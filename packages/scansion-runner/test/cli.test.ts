import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { parseStanza, type ScriptResult } from "scansion-runner";

const CLI = buildCommand("scansion-runner");
/** No server listens here: connecting is refused at once. */
const NO_SERVER = ["--host", "127.0.0.1", "--port", "1"];

const folder = mkdtempSync(join(tmpdir(), "scansion-"));
after(() => {
  rmSync(folder, { recursive: true });
});

function scansion(...args: string[]) {
  return run("", {}, ...args);
}

function run(input: string | Buffer, environment: NodeJS.ProcessEnv, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    input,
    env: { ...process.env, ...environment },
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
    assert.equal(scansion("-h").stdout, stdout);
  });

  test("takes the host by -h where there is something to play, as the original does, and says more on -v", () => {
    const file = writeScript("host.scs");
    const { status, stdout } = scansion("-v", "-h", "localhost", "--port", "1", file);
    assert.equal(status, 1);
    assert.ok(stdout.includes(`${file}:6: Romeo connects\n`), stdout);
    assert.ok(stdout.includes(" to localhost:1: "), stdout);
    assert.equal(scansion("-hlocalhost", "--port", "1", file).status, 1);
  });

  test("warns of what is not as it seems, where it plays the script, and in each report", () => {
    const file = writeScript("warned.scs");
    writeFileSync(file, readFileSync(file, "utf8").replace("\tpassword", "\tcustom_host: h\n\tpassword"));
    const warning = `${file}:4: warning: the unknown property custom_host does nothing; did you mean connect_host?`;
    assert.ok(scansion(...NO_SERVER, file).stdout.includes(`\n  ${warning}\n`));
    assert.ok(scansion(...NO_SERVER, "--tap", "-", file).stdout.includes(`\n# ${warning}\n`));
    assert.ok(
      scansion(...NO_SERVER, "--junit", "-", file).stdout.includes(`<system-out>${warning}</system-out>`),
    );
    const [result] = JSON.parse(scansion(...NO_SERVER, "--json", "-", file).stdout) as ScriptResult[];
    assert.equal(result?.warnings?.[0]?.line, 4);
    assert.ok(
      !scansion(...NO_SERVER, "--skip-tags", "x", "--name", "nobody", file).stdout.includes("warning"),
    );
  });

  const badUsage: [rule: string, ...args: string[]][] = [
    ["no file"],
    ["an unknown option", "--louder", "x.scs"],
    ["a port that is none", "--port", "http", "x.scs"],
    ["a time that is none", "--timeout", "soon", "x.scs"],
    ["a file that is not there", "x.scs"],
    ["a folder without scripts", mkdtempSync(join(folder, "empty-"))],
    ["a host and nothing to play", "-h", "localhost"],
    ["no host after -h", "x.scs", "-h"],
    ["an option in place of the host", "-h", "-v", "x.scs"],
  ];
  for (const [rule, ...args] of badUsage) {
    test(`exits with 2 on ${rule}, and says why`, () => {
      const { status, stderr } = scansion(...args);
      assert.equal(status, 2);
      assert.notEqual(stderr, "");
    });
  }

  test("fails an unreadable script alone, with file, line and cause, and plays the others", () => {
    const good = writeScript("good.scs");
    const bad = join(folder, "bad.txt");
    writeFileSync(bad, "# Bad\n[Client] R\n\tjid: r@x\n\tpassword: p\n---\nR sings\nR dances\n");
    const binary = join(folder, "binary.scs");
    writeFileSync(binary, Buffer.from([0x23, 0xc3, 0xa9, 0x0a, 0x23, 0xff, 0xfe]));
    const oldMac = join(folder, "old-mac.scs");
    writeFileSync(oldMac, Buffer.from([0x23, 0x0d, 0x23, 0x0d, 0x23, 0xff]));
    const { status, stdout, lastLine } = scansion(...NO_SERVER, good, bad, binary, oldMac);
    rmSync(binary);
    rmSync(oldMac);
    assert.ok(stdout.includes(`  ${oldMac}:3: cannot be read: not UTF-8\n`), stdout);
    assert.equal(status, 1);
    assert.ok(
      stdout.includes(
        `  ${bad}:6: cannot be read: unknown action of R: sings; did you mean sends?\n  ${bad}:7: unknown action of R: dances\n`,
      ),
      stdout,
    );
    assert.ok(stdout.includes(`  ${binary}:2: cannot be read: not UTF-8\n`), stdout);
    assert.ok(stdout.includes(`${good}:6: Romeo connects: cannot connect`), stdout);
    assert.equal(lastLine, "0 passed, 4 failed");
  });

  test("takes a script from standard input, and a folder as -d", () => {
    const file = writeScript("input.scs");
    const { stdout } = run(readFileSync(file), {}, ...NO_SERVER, "-");
    assert.match(stdout, /^failed input\.scs \(standard input, /);
    mkdirSync(join(folder, "given"), { recursive: true });
    writeScript("given/a.scs");
    assert.equal(scansion(...NO_SERVER, "-d", join(folder, "given")).lastLine, "0 passed, 1 failed");
  });

  test("stops at the first failure on --bail, and says how many it has not played", () => {
    const files = ["bail1.scs", "bail2.scs", "bail3.scs"].map((name) => writeScript(name));
    const { stdout, lastLine } = scansion(...NO_SERVER, "--bail", ...files);
    assert.equal(lastLine, "0 passed, 1 failed, 2 skipped");
    assert.ok(stdout.includes("stopped at the first failure; 2 of 3 were not played\n"), stdout);
  });

  test("plays scripts by their names, and exits with 2 where none has them", () => {
    const files = [writeScript("Thunder.scs"), writeScript("rain.scs")];
    assert.equal(
      scansion(...NO_SERVER, "--name", "THUND", ...files).lastLine,
      "0 passed, 1 failed, 1 skipped",
    );
    const { status, stderr } = scansion(...NO_SERVER, "--name", "snow", ...files);
    assert.equal(status, 2);
    assert.match(stderr, /nothing was played/);
  });

  test("prints its version", () => {
    assert.match(scansion("--version").stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test("colours what it prints as FORCE_COLOR and NO_COLOR say", () => {
    const file = writeScript("colourful.scs");
    const isColoured = (environment: NodeJS.ProcessEnv) =>
      run(
        "",
        { FORCE_COLOR: undefined, NO_COLOR: undefined, ...environment },
        ...NO_SERVER,
        file,
      ).stdout.includes("\u001b[");
    assert.equal(isColoured({}), false);
    assert.equal(isColoured({ FORCE_COLOR: "1" }), true);
    assert.equal(isColoured({ FORCE_COLOR: "0" }), false);
    assert.equal(isColoured({ NO_COLOR: "1" }), false);
    assert.equal(isColoured({ NO_COLOR: "1", FORCE_COLOR: "1" }), true);
  });

  test("reports as TAP and JUnit XML, on standard output too, in the order of the files", () => {
    const slow = writeScript("tagged <1>.scs", "slow");
    const files = [writeScript("z & y.scs"), slow, join(folder, "bad.txt")];
    const junit = join(folder, "report.xml");
    const { stdout, stderr } = scansion(
      ...NO_SERVER,
      "--skip-tags",
      "slow",
      "--tap",
      "-",
      "--junit",
      junit,
      ...files,
    );
    assert.match(stderr, /^0 passed, 2 failed, 1 skipped$/m);
    const points = stdout.split("\n").filter((line) => !line.startsWith("# "));
    assert.deepEqual(points, [
      "TAP version 13",
      "1..3",
      `not ok 1 - z & y.scs (${files[0] ?? ""})`,
      `ok 2 - tagged <1>.scs (${slow}) # SKIP by the filters`,
      `not ok 3 - bad.txt (${files[2] ?? ""})`,
      "",
    ]);
    const suite = parseStanza(readFileSync(junit, "utf8").replace(/^<\?.*\n/, "")).getChild("testsuite");
    assert.equal(suite?.attrs.failures, "2");
    const cases = suite.getChildren("testcase");
    assert.deepEqual(
      cases.map(({ attrs }) => String(attrs.name)),
      ["z & y.scs", "tagged <1>.scs", "bad.txt"],
    );
    assert.match(String(cases[0]?.getChild("failure")?.attrs.message), /cannot connect romeo@localhost/);
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
    writeFileSync(join(folder, "all", ".#hidden.scs"), "what an editor keeps for itself");
    const report = join(folder, "report.json");
    const { stdout } = scansion(...NO_SERVER, "--verbose", "--json", report, join(folder, "all"));
    const results = JSON.parse(readFileSync(report, "utf8")) as Record<string, unknown>[];
    assert.deepEqual(
      results.map(({ file, title, tags, status }) => ({ file, title, tags, status })),
      files
        .toSorted()
        .map((file) => ({ file, title: file.slice(folder.length + 1), tags: ["slow"], status: "failed" })),
    );
    for (const file of files) assert.ok(stdout.includes(`${file}:7: Romeo connects\n`));
  });

  test("exits with 1 where the report cannot be written, before it plays anything", () => {
    const report = join(folder, "no-such-folder", "report.json");
    const { status, stdout, stderr } = scansion(
      ...NO_SERVER,
      "--json",
      report,
      writeScript("unreported.scs"),
    );
    assert.equal(status, 1);
    assert.ok(stderr.startsWith(`scansion: cannot write the report to ${report}: ENOENT`), stderr);
    assert.equal(stdout, "");
  });

  const hasFullDevice = existsSync("/dev/full");
  test("exits with 1 where writing the report fails after the play", { skip: !hasFullDevice }, () => {
    const file = writeScript("unwritten.scs", "slow");
    const { status, stderr, lastLine } = scansion("--json", "/dev/full", "--skip-tags", "slow", file);
    assert.equal(lastLine, "0 passed, 0 failed, 1 skipped");
    assert.match(stderr, /^scansion: cannot write the report to \/dev\/full: ENOSPC.*\n$/);
    assert.equal(status, 1);
  });

  test("ends without a word where nobody reads what it prints", async () => {
    const child = spawn(process.execPath, [CLI, ...NO_SERVER, writeScript("unread.scs")]);
    child.stdout.destroy();
    let complaint = "";
    child.stderr.setEncoding("utf8").on("data", (text) => (complaint += String(text)));
    assert.deepEqual(await once(child, "close"), [1, null]);
    assert.equal(complaint, "");
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
