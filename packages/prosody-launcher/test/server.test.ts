import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it, type TestContext } from "node:test";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import {
  Control,
  freePort,
  installedProsody,
  type ProsodyServer,
  type ServerOptions,
  startProsody,
  toLua,
} from "prosody-launcher";
import { openStream } from "../src/open-stream.ts";

const USER_HOST = "localhost";
const MUC_HOST = "conference.localhost";

const installation = installedProsody();
const skip = installation === undefined && "Prosody is not installed";

describe("freePort", () => {
  // The system names some port twice in so many.
  it("gives another one each time", async () => {
    const ports: number[] = [];
    for (let i = 0; i < 900; i++) ports.push(await freePort());
    assert.equal(new Set(ports).size, ports.length);
  });
});

describe("toLua", () => {
  const examples: [string, Parameters<typeof toLua>[0], string][] = [
    ["writes text in quotes", "room", '"room"'],
    ["escapes what would end the text or its line", 'a"b\\c\nd', '"a\\034b\\092c\\010d"'],
    ["leaves text beyond ASCII as it is", "Zürich", '"Zürich"'],
    ["writes numbers", -1.5, "-1.5"],
    ["writes booleans", false, "false"],
    ["writes an empty array as an empty table", [], "{}"],
    ["writes an array as a list", ["a", 1, true], '{ "a", 1, true }'],
    ["writes any name as a key", { "max-age": 5 }, '{ ["max-age"] = 5 }'],
    ["writes what is nested", { a: [{ b: "c" }] }, '{ ["a"] = { { ["b"] = "c" } } }'],
  ];
  for (const [rule, value, lua] of examples) {
    it(rule, () => {
      assert.equal(toLua(value), lua);
    });
  }

  it("refuses numbers that Lua has no literal for", () => {
    assert.throws(() => toLua([Number.NaN]), RangeError);
    assert.throws(() => toLua(Infinity), RangeError);
  });
});

describe("a started Prosody", { skip }, () => {
  it("serves HTTP if asked to, loads plugins from copies of their folders, and has nothing to complain about", async (t) => {
    const plugins = temporaryFolder(t);
    writeFileSync(
      join(plugins, "mod_greet.lua"),
      `module:log("info", module:get_option_string("greeting"));`,
    );
    const server = await start(t, {
      control: true,
      httpPort: true,
      hostModules: ["bosh"],
      pluginPaths: [plugins],
      mucModules: ["greet", "muc_mam"],
      mucOptions: { greeting: "hello room" },
    });
    assert.ok(server.httpPort);
    const answer = await fetch(`http://${USER_HOST}:${server.httpPort}/http-bind`);
    assert.equal(answer.status, 200);
    assert.match(server.log(), /conference\.localhost:greet\s+info\thello room/);
    assert.doesNotMatch(server.log(), /\b(warn|error)\t/);
  });

  it("runs beside another", async (t) => {
    const servers = await Promise.all([start(t), start(t)]);
    assert.notEqual(servers[0].c2sPort, servers[1].c2sPort);
    await Promise.all(servers.map(assertOffersFeatures));
  });

  it("tries another port if the first is taken meanwhile", async (t) => {
    const other = await start(t);
    const tried = join(temporaryFolder(t), "tried");
    const server = await start(t, { extraConfig: takePortOnce(other.c2sPort, tried) });
    assert.ok(existsSync(tried));
    await assertOffersFeatures(server);
  });

  it("lets in only its accounts if there are any", async (t) => {
    const server = await start(t, { control: true, accounts: { "ann.b": 'sec"ret' } });
    const control = await Control.connect(server, { user: "ann.b", password: 'sec"ret' });
    control.close();
    await assert.rejects(Control.connect(server, { user: "ann.b", password: "wrong" }), /cannot log in/);
    await assert.rejects(Control.connect(server, { user: "bob", password: 'sec"ret' }), /cannot log in/);
  });
});

describe("a Prosody that cannot start", { skip }, () => {
  it("rejects with the log if its configuration is broken, and leaves no folder behind", async (t) => {
    const error = String(
      await start(t, { extraConfig: "this is no Lua" }).catch((reason: unknown) => reason),
    );
    assert.match(error, /syntax error near 'is'/);
    const [, configuration] = /reading the config file (\S+)/.exec(error) ?? assert.fail(error);
    assert.equal(existsSync(join(configuration ?? "", "..")), false);
  });

  it("rejects with the log if the port asked for is taken", async (t) => {
    const other = await start(t);
    await assert.rejects(start(t, { ports: { c2s: other.c2sPort } }), /found a port taken:.*in use/s);
  });

  it("rejects if its interpreter is missing", async (t) => {
    assert.ok(installation);
    await assert.rejects(start(t, { installation: { ...installation, lua: "lua0.0" } }), /lua0\.0 ENOENT/);
  });
});

describe("a stopped Prosody", { skip }, () => {
  it("is gone with its folder, leaves its log and where it is told to its data, and its port to the next", async (t) => {
    const dataFolder = join(temporaryFolder(t), "data");
    const first = await start(t, { dataFolder, control: true });
    await evaluate(first, `return module:open_store("notes"):set("ann", { text = "kept" })`);
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    assert.equal(isAlive(first.pid), false);
    await assertRefusesClients(first.c2sPort);
    assert.equal(existsSync(first.folder), false);
    assert.match(first.log(), /Shutdown complete/);
    const second = await start(t, { dataFolder, control: true, ports: { c2s: first.c2sPort } });
    assert.equal(second.c2sPort, first.c2sPort);
    assert.equal(await evaluate(second, `return module:open_store("notes"):get("ann").text`), "kept");
    await second.stop();
  });

  const ends: [string, NodeJS.Signals | null][] = [
    ["process.exit(0)", null],
    ["process.kill(process.pid, 'SIGINT')", "SIGINT"],
    ["process.kill(process.pid, 'SIGTERM')", "SIGTERM"],
    ["process.kill(process.pid, 'SIGHUP')", "SIGHUP"],
    ["throw new Error('planted')", null],
  ];
  for (const [end, expectedSignal] of ends) {
    it(`does not outlive the process that started it: ${end}`, async () => {
      const { c2sPort, folder, signal } = await startInDyingProcess(end);
      assert.equal(signal, expectedSignal);
      await assertRefusesClients(c2sPort);
      assert.equal(existsSync(folder), false);
    });
  }
});

describe("the control of a running Prosody", { skip }, () => {
  let server: ProsodyServer;
  let control: Control;

  before(async () => {
    server = await launch({ control: true });
    control = await Control.connect(server);
  });

  after(async () => {
    control.close();
    await server.stop();
  });

  it("loads, reloads and unloads modules, and tells why it cannot", async () => {
    const lua = `return require "core.modulemanager".is_loaded("${MUC_HOST}", "muc_mam") or false`;
    for (const [act, isLoaded] of [
      ["load", "true"],
      ["reload", "true"],
      ["unload", "false"],
    ] as const) {
      await control[act](MUC_HOST, "muc_mam");
      assert.equal(await control.evaluate(lua), isLoaded, act);
    }
    await assert.rejects(control.unload(MUC_HOST, "muc_mam"), /module-not-loaded/);
    await assert.rejects(control.load("nowhere.localhost", "muc_mam"), /unknown-host/);
  });

  it("returns what Lua returns, whatever characters it is made of, tells what went wrong, and goes on", async () => {
    assert.equal(await control.evaluate(`return "<a b='c'>&lt;</a>" .. '"' .. 1 + 1`), `<a b='c'>&lt;</a>"2`);
    await assert.rejects(control.evaluate("return nothing.here"), /eval:1:.*nothing/);
    await assert.rejects(control.evaluate("this is no Lua"), /eval:1: syntax error/);
    assert.equal(await control.evaluate("return prosody.version"), installation?.version);
  });
});

function launch(options: Partial<ServerOptions>): Promise<ProsodyServer> {
  assert.ok(installation);
  return startProsody({ installation, pluginPaths: [], mucModules: [], ...options });
}

async function start(t: TestContext, options: Partial<ServerOptions> = {}): Promise<ProsodyServer> {
  const server = await launch(options);
  t.after(() => server.stop());
  return server;
}

/** Configuration that opens a taken port until the file shows that this has been tried. */
function takePortOnce(port: number, file: string): string {
  return `
    if not io.open("${file}") then
      io.open("${file}", "w"):close()
      VirtualHost "*"
      c2s_ports = { ${port} }
    end`;
}

async function evaluate(server: ProsodyServer, lua: string): Promise<string> {
  const control = await Control.connect(server);
  try {
    return await control.evaluate(lua);
  } finally {
    control.close();
  }
}

async function assertOffersFeatures(server: ProsodyServer): Promise<void> {
  await openStream(server.c2sPort, AbortSignal.timeout(2_000));
}

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "prosody-test-"));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

interface Orphan {
  readonly c2sPort: number;
  readonly folder: string;
  /** The signal or code that ended the process that started it. */
  readonly signal: NodeJS.Signals | null;
}

async function startInDyingProcess(end: string): Promise<Orphan> {
  const script = `
    import { installedProsody, startProsody } from "prosody-launcher";
    const installation = installedProsody();
    const { c2sPort, folder } = await startProsody({ installation, pluginPaths: [], mucModules: [] });
    console.log(JSON.stringify({ c2sPort, folder }));
    ${end};`;
  buildCommand("prosody-launcher");
  const parameters = ["--input-type=module", "--eval", script];
  const child = spawn(process.execPath, parameters, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { ...(JSON.parse(output) as Omit<Orphan, "signal">), signal };
}

async function assertRefusesClients(port: number): Promise<void> {
  await assert.rejects(openStream(port, AbortSignal.timeout(2_000)), /ECONNREFUSED|ECONNRESET/);
}

function isAlive(pid: number | undefined): boolean {
  assert.ok(pid);
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
