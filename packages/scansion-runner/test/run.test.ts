// A run of the command that ends before its end, or that nobody watches to its end: what it says, and what its reports hold.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { type Element, parseStanza, type ScriptResult } from "scansion-runner";
import { FakeServer, hospitable } from "./fake-xmpp-server.ts";

const CLI = buildCommand("scansion-runner");
const folder = mkdtempSync(join(tmpdir(), "scansion-run-"));
let server: FakeServer;
before(async () => {
  server = await FakeServer.follow(hospitable);
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** Writes a script of one client who connects, and does more. */
function write(name: string, more = "", title = name): string {
  const file = join(folder, `${name}.scs`);
  const cast = `[Client] Romeo\n\tjid: ${basename(name)}@localhost\n\tpassword: s3cret\n---\n`;
  writeFileSync(file, `# ${title}\n${cast}Romeo connects\n${more}`);
  return file;
}

const WAIT = 'Romeo receives:\n\t<message id="never"/>\n';

function start(...args: string[]) {
  const child = spawn(process.execPath, [CLI, "--port", String(server.port), ...args]);
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (said.out += String(text)));
  child.stderr.setEncoding("utf8").on("data", (text) => (said.err += String(text)));
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...said }));
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

for (const [signal, code] of [
  ["SIGTERM", 143],
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const) {
  test(`A run that ${signal} ends says which script was playing, and its reports hold what is known`, async () => {
    const files = [write("one"), write("two", WAIT, "<&>\"'#\\\u0007"), write("three")];
    const { child, said, ended } = start("--verbose", "--timeout", "60", ...REPORT_ARGS, ...files);
    await until(() => said.out.includes("Romeo receives"));
    child.kill(signal);
    const result = await ended;
    assert.equal(result.code, code, result.err);
    assert.ok(
      result.out.includes(`${files[1] ?? ""}:7: Romeo receives: interrupted: ${signal}\n`),
      result.out,
    );
    assert.ok(
      result.out.endsWith(`interrupted: ${signal}; 1 of 3 were not played\n1 passed, 1 failed, 1 skipped\n`),
      result.out,
    );
    const interrupted = `interrupted: ${signal}`;
    assert.deepEqual(readReports(), reportsOf(interrupted, [interrupted], interrupted));
  });
}

test("A run that is killed leaves reports of what was known, and nothing of an earlier run", async () => {
  for (const path of Object.values(reports)) writeFileSync(path, "of an earlier run\n".repeat(1000));
  const files = [write("one"), write("two", WAIT), write("three")];
  const { child, said, ended } = start("--verbose", "--timeout", "60", ...REPORT_ARGS, ...files);
  await until(() => said.out.includes("Romeo receives"));
  // They are written one after the other.
  for (const path of Object.values(reports))
    await until(() => readFileSync(path, "utf8").includes("interrupted"));
  child.kill("SIGKILL");
  await ended;
  assert.deepEqual(readReports(), reportsOf("interrupted: the run ended here", ["not played yet"]));
});

test("A run that ends at the first failure has what it did not play in every report", async () => {
  const files = [write("one"), write("two", WAIT), write("three"), write("four")];
  const { code, out } = await start("--bail", "--timeout", "1", ...REPORT_ARGS, ...files).ended;
  const why = "stopped at the first failure";
  assert.equal(code, 1);
  assert.ok(out.endsWith(`${why}; 2 of 4 were not played\n1 passed, 1 failed, 2 skipped\n`), out);
  const failure =
    "nothing came within 1 s; Romeo has sent no presence, without which messages to a bare JID do not come";
  assert.deepEqual(readReports(), reportsOf(failure, [why, why], why));
});

describe("A reader that goes away", () => {
  for (const [what, args] of [
    ["what is printed", ["--verbose"]],
    ["a report", ["--tap", "-", "--verbose"]],
  ] as const) {
    test(`of ${what} does not turn what passes into a failure`, async () => {
      const files = ["one", "two", "three"].map((name) => write(name));
      const { child, ended } = start("--junit", reports.junit, ...args, ...files);
      child.stdout.destroy();
      assert.equal((await ended).code, 0);
      assert.ok(readFileSync(reports.junit, "utf8").includes('tests="3" failures="0" skipped="0"'));
    });
  }
});

describe("The command", () => {
  test("fails on what was skipped, for whatever reason, with --fail-on-skipped", async () => {
    const files = [write("one"), write("two")];
    assert.equal((await start("--name", "one", ...files).ended).code, 0);
    const { code, err } = await start("--fail-on-skipped", "--name", "one", ...files).ended;
    assert.equal(code, 1);
    assert.match(err, /skipped, with --fail-on-skipped: 1 of 2/);
    assert.equal((await start("--fail-on-skipped", ...files).ended).code, 0);
  });

  test("takes one report only for one place", async () => {
    for (const args of [
      ["--tap", "-", "--junit", "-"],
      ["--tap", "x", "--tap", "x"],
    ]) {
      const { code, err } = await start(...args, write("one")).ended;
      assert.equal(code, 2);
      assert.match(err, /two reports go to (?:standard output|x): only one can/);
    }
  });

  test("traces all that goes over the wire, login too, without passwords, and tells its own pings by their ids", async () => {
    const sends =
      "Romeo sends:\n\t<iq type='set' id='1'><query xmlns='jabber:iq:register'><password>s3cret</password></query></iq>\n";
    const { out } = await start("--trace", write("one", `${sends}Romeo receives: nothing\n`)).ended;
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
    const { out } = await start("--verbose", write("one", captures)).ended;
    assert.ok(
      out.includes(`Romeo sends: <message to="romeo@localhost/bound"><body>it's</body></message>\n`),
      out,
    );
  });

  test("lets no control character of a script reach a terminal", async () => {
    const sends =
      "Romeo sends:\n\t<message><body>\u009b31m</body></message>\nRomeo receives:\n\t<iq id='\u009b'/>\n";
    const file = write("one", sends, "\u001b[31mred\u0007 \u009b");
    const { out } = await start("--verbose", "--trace", "--timeout", "1", file).ended;
    assert.ok(out.includes("failed \\u{1b}[31mred\\u{7} \\u{9b} ("), out);
    assert.doesNotMatch(out, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    const colourful = spawn(process.execPath, [CLI, "--port", String(server.port), file], {
      env: { ...process.env, FORCE_COLOR: "1" },
    });
    let text = "";
    colourful.stdout.setEncoding("utf8").on("data", (chunk) => (text += String(chunk)));
    await once(colourful, "close");
    assert.ok(
      text.includes("\u001b[31mfailed") && !text.includes("\u001b[31mred") && !text.includes("\u0007"),
      text,
    );
  });

  test("writes reports of many scripts without spending its time on them", async () => {
    mkdirSync(join(folder, "many"), { recursive: true });
    for (let index = 0; index < 200; index++) write(`many/n${index}`);
    const { code, out } = await start("--json", reports.json, join(folder, "many")).ended;
    assert.equal(code, 0);
    assert.ok(out.endsWith("200 passed, 0 failed\n"));
    assert.equal(readReports().json.length, 200);
  });
});
