// The Makefile on machines that lack something.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ROOT } from "./kit/project.ts";
import { SUITES } from "./test/suites.ts";

const PROGRAMS = ["sh", "make", "install", "sed", "dirname"];

describe("The Makefile", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "programs-"));
    for (const name of PROGRAMS) {
      const { stdout } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
      const path = stdout.trim();
      if (path.startsWith("/")) symlinkSync(path, join(folder, name));
    }
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs make with no programs but these few. */
  function make(...args: string[]): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync("make", args, {
      cwd: ROOT,
      encoding: "utf8",
      env: { PATH: folder },
    });
    return { status, output: stdout + stderr };
  }

  test("installs without Node, below DESTDIR and where PLUGINS says", () => {
    const target = mkdtempSync(join(tmpdir(), "install-"));
    try {
      const { status, output } = make("install", `DESTDIR=${target}`, "PLUGINS=/opt/modules");
      assert.equal(status, 0, output);
      const installed = join(target, "opt/modules/mod_muc_probe");
      const files = readdirSync(join(ROOT, "dist/mod_muc_probe"));
      assert.deepEqual(readdirSync(installed).sort(), files.sort());
      for (const name of files) {
        assert.deepEqual(
          readFileSync(join(installed, name)),
          readFileSync(join(ROOT, "dist/mod_muc_probe", name)),
        );
      }
    } finally {
      rmSync(target, { recursive: true });
    }
  });

  test("says in one sentence that Node is missing", () => {
    const { status, output } = make("build");
    assert.equal(status, 2);
    assert.match(output, /^Node\.js is missing: this needs version 20\.19 or later/m);
  });

  test("says in one sentence that npm is missing", () => {
    const node = join(folder, "node");
    symlinkSync(process.execPath, node);
    try {
      const { status, output } = make("build");
      assert.equal(status, 2);
      assert.match(output, /^npm is missing: it comes with Node\.js, or as Debian's package npm\.$/m);
    } finally {
      rmSync(node);
    }
  });

  test("says that there is no such suite before it installs anything, and which there are", () => {
    const { status, output } = make("test", "SUITE=unit nosuch");
    assert.equal(status, 2);
    assert.match(
      output,
      new RegExp(`^There is no suite nosuch, only ${SUITES.map(({ name }) => name).join(" ")}$`, "m"),
    );
    assert.doesNotMatch(output, /Node|Installing/);
  });

  for (const [port, says] of [
    ["PORT=", "PORT= is a whole number from 1 to 65535, not empty"],
    ["PORT=-1", "PORT= is a whole number from 1 to 65535, not -1"],
    ["WEB_PORT=70000", "WEB_PORT= is a whole number from 1 to 65535, not 70000"],
    ["WEB_PORT=5222", "PORT= and WEB_PORT= are both 5222: they must differ"],
  ] as const) {
    test(`says what is wrong with ${port} before it installs anything`, () => {
      const { status, output } = make("run", port);
      assert.equal(status, 2);
      assert.ok(output.startsWith(`${says}\n`), output);
      assert.doesNotMatch(output, /Node|Installing/);
    });
  }

  describe("as nobody", { skip: process.getuid?.() === 0 ? false : "only root can become nobody" }, () => {
    /** Runs a script of the tools with parameters, and returns its exit code and what it says. */
    function asNobody(script: string, ...parameters: string[]): [number | null, string] {
      const user = ["--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-s", ...parameters];
      const input = readFileSync(join(ROOT, "tools", script));
      const { status, stdout, stderr } = spawnSync("setpriv", user, { input, encoding: "utf8" });
      assert.equal(stdout, "");
      return [status, stderr];
    }

    test("says in one sentence what only root may install", () => {
      const sentence =
        "These Debian packages are missing, and only root may install them. As root: apt-get install no-such-package\n";
      assert.deepEqual(asNobody("setup.sh", "no-such-package"), [1, sentence]);
    });

    test("says that only root may open a low port", () => {
      const lowest = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
      const sentence = `Only root may open port ${lowest - 1}: choose one from ${lowest} up with WEB_PORT=\n`;
      assert.deepEqual(asNobody("check-ports.sh", "5222", String(lowest - 1)), [2, sentence]);
    });
  });

  /** Runs tools/setup.sh for a package with stand-ins for some programs, by their names. */
  function setUp(name: string, programs: Readonly<Record<string, string>>, path: string) {
    const stand = mkdtempSync(join(tmpdir(), "debian-"));
    for (const [program, lines] of Object.entries(programs))
      writeFileSync(join(stand, program), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    try {
      const input = readFileSync(join(ROOT, "tools/setup.sh"));
      const env = { ...process.env, PATH: `${stand}:${path}` };
      return spawnSync(join(folder, "sh"), ["-s", name], { input, encoding: "utf8", env });
    } finally {
      rmSync(stand, { recursive: true });
    }
  }

  test("shows while it installs that it goes on, and what went wrong", () => {
    const install = 'echo "Unpacking $1"\n[ "$1" = update ] || { sleep 6; echo "E: no room" >&2; exit 100; }';
    const programs = { "dpkg-query": "exit 1", "apt-get": install };
    const { status, stdout, stderr } = setUp("no-such-package", programs, process.env.PATH ?? "");
    assert.equal(status, 1);
    assert.match(stdout, /^Installing: no-such-package\n {2}5 s: Unpacking install\n/);
    assert.match(stderr, /^E: no room$/m);
  });

  test("says, before it installs Prosody, that this starts a public server", () => {
    // What is said before apt-get fails is all that is said.
    const programs = { "dpkg-query": "exit 1", id: "echo 0", "apt-get": "exit 1" };
    const { status, stdout } = setUp("prosody", programs, folder);
    assert.notEqual(status, 0);
    assert.match(stdout, /^Debian starts Prosody as a service when it installs it, open to the network\b/);
  });

  test("says in one sentence that Node is too old", () => {
    const node = join(folder, "node");
    const old = join(ROOT, "tools/kit/node-18.cjs");
    writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" --require "${old}" "$@"\n`, { mode: 0o755 });
    try {
      const { status, output } = make("build");
      assert.equal(status, 2);
      assert.match(output, /^Node\.js 18\.20\.8 is too old: this needs version 20\.19 or later\.$/m);
    } finally {
      rmSync(node);
    }
  });

  test("does not build before it looks whether dist/ is what src/ builds", () => {
    const dry = (suite: string): string =>
      spawnSync("make", ["--dry-run", "test", `SUITE=${suite}`], { cwd: ROOT, encoding: "utf8" }).stdout;
    assert.doesNotMatch(dry("dist"), /build\.ts/);
    assert.match(dry("unit"), /build\.ts/);
  });

  // npm 9, which is Debian 13's, looks for such a package before it has unpacked the one around it, and gives up.
  test("has a lock file that links to no folder inside of a package", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
      packages: Record<string, { link?: boolean; resolved?: string }>;
    };
    const links = Object.values(lock.packages).filter(({ link }) => link);
    assert.notEqual(links.length, 0);
    assert.deepEqual(
      links.filter(({ resolved = "" }) => resolved.startsWith("node_modules/")),
      [],
    );
  });
});
