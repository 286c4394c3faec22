// `make foreign`: it must find what it is there to find, and leave nothing behind.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import {
  appendFileSync,
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
import { createInterface } from "node:readline";
import { describe, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { findOverlooked } from "../modules/check-modules.ts";
import { isRequired, whyNoWorld } from "../packages.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { withChanged } from "../../trust/planted/run-planted.ts";

const COMMAND = ["--import", "tsx", "rigs/foreign/foreign.ts"];
const GONE_MILLISECONDS = 30_000;

const obstacle = whyNoWorld();
if (obstacle !== undefined && isRequired()) throw new Error(obstacle);

/** Every probe of oneself is answered with an error: from one's own occupant JID, as no server must. */
const SELF_ERROR = `
  local st = require "util.stanza"
  local muc = module:depends "muc"
  module:hook("presence/full", function (event)
    local stanza = event.stanza
    local room = muc.get_room_from_jid((stanza.attr.to:gsub("/.*", "")))
    if stanza.attr.type == "probe" and room and room:get_occupant_jid(stanza.attr.from) == stanza.attr.to then
      event.origin.send(st.error_reply(stanza, "wait", "resource-constraint"))
      return true
    end
  end, 1000)`;

/** Probes in one room are answered with an error, by another module. */
const TAKES_ANSWER = `
  local st = require "util.stanza"
  module:hook("presence/full", function (event)
    if event.stanza.attr.type == "probe" and event.stanza.attr.to:find("^present@") then
      event.origin.send(st.error_reply(event.stanza, "modify", "bad-request"))
      return true
    end
  end)`;

/** The exit code and what was printed: to standard output, and in all. */
interface Outcome {
  readonly code: unknown;
  readonly stdout: string;
  readonly output: string;
}

/** Runs `make foreign`, or some parts of it. */
function runForeign(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const options = { cwd: ROOT, env: { ...process.env, ...environment } };
  return new Promise((resolve) => {
    execFile(process.execPath, [...COMMAND, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, output: stdout + stderr });
    });
  });
}

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

// Each has a network of its own, and waits more than it works.
describe("foreign", { skip: obstacle ?? false, concurrency: true }, () => {
  test("finds the ghost that an error from the prober's own occupant JID makes, and who shows the error", () =>
    withChanged(
      (folder) => {
        appendFileSync(join(folder, "mod_muc_probe.lua"), SELF_ERROR);
      },
      async (pluginPath) => {
        const { code, stdout, output } = await runForeign(["--plugins", pluginPath, "home-server"]);
        assert.equal(code, 1, output);
        assert.match(stdout, /^Wrong: Row 7: oneself: .*is a ghost/m, output);
        assert.match(stdout, /^right +Row 2: somebody who is there/m);
      },
    ));

  test("finds another module that takes an answer of ours, and one that fails", () =>
    withChanged(
      (folder) => {
        // These stand before the package's own modules.
        plant(folder, "muc_moderation", TAKES_ANSWER);
        plant(folder, "pastebin", 'error("planted")');
      },
      async (pluginPath) => {
        const { code, stdout, output } = await runForeign(["--short", "--plugins", pluginPath, "modules"]);
        assert.equal(code, 1, output);
        assert.match(stdout, /^Wrong: All of them at once: .*row2_present\.scs.*<bad-request/m);
        assert.match(stdout, /Error initializing module 'pastebin'.*planted/);
        assert.doesNotMatch(stdout, /row4_unknown/);
      },
    ));

  test("leaves nothing behind, even if it is killed", async () => {
    const child = spawn(process.execPath, [...COMMAND, "home-server"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface(child.stdout)) if (line.startsWith("home-server:")) break;
    await delay(2_000);
    const network = networksOf(child.pid).find((each) => each !== networkOf("self"));
    assert.ok(network, "it has a network of its own");
    child.kill("SIGKILL");
    const deadline = Date.now() + GONE_MILLISECONDS;
    while (processesIn(network).length > 0 && Date.now() < deadline) await delay(50);
    assert.deepEqual(processesIn(network), []);
  });
});

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

describe("where network namespaces are not allowed", () => {
  /** Runs the command where the program that makes namespaces is not permitted to. */
  async function runForbidden(environment: NodeJS.ProcessEnv): Promise<Outcome> {
    const folder = mkdtempSync(join(tmpdir(), "forbidden-"));
    try {
      const refusal = "#!/bin/sh\necho 'unshare failed: Operation not permitted' >&2\nexit 1\n";
      writeFileSync(join(folder, "unshare"), refusal, { mode: 0o755 });
      return await runForeign([], { REQUIRE: "", PATH: `${folder}:${process.env.PATH}`, ...environment });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test("it is skipped, says so and counts it, in CI too", async () => {
    const { code, output } = await runForbidden({ CI: "true" });
    assert.equal(code, 0, output);
    assert.match(output, /^SKIPPED: .*REQUIRE=foreign/m);
    assert.match(output, /\b1 skipped\b/);
  });

  test("it is an error where it is required", async () => {
    const { code, output } = await runForbidden({ REQUIRE: "foreign" });
    assert.equal(code, 1, output);
  });
});
