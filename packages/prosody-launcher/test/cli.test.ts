// The launcher as a package: what its README shows, and what its command says of failures and wrong uses.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { callCommand, type Called } from "../../../tools/kit/call-command.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { installedProsody } from "prosody-launcher";

const LAUNCHER = join(ROOT, "packages/prosody-launcher");
const CLI = buildCommand("prosody-launcher");
const README = readFileSync(join(LAUNCHER, "README.md"), "utf8");

let folder: string;

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** The files that the README shows, by their names. */
function shownFiles(): [string, string][] {
  const shown = [...README.matchAll(/^`(\S+)`, .*:\n\n```\w*\n([\s\S]*?)```$/gm)];
  return shown.map(([, name = "", text = ""]) => [name, text]);
}

function launch(...args: string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, output: stdout + stderr };
}

/** Calls the command within this process, for what starts no server. */
async function call(...args: string[]): Promise<Called> {
  process.chdir(folder);
  try {
    return await callCommand("packages/prosody-launcher/src/cli.ts", ...args);
  } finally {
    process.chdir(ROOT);
  }
}

describe("prosody-launcher", { skip: installedProsody() === undefined && "Prosody is not installed" }, () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "launcher-"));
    for (const [name, text] of shownFiles()) write(name, text);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  test("runs the spec and plays the script of its README", () => {
    const { code, output } = launch("test", "spec");
    assert.equal(code, 0, output);
    assert.match(output, /^1 success \/ 0 failures \/ 0 errors /m);
    assert.match(output, /^1 passed, 0 failed$/m);
  });

  test("names a spec that fails by its own path, and plays the scripts all the same", () => {
    write(
      "spec/wrong_spec.lua",
      'describe("sums", function () it("are right", function () assert.equal(3, 1 + 1) end) end)\n',
    );
    const { code, output } = launch("test", "spec");
    rmSync(join(folder, "spec/wrong_spec.lua"));
    assert.equal(code, 1, output);
    assert.match(output, /^spec\/wrong_spec\.lua:1: Expected objects to be equal\.$/m);
    assert.match(output, /^1 passed, 0 failed$/m);
  });

  test("says what the server logged of a module that does not load", () => {
    write("dist/mod_broken/mod_broken.lua", 'error("not today");\n');
    write("broken.cfg.lua", 'VirtualHost "localhost"\n\tmodules_enabled = { "hello", "broken" }\n');
    write(
      "elsewhere.scs",
      readFileSync(join(folder, "spec/hello.scs"), "utf8").replace("Hello, romeo", "Bye"),
    );
    const { code, output } = launch("test", "elsewhere.scs", "--config", "broken.cfg.lua");
    assert.equal(code, 1, output);
    assert.match(output, /^0 passed, 1 failed$/m);
    assert.match(output, /error\t.*not today/);
  });

  test("says what is wrong with specs that busted cannot read", () => {
    write("bad/bad_spec.lua", "this is no Lua\n");
    const { code, output } = launch("test", "bad");
    assert.equal(code, 1, output);
    assert.match(output, /bad\/bad_spec\.lua:1: syntax error/);
  });

  for (const [args, complaint] of [
    [[], /^Say test or start$/m],
    [["play"], /^Say test or start$/m],
    [["test"], /^Say which scripts and specs$/m],
    [["test", "nowhere"], /^There is no nowhere$/m],
    [["test", "spec", "--release", "0.10"], /^--release: 0\.10 is none of installed, 0\.11, /m],
    [["test", "spec", "--plugins", "none"], /^There is no none$/m],
    [["start", "--port", "0"], /^--port is a whole number from 1 to 65535, not 0$/m],
    [["start", "spec"], /^Say test or start$/m],
    [["start", "--watch", "sources"], /^There is no sources$/m],
    [["test", "spec", "--fast"], /--fast/],
  ] as const) {
    test(`says what is wrong with: prosody-launcher ${args.join(" ")}`, async () => {
      const { status, err } = await call(...args);
      assert.equal(status, 2, err);
      assert.match(err, complaint);
    });
  }

  test("fails where there is neither spec nor script", async () => {
    assert.deepEqual(await call("test", "dist"), {
      status: 1,
      out: "",
      err: "No spec and no script is in dist\n",
    });
  });
});
