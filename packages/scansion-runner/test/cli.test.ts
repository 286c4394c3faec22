// The command: what it takes, what it says, and what its reports hold, in a run that ends early too.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Element, parseStanza, type ScriptResult } from "scansion-runner";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { scansion, toOutcome } from "./command.ts";
import { FakeServer, hospitable } from "./fake-xmpp-server.ts";

/** The command of a process of its own, for what only a process shows: signals, pipes, standard input. */
const CLI = buildCommand("scansion-runner");
/** No server listens here: connecting is refused at once. */
const NO_SERVER = ["--host", "127.0.0.1", "--port", "1"];

const folder = mkdtempSync(join(tmpdir(), "scansion-"));
let server: FakeServer;
let HERE: string[];
before(async () => {
  server = await FakeServer.follow(hospitable);
  HERE = ["--port", String(server.port)];
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Writes a script of one client who connects, and does more. Its tags go with its title. */
function write(name: string, more = "", title = name): string {
  const file = join(folder, `${name}.scs`);
  mkdirSync(join(file, ".."), { recursive: true });
  const cast = `[Client] Romeo\n\tjid: ${basename(name).replaceAll(/\W/g, "_")}@localhost\n\tpassword: s3cret\n---\n`;
  writeFileSync(file, `# ${title}\n${cast}Romeo connects\n${more}`);
  return file;
}

const WAIT = 'Romeo receives:\n\t<message id="never"/>\n';

/** Starts the command in a process of its own. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args]);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (said.out += String(text)));
  child.stderr.setEncoding("utf8").on("data", (text) => (said.err += String(text)));
  const ended = once(child, "close").then(([code]) => toOutcome(code as number | null, said.out, said.err));
  return { child, said, ended };
}

/** Waits until something is so, for a while. */
async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isSo()) {
    assert.ok(performance.now() < deadline, "what was waited for did not happen");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const reports = {
  junit: join(folder, "report.xml"),
  tap: join(folder, "report.tap"),
  json: join(folder, "report.json"),
};
const REPORT_ARGS = Object.entries(reports).flatMap(([format, path]) => [`--${format}`, path]);

/** Has parsers that others wrote read the reports, where they are installed. */
function assertOthersRead(): void {
  if (hasProgram("xmllint")) execFileSync("xmllint", ["--noout", reports.junit]);
  if (!hasProgram("perl", "-MTAP::Parser", "-e1")) return;
  const read =
    '$p = TAP::Parser->new({ source => shift }); $p->run; print join " ", $p->tests_planned, $p->tests_run, scalar $p->parse_errors';
  const output = execFileSync("perl", ["-MTAP::Parser", "-e", read, reports.tap], { encoding: "utf8" });
  assert.match(output, /^(\d+) \1 0$/, "planned, run, errors");
}

function hasProgram(name: string, ...args: string[]): boolean {
  return spawnSync(name, args.length > 0 ? args : ["--version"]).status === 0;
}

/** Reports of runs in which the first script passes, the second fails, and others are skipped; the run may be over early. */
function reportsOf(
  failure: string,
  skipped: readonly string[],
  bail?: string,
): ReturnType<typeof readReports> {
  const skips = skipped.map((reason, index) => `ok ${index + 3} # SKIP ${reason}`);
  const plan = `1..${skipped.length + 2}`;
  return {
    junit: ["passed", `failure ${failure}`, ...skipped.map((reason) => `skipped ${reason}`)],
    tap: ["TAP version 13", plan, "ok 1", "not ok 2", ...skips, ...(bail ? [`Bail out! ${bail}`] : [])],
    json: ["passed", `failed ${failure}`, ...skipped.map((reason) => `skipped ${reason}`)],
  };
}

/** Reads the outcome of each script, and its reason, from the three reports. */
function readReports(): { junit: string[]; tap: string[]; json: string[] } {
  const suite = parseStanza(readFileSync(reports.junit, "utf8").replace(/^<\?.*\n/, "")).getChild(
    "testsuite",
  );
  const outcome = (element: Element): string => {
    const [child] = element.getChildElements();
    return child ? `${child.name} ${String(child.attrs.message).replace(/^.*?:\d+: /, "")}` : "passed";
  };
  const lines = readFileSync(reports.tap, "utf8").trimEnd().split("\n");
  const results = JSON.parse(readFileSync(reports.json, "utf8")) as ScriptResult[];
  assertOthersRead();
  return {
    junit: suite?.getChildren("testcase").map(outcome) ?? [],
    tap: lines.filter((line) => !line.startsWith("#")).map((line) => line.replace(/ - \S+ \(.*?\)/, "")),
    json: results.map((result) =>
      result.status === "skipped"
        ? `skipped ${result.reason ?? ""}`
        : result.status === "failed"
          ? `failed ${result.failure.message}`
          : result.status,
    ),
  };
}

describe("The command", () => {
  test("takes -h for help where it is alone, and for the host elsewhere, as the original does", async () => {
    assert.match((await scansion(["-h"])).out, /^Usage: scansion/);
    const file = write("host");
    const { code, out } = await scansion(["-v", "-h", "localhost", "--port", "1", file]);
    assert.equal(code, 1);
    assert.ok(out.includes(`${file}:6: Romeo connects\n`), out);
    assert.ok(out.includes(" to localhost:1: "), out);
    assert.ok((await scansion(["-hlocalhost", "--port", "1", file])).out.includes(" to localhost:1: "));
  });

  test("warns of what is not as it seems, where it plays the script, and in each report", async () => {
    const file = write("warned");
    writeFileSync(file, readFileSync(file, "utf8").replace("\tpassword", "\tcustom_host: h\n\tpassword"));
    const warning = `${file}:4: warning: the unknown property custom_host does nothing; did you mean connect_host?`;
    for (const [args, shown] of [
      [[], `\n  ${warning}\n`],
      [["--tap", "-"], `\n# ${warning}\n`],
      [["--junit", "-"], `<system-out>${warning}</system-out>`],
    ] as const)
      assert.ok((await scansion([...NO_SERVER, ...args, file])).out.includes(shown));
    const { out } = await scansion([...NO_SERVER, "--json", "-", file]);
    assert.equal((JSON.parse(out) as ScriptResult[])[0]?.warnings?.[0]?.line, 4);
    const skipped = await scansion([...NO_SERVER, "--skip-tags", "x", "--name", "nobody", file]);
    assert.ok(!skipped.out.includes("warning"));
  });

  const badUsage: [complaint: RegExp, ...args: string[]][] = [
    [/no FILE or FOLDER given$/m],
    [/Unknown option '--louder'/, "--louder", "x.scs"],
    [/--port: http is not a port$/m, "--port", "http", "x.scs"],
    [/--timeout: soon is not a number of seconds up to 86400$/m, "--timeout", "soon", "x.scs"],
    [/no such file or folder: x\.scs$/m, "x.scs"],
    [/no script \(\*\.scs\) found in /, mkdtempSync(join(folder, "empty-"))],
    [/no FILE or FOLDER given: -h took localhost for the host$/m, "-h", "localhost"],
    [/argument missing/, "x.scs", "-h"],
    [/ambiguous/, "-h", "-v", "x.scs"],
    [/two reports go to standard output: only one can$/m, "--tap", "-", "--junit", "-", "x.scs"],
    [/two reports go to x: only one can$/m, "--tap", "x", "--tap", "x", "x.scs"],
  ];
  for (const [complaint, ...args] of badUsage) {
    test(`exits with 2, and says why: ${complaint.source}`, async () => {
      const { code, err } = await scansion(args);
      assert.equal(code, 2);
      assert.match(err, complaint);
    });
  }

  test("fails an unreadable script alone, with file, line and cause, and plays the others", async () => {
    const good = write("good");
    const bad = join(folder, "bad.txt");
    writeFileSync(bad, "# Bad\n[Client] R\n\tjid: r@x\n\tpassword: p\n---\nR sings\nR dances\n");
    const binary = join(folder, "binary.scs");
    writeFileSync(binary, Buffer.from([0x23, 0xc3, 0xa9, 0x0a, 0x23, 0xff, 0xfe]));
    const oldMac = join(folder, "old-mac.scs");
    writeFileSync(oldMac, Buffer.from([0x23, 0x0d, 0x23, 0x0d, 0x23, 0xff]));
    const { code, out, lastLine } = await scansion([...NO_SERVER, good, bad, binary, oldMac]);
    assert.equal(code, 1);
    assert.equal(lastLine, "0 passed, 4 failed");
    for (const line of [
      `${good}:6: Romeo connects: cannot connect good@localhost to 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1`,
      `${bad}:6: cannot be read: unknown action of R: sings; did you mean sends?`,
      `${bad}:7: unknown action of R: dances`,
      `${binary}:2: cannot be read: not UTF-8`,
      `${oldMac}:3: cannot be read: not UTF-8`,
    ])
      assert.ok(out.includes(`  ${line}\n`), out);
  });

  test("takes a script from standard input", () => {
    const input = readFileSync(write("input"));
    const { stdout } = spawnSync(process.execPath, [CLI, ...NO_SERVER, "-"], { input, encoding: "utf8" });
    assert.match(stdout, /^failed input \(standard input, /);
  });

  test("plays every script below a folder, sorted, tells each action on --verbose, and reports to a file", async () => {
    const files = ["all/b", "all/deep/c", "all/a"].map((name) => write(name, "", `${name}\n## slow`));
    writeFileSync(join(folder, "all", "readme.txt"), "not a script");
    writeFileSync(join(folder, "all", ".#hidden.scs"), "what an editor keeps for itself");
    const { out } = await scansion([
      ...NO_SERVER,
      ...["--verbose", "--json", reports.json, "-d", join(folder, "all")],
    ]);
    const results = JSON.parse(readFileSync(reports.json, "utf8")) as Record<string, unknown>[];
    assert.deepEqual(
      results.map(({ file, title, tags, status }) => ({ file, title, tags, status })),
      files.toSorted().map((file) => ({
        file,
        title: file.slice(folder.length + 1, -".scs".length),
        tags: ["slow"],
        status: "failed",
      })),
    );
    for (const file of files) assert.ok(out.includes(`${file}:7: Romeo connects\n`));
  });

  test("plays scripts by their names and tags, and counts those it skips", async () => {
    const files = [
      write("Thunder"),
      write("rain", "", "rain\n## slow"),
      write("hail", "", "hail\n## requires: presencebroadcast"),
    ];
    for (const [args, lastLine] of [
      [["--name", "THUND"], "0 passed, 1 failed, 2 skipped"],
      [["--skip-tags", "slow"], "0 passed, 2 failed, 1 skipped"],
      [["--skip-tags", "slow,requires"], "0 passed, 1 failed, 2 skipped"],
      [["--only-tags", "slow", "--only-tags", "requires:presencebroadcast"], "0 passed, 2 failed, 1 skipped"],
      [["--only-tags", "requires: other"], "0 passed, 0 failed, 3 skipped"],
    ] as const)
      assert.equal((await scansion([...NO_SERVER, ...args, ...files])).lastLine, lastLine);
    const { code, err } = await scansion([...NO_SERVER, "--name", "snow", ...files]);
    assert.equal(code, 2);
    assert.match(err, /nothing was played/);
  });

  test("fails on what was skipped, for whatever reason, with --fail-on-skipped", async () => {
    const files = [write("one"), write("two")];
    assert.equal((await scansion([...HERE, "--name", "one", ...files])).code, 0);
    const { code, err } = await scansion([...HERE, "--fail-on-skipped", "--name", "one", ...files]);
    assert.equal(code, 1);
    assert.match(err, /skipped, with --fail-on-skipped: 1 of 2/);
    assert.equal((await scansion([...HERE, "--fail-on-skipped", ...files])).code, 0);
  });

  test("prints its version", async () => {
    assert.match((await scansion(["--version"])).out, /^\d+\.\d+\.\d+\n$/);
  });

  test("colours what it prints as FORCE_COLOR and NO_COLOR say", async () => {
    const file = write("colourful");
    for (const [env, isColoured] of [
      [{}, false],
      [{ FORCE_COLOR: "1" }, true],
      [{ FORCE_COLOR: "0" }, false],
      [{ NO_COLOR: "1" }, false],
      [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true],
    ] as const)
      assert.equal((await scansion([...NO_SERVER, file], env)).out.includes("\u001b["), isColoured);
  });

  test("reports as TAP and JUnit XML, on standard output too, in the order of the files", async () => {
    const bad = join(folder, "worse.txt");
    writeFileSync(bad, "");
    const files = [write("z & y"), write("tagged <1>", "", "tagged <1>\n## slow"), bad];
    const args = ["--skip-tags", "slow", "--tap", "-", "--junit", reports.junit, ...files];
    const { out, err } = await scansion([...NO_SERVER, ...args]);
    assert.match(err, /^0 passed, 2 failed, 1 skipped$/m);
    assert.deepEqual(
      out.split("\n").filter((line) => !line.startsWith("# ")),
      [
        "TAP version 13",
        "1..3",
        `not ok 1 - z & y (${files[0] ?? ""})`,
        `ok 2 - tagged <1> (${files[1] ?? ""}) # SKIP by the filters`,
        `not ok 3 - worse.txt (${bad})`,
        "",
      ],
    );
    const suite = parseStanza(readFileSync(reports.junit, "utf8").replace(/^<\?.*\n/, "")).getChild(
      "testsuite",
    );
    assert.equal(suite?.attrs.failures, "2");
    assert.deepEqual(
      suite.getChildren("testcase").map(({ attrs }) => String(attrs.name)),
      ["z & y", "tagged <1>", "worse.txt"],
    );
  });

  test("exits with 1 where the report cannot be written, before it plays anything", async () => {
    const report = join(folder, "no-such-folder", "report.json");
    const { code, out, err } = await scansion([...NO_SERVER, "--json", report, write("unreported")]);
    assert.equal(code, 1);
    assert.ok(err.startsWith(`scansion: cannot write the report to ${report}: ENOENT`), err);
    assert.equal(out, "");
  });

  const hasFullDevice = existsSync("/dev/full");
  test("exits with 1 where writing the report fails after the play", { skip: !hasFullDevice }, async () => {
    const file = write("unwritten", "", "unwritten\n## slow");
    const { code, err, lastLine } = await scansion(["--json", "/dev/full", "--skip-tags", "slow", file]);
    assert.equal(lastLine, "0 passed, 0 failed, 1 skipped");
    assert.match(err, /^scansion: cannot write the report to \/dev\/full: ENOSPC.*\n$/);
    assert.equal(code, 1);
  });

  test("traces all that goes over the wire, login too, without passwords, and tells its own pings by their ids", async () => {
    const sends =
      "Romeo sends:\n\t<iq type='set' id='1'><query xmlns='jabber:iq:register'><password>s3cret</password></query></iq>\n";
    const { out } = await scansion([
      ...HERE,
      "--trace",
      write("traced", `${sends}Romeo receives: nothing\n`),
    ]);
    const lines = out.split("\n").filter((line) => /^\d\d:\d\d:\d\d\.\d{3} /.test(line));
    const said = lines.map((line) => line.replace(/^\S+ \S+: /, ""));
    const place = (pattern: RegExp): number => said.findIndex((line) => pattern.test(line));
    const order = [
      /^Romeo out: .*<stream:stream [^>]*to='localhost'/,
      /^Romeo in: <stream:stream [^>]*id="stream-1"[^>]*[^/]>$/,
      /^Romeo out: <auth [^>]*mechanism="PLAIN">\*\*\*<\/auth>$/,
      /^Romeo in: <success /,
      /^Romeo out: <iq [^>]*id="scansion-bind"/,
      /^Romeo out: <iq type="set" id="1">.*<password>\*\*\*<\/password>/,
      /^Romeo out: <iq [^>]*id="scansion-ping-[^"]*"/,
      /^Romeo in: <iq [^>]*id="scansion-ping-[^"]*"/,
      /^Romeo out: <\/stream:stream>$/,
    ].map(place);
    assert.ok(!order.includes(-1), `${order.join()}\n${out}`);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      out,
    );
    assert.ok(
      !out.includes("s3cret") && !out.includes(Buffer.from("s3cret").toString("base64").slice(0, 6)),
      out,
    );
  });

  test("shows actions with what stands in place of placeholders", async () => {
    const captures =
      "Romeo sends:\n\t<message to=\"${Romeo's full JID}\"><body>it's</body></message>\nRomeo receives: nothing\n";
    const { out } = await scansion([...HERE, "--verbose", write("filled", captures)]);
    assert.ok(
      out.includes(`Romeo sends: <message to="romeo@localhost/bound"><body>it's</body></message>\n`),
      out,
    );
  });

  test("lets no control character of a script reach a terminal", async () => {
    const sends =
      "Romeo sends:\n\t<message><body>\u009b31m</body></message>\nRomeo receives:\n\t<iq id='\u009b'/>\n";
    const file = write("controls", sends, "\u001b[31mred\u0007 \u009b");
    const args = [...HERE, "--timeout", "1", file];
    const { out } = await scansion(["--verbose", "--trace", ...args]);
    assert.ok(out.includes("failed \\u{1b}[31mred\\u{7} \\u{9b} ("), out);
    assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    const { out: coloured } = await scansion(args, { FORCE_COLOR: "1" });
    assert.ok(coloured.includes("\u001b[31mfailed"), coloured);
    assert.ok(!coloured.includes("\u001b[31mred") && !coloured.includes("\u0007"), coloured);
  });

  test("writes reports of many scripts without spending its time on them", async () => {
    for (let index = 0; index < 200; index++) write(`many/n${index}`);
    const { code, lastLine } = await scansion([...HERE, ...REPORT_ARGS, join(folder, "many")]);
    assert.equal(code, 0);
    assert.equal(lastLine, "200 passed, 0 failed");
    assert.equal(readReports().json.length, 200);
  });
});

describe("A run", () => {
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const) {
    test(`that ${signal} ends says which script was playing, and its reports hold what is known`, async () => {
      const files = [write("one"), write("two", WAIT, "<&>\"'#\\\u0007"), write("three")];
      const { child, said, ended } = start(...HERE, "--verbose", "--timeout", "60", ...REPORT_ARGS, ...files);
      await until(() => said.out.includes("Romeo receives"));
      child.kill(signal);
      const result = await ended;
      const interrupted = `interrupted: ${signal}`;
      assert.equal(result.code, code, result.err);
      assert.ok(result.out.includes(`${files[1] ?? ""}:7: Romeo receives: ${interrupted}\n`), result.out);
      assert.ok(
        result.out.endsWith(`${interrupted}; 1 of 3 were not played\n1 passed, 1 failed, 1 skipped\n`),
        result.out,
      );
      assert.deepEqual(readReports(), reportsOf(interrupted, [interrupted], interrupted));
    });
  }

  test("that is killed leaves reports of what was known, and nothing of an earlier run", async () => {
    for (const path of Object.values(reports)) writeFileSync(path, "of an earlier run\n".repeat(1000));
    const files = [write("one"), write("two", WAIT), write("three")];
    const { child, said, ended } = start(...HERE, "--verbose", "--timeout", "60", ...REPORT_ARGS, ...files);
    await until(() => said.out.includes("Romeo receives"));
    // They are written one after the other.
    for (const path of Object.values(reports))
      await until(() => readFileSync(path, "utf8").includes("interrupted"));
    child.kill("SIGKILL");
    await ended;
    assert.deepEqual(readReports(), reportsOf("interrupted: the run ended here", ["not played yet"]));
  });

  test("that ends at the first failure has what it did not play in every report", async () => {
    const files = [write("one"), write("two", WAIT), write("three"), write("four")];
    const { code, out } = await scansion([...HERE, "--bail", "--timeout", "1", ...REPORT_ARGS, ...files]);
    const why = "stopped at the first failure";
    assert.equal(code, 1);
    assert.ok(out.endsWith(`${why}; 2 of 4 were not played\n1 passed, 1 failed, 2 skipped\n`), out);
    const failure =
      "nothing came within 1 s; Romeo has sent no presence, without which messages to a bare JID do not come";
    assert.deepEqual(readReports(), reportsOf(failure, [why, why], why));
  });

  for (const [what, args] of [
    ["what is printed", ["--verbose"]],
    ["a report", ["--tap", "-", "--verbose"]],
  ] as const) {
    test(`goes on where nobody reads ${what}, and says nothing of it`, async () => {
      const files = ["one", "two", "three"].map((name) => write(name));
      const { child, ended } = start(...HERE, "--junit", reports.junit, ...args, ...files);
      child.stdout.destroy();
      const { code, err } = await ended;
      assert.deepEqual([code, what === "a report" ? "" : err], [0, ""]);
      assert.ok(readFileSync(reports.junit, "utf8").includes('tests="3" failures="0" skipped="0"'));
    });
  }
});
