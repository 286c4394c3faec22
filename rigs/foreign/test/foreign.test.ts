// `make foreign`: it must find what it is there to find, and leave nothing behind. That it sees who stays in a room is shown by its own
// run, in which ejabberd is killed.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { installedProsody } from "prosody-launcher";
import { judge } from "../home-server/check-home-server.ts";
import { findOverlooked } from "../modules/check-modules.ts";
import type { Neighbour } from "../modules/neighbours.ts";
import { playBeside } from "../modules/play.ts";
import { ISOLATION, isRequired, whyNoWorld } from "../packages.ts";
import { compare, countRows } from "../row.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { ownScripts } from "../../../tools/test/scripts.ts";
import { withChanged } from "../../trust/planted/run-planted.ts";

const COMMAND = ["--import", "tsx", "rigs/foreign/foreign.ts"];
const GONE_MILLISECONDS = 30_000;

const PROSODY = installedProsody() ?? assert.fail("Prosody is not installed: make test installs it");

const obstacle = whyNoWorld();
if (obstacle !== undefined && isRequired()) throw new Error(obstacle);

/** Probes in one room are answered with an error, by another module. */
const TAKES_ANSWER = `
  local st = require "util.stanza"
  module:hook("presence/full", function (event)
    if event.stanza.attr.type == "probe" and event.stanza.attr.to:find("^present@") then
      event.origin.send(st.error_reply(event.stanza, "modify", "bad-request"))
      return true
    end
  end)`;

function plant(folder: string, name: string, code: string): void {
  const module = join(folder, "..", `mod_${name}`);
  mkdirSync(module);
  writeFileSync(join(module, `mod_${name}.lua`), code);
}

test("a community module that touches presence, and that nobody has looked at, is wrong", () => {
  const sourceFolder = mkdtempSync(join(tmpdir(), "modules-"));
  try {
    const write = (name: string, code: string): void => {
      mkdirSync(join(sourceFolder, "modules", name), { recursive: true });
      writeFileSync(join(sourceFolder, "modules", name, `${name}.lua`), code);
    };
    write("mod_new", 'module:hook("presence/full", print)');
    write("mod_quiet", 'module:hook("iq/host", print) -- not "presence/full"');
    write("mod_muc_moderation", 'module:hook("muc-disco#info", print)');
    const installation = { name: "", version: "0.12.3", root: "/", lua: "lua5.4", sourceFolder };
    assert.deepEqual(
      findOverlooked([installation]).map(({ cells, verdict }) => [cells[0], verdict]),
      [["new", "wrong"]],
    );
  } finally {
    rmSync(sourceFolder, { recursive: true });
  }
});

test("another module that takes an answer of ours, and one that fails, are wrong", () =>
  withChanged(
    (folder) => {
      plant(folder, "takes_answer", TAKES_ANSWER);
      plant(folder, "fails", 'error("planted")');
    },
    async (pluginPath) => {
      const scripts = ownScripts().filter(({ path }) => /row(2_present|4_unknown)\.scs$/.test(path));
      assert.equal(scripts.length, 2);
      const modules: Neighbour = { names: ["takes_answer", "fails"], on: "rooms" };
      const { passed, problems } = await playBeside([modules], PROSODY, pluginPath, scripts);
      assert.equal(passed, 1);
      assert.match(problems.join("\n"), /row2_present\.scs.*<bad-request/);
      assert.match(problems.join("\n"), /Error initializing module 'fails'.*planted/);
      assert.doesNotMatch(problems.join("\n"), /row4_unknown/);
    },
  ));

test("what is wrong is counted as failed", () => {
  const rows = [
    compare(["a"], "x", "x"),
    compare(["b"], "x", "y"),
    { cells: ["c"], verdict: "noted" } as const,
  ];
  assert.deepEqual(countRows([{ title: "", explanation: "", headings: [], rows }]), {
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

describe("a guest on another server", () => {
  const outcome = { seen: "available", hears: true, isHeldIn: true, isGhost: false };
  const situation = {
    title: "Asks",
    nick: "Asker",
    room: "open",
    expected: "available",
    staysIn: true,
  } as const;
  const act = (): Promise<string> => Promise.resolve("");
  const verdictOn = (seen: Partial<typeof outcome>): string =>
    judge({ ...situation, act }, { ...outcome, ...seen }, outcome).problem ?? "right";

  for (const [about, seen, problem] of [
    ["answered as it should be, is right", {}, /^right$/],
    ["answered something else", { seen: "unavailable" }, /the answer should be: available/],
    ["that no longer hears the room", { hears: false }, /does not hear what is said/],
    ["whose server has forgotten the room", { isHeldIn: false }, /its server holds that it is not in it/],
    ["that is a ghost", { isGhost: true }, /is a ghost/],
  ] as const)
    test(about, () => {
      assert.match(verdictOn(seen), problem);
    });
});

test(
  "what runs in namespaces ends with who started it, even if that is killed",
  { skip: obstacle ?? false },
  async () => {
    const inside = [...ISOLATION, "sh", "-c", "sleep 100 & sleep 100"].map((word) => `'${word}'`).join(" ");
    const child = spawn("sh", ["-c", `${inside}; true`]);
    const deadline = Date.now() + GONE_MILLISECONDS;
    const other = (): string | undefined => networksOf(child.pid).find((each) => each !== networkOf("self"));
    while (other() === undefined && Date.now() < deadline) await delay(20);
    const network = other();
    assert.ok(network, "it has a network of its own");
    while (processesIn(network).length < 3 && Date.now() < deadline) await delay(20);
    child.kill("SIGKILL");
    while (processesIn(network).length > 0 && Date.now() < deadline) await delay(20);
    assert.deepEqual(processesIn(network), []);
  },
);

function processes(): string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

function networkOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

function processesIn(network: string): string[] {
  return processes().filter((pid) => networkOf(pid) === network);
}

function parentOf(pid: string): string | undefined {
  try {
    return /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

/** The networks that a process and those it has started are in. */
function networksOf(pid: number | undefined): string[] {
  const family = [String(pid)];
  for (const member of family) family.push(...processes().filter((each) => parentOf(each) === member));
  return family.flatMap((member) => networkOf(member) ?? []);
}

describe("where network namespaces are not allowed, it", () => {
  for (const [does, environment, status, said] of [
    [
      "is skipped, says so and counts it, in CI too",
      { CI: "true" },
      0,
      /^SKIPPED: .*REQUIRE=foreign.*\b1 skipped\b/ms,
    ],
    ["is an error where it is required", { REQUIRE: "foreign" }, 1, /network namespaces cannot be made/],
  ] as const)
    test(does, () => {
      const folder = mkdtempSync(join(tmpdir(), "forbidden-"));
      try {
        const refusal = "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n";
        writeFileSync(join(folder, "unshare"), refusal, { mode: 0o755 });
        const env = { ...process.env, REQUIRE: "", PATH: `${folder}:${process.env.PATH}`, ...environment };
        const done = spawnSync(process.execPath, COMMAND, { cwd: ROOT, env, encoding: "utf8" });
        const output = done.stderr + done.stdout;
        assert.equal(done.status, status, output);
        assert.match(output, said);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
});
