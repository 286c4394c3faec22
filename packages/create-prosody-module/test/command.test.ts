// What the command that makes a module says of names, kinds and folders.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { buildCommand } from "../../../tools/kit/built-command.ts";
import { callCommand } from "../../../tools/kit/call-command.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { moduleNameOf } from "../src/names.ts";
import type { Outcome } from "./support.ts";

const CREATE = join(ROOT, "packages/create-prosody-module");
const CLI = buildCommand("create-prosody-module");
/** Runs a command on a terminal. */
const SCRIPT = "/usr/bin/script";

interface Manifest {
  readonly "create-prosody-module": { readonly version: string; readonly kind: string };
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

let folder: string;

/** Calls the command in the folder, within this process. */
async function create(...args: string[]): Promise<Outcome> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { status, out, err } = await callCommand("packages/create-prosody-module/src/cli.ts", ...args);
    return { code: status, output: out + err };
  } finally {
    process.chdir(before);
  }
}

describe("create-prosody-module, told", () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "create-command-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [args, complaint] of [
    [[], /^Say which folder to make\.$/m],
    [["a", "b", "c"], /^One folder at a time, not also b, c\.$/m],
    [["Poll"], /^"Poll" is no name for a module: it begins with a small letter, /m],
    [
      ["my_module", "--kind", "bot"],
      /^There is no kind bot, only muc, http, filter, component, auth, storage\.$/m,
    ],
    [["my_module", "--fast"], /--fast/],
  ] as const) {
    test(`${args.join(" ") || "nothing"}, says what is wrong, in one sentence, and how it is used`, async () => {
      const { code, output } = await create(...args);
      assert.equal(code, 2, output);
      assert.match(output, complaint);
      assert.match(output, /^Usage: create-prosody-module /m);
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  test("a folder that is not empty, leaves it as it is", async () => {
    mkdirSync(join(folder, "full"));
    writeFileSync(join(folder, "full/mine.txt"), "mine");
    const { code, output } = await create("full");
    assert.deepEqual([code, output], [1, "full is there already, and is not an empty folder.\n"]);
    assert.deepEqual(readdirSync(join(folder, "full")), ["mine.txt"]);
  });

  test("the name of a file, leaves it as it is", async () => {
    writeFileSync(join(folder, "file"), "mine");
    const { code, output } = await create("file");
    assert.deepEqual([code, output], [1, "file is there already, and is not an empty folder.\n"]);
    assert.equal(readFileSync(join(folder, "file"), "utf8"), "mine");
  });

  for (const [packages, complaint] of [
    ["nowhere", "--packages=nowhere: there is no such folder.\n"],
    [".", "--packages=.: there are no packages in that folder, as npm pack makes them.\n"],
  ] as const) {
    test(`--packages ${packages}, where there are none, says so and makes nothing`, async () => {
      assert.deepEqual(await create("my_module", "--packages", packages), { code: 1, output: complaint });
      assert.ok(!readdirSync(folder).includes("my_module"));
    });
  }

  test("an empty folder and a name with mod_, fills it, with packages of the registry", async () => {
    mkdirSync(join(folder, "deep/mod_poll"), { recursive: true });
    const { code, output } = await create("deep/mod_poll", "--kind", "filter");
    assert.equal(code, 0, output);
    assert.match(output, /^mod_poll is in deep\/mod_poll\./);
    const manifest = readManifest(join(folder, "deep/mod_poll"));
    const { name, devDependencies } = manifest;
    const { version } = readManifest(CREATE);
    assert.deepEqual(manifest["create-prosody-module"], { version, kind: "filter" });
    assert.equal(name, "mod_poll");
    assert.deepEqual(
      Object.values(devDependencies).filter((version) => !/^\^?\d+\.\d+\.\d+$/.test(version)),
      [],
    );
    assert.ok(readdirSync(join(folder, "deep/mod_poll")).includes(".gitignore"));
  });

  test(
    "nothing on a terminal, asks, and takes an empty answer for the usual one",
    { skip: !existsSync(SCRIPT) },
    async () => {
      const command = `${process.execPath} ${CLI}`;
      const terminal = spawn(SCRIPT, ["--quiet", "--return", "--command", command, "/dev/null"], {
        cwd: folder,
      });
      let output = "";
      const answers = ["poll", ""];
      terminal.stdout.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (text.includes("): ")) terminal.stdin.write(`${answers.shift() ?? ""}\n`);
      });
      assert.deepEqual(await once(terminal, "close"), [0, null], output);
      assert.match(output, /What is the module called\? \(my_module\): /);
      assert.match(output, /Which kind: muc, http, filter, component, auth, storage\? \(muc\): /);
      assert.match(readFileSync(join(folder, "poll/README.md"), "utf8"), /Welcomes everybody/);
    },
  );

  test("the kind of a provider, puts its word in front of the name, once", async () => {
    for (const [name, module] of [
      ["ldap", "auth_ldap"],
      ["mod_auth_ldap", "auth_ldap"],
      ["auth_", "auth_auth_"],
    ] as const) {
      const { output } = await create(`providers/${name}`, "--kind", "auth");
      assert.equal(output.split("\n")[0], `mod_${module} is in providers/${name}. Now:`);
      const configuration = readFileSync(join(folder, "providers", name, "spec/prosody.cfg.lua"), "utf8");
      assert.match(configuration, new RegExp(`authentication = "${module.slice("auth_".length)}"`));
    }
  });

  test("names that no module can have, refuses them", () => {
    const bad = [
      "",
      ".",
      "mod_",
      "Poll",
      "my module",
      "my-module",
      "1st",
      "_x",
      "größe",
      "a.b",
      "end",
      "mod_local",
      "goto",
    ];
    for (const name of bad)
      assert.throws(() => moduleNameOf(name === "" ? "/" : `x/${name}`.replace(/\/\.$/, "y.")), name);
    assert.equal(moduleNameOf("x/mod_poll_2"), "poll_2");
    assert.equal(moduleNameOf("mod_mod_poll"), "mod_poll");
  });
});

describe("The template", () => {
  test("asks for the versions that this repository is tested with", () => {
    const { devDependencies } = readManifest(join(CREATE, "template/common"));
    const ours = readManifest(ROOT).devDependencies;
    const packages = ["packages/prosody-launcher", "types"].map((path) => readManifest(join(ROOT, path)));
    const tested = { ...ours, ...Object.fromEntries(packages.map(({ name, version }) => [name, version])) };
    for (const [name, range] of Object.entries(devDependencies))
      assert.equal(range.replace("^", ""), tested[name], name);
  });
});
