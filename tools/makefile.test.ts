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
    ["PORT=http", "PORT= is a whole number from 1 to 65535, not http"],
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

  const isRoot = process.getuid?.() === 0;
  test(
    "says in one sentence what only root may install",
    { skip: isRoot ? false : "only root can become nobody" },
    () => {
      const command = ["--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-s", "no-such-package"];
      const { status, stdout, stderr } = spawnSync("setpriv", command, {
        input: readFileSync(join(ROOT, "tools/setup.sh")),
        encoding: "utf8",
      });
      assert.deepEqual(
        [status, stdout, stderr],
        [
          1,
          "",
          "These Debian packages are missing, and only root may install them. As root: apt-get install no-such-package\n",
        ],
      );
    },
  );

  test(
    "says that only root may open a low port",
    { skip: isRoot ? false : "only root can become nobody" },
    () => {
      const lowest = Number(readFileSync("/proc/sys/net/ipv4/ip_unprivileged_port_start", "utf8"));
      const command = [
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "sh",
        "-s",
        "5222",
        String(lowest - 1),
      ];
      const { status, stderr } = spawnSync("setpriv", command, {
        input: readFileSync(join(ROOT, "tools/check-ports.sh")),
        encoding: "utf8",
      });
      assert.deepEqual(
        [status, stderr],
        [2, `Only root may open port ${lowest - 1}: choose one from ${lowest} up with WEB_PORT=\n`],
      );
    },
  );

  test("shows while it installs that it goes on, and what went wrong", () => {
    const programs = mkdtempSync(join(tmpdir(), "debian-"));
    const write = (name: string, lines: string): void => {
      writeFileSync(join(programs, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
    };
    write("dpkg-query", "exit 1");
    write(
      "apt-get",
      'echo "Unpacking $1"\n[ "$1" = update ] || { sleep 6; echo "E: no room" >&2; exit 100; }',
    );
    try {
      const { status, stdout, stderr } = spawnSync("sh", ["-s", "no-such-package"], {
        input: readFileSync(join(ROOT, "tools/setup.sh")),
        encoding: "utf8",
        env: { ...process.env, PATH: `${programs}:${process.env.PATH}` },
      });
      assert.equal(status, 1);
      assert.match(stdout, /^Installing: no-such-package\n {2}5 s: Unpacking install\n/);
      assert.match(stderr, /^E: no room$/m);
    } finally {
      rmSync(programs, { recursive: true });
    }
  });

  test("says, before it installs Prosody, that this starts a public server", () => {
    const programs = mkdtempSync(join(tmpdir(), "debian-"));
    const write = (name: string, line: string): void => {
      writeFileSync(join(programs, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    };
    write("dpkg-query", "exit 1");
    write("id", "echo 0");
    write("apt-get", "exit 1"); // what is said before it is all that is said
    try {
      const { status, stdout } = spawnSync(join(folder, "sh"), ["-s", "prosody"], {
        input: readFileSync(join(ROOT, "tools/setup.sh")),
        encoding: "utf8",
        env: { PATH: `${programs}:${folder}` },
      });
      assert.notEqual(status, 0);
      assert.match(stdout, /^Debian starts Prosody as a service when it installs it, open to the network\b/);
    } finally {
      rmSync(programs, { recursive: true });
    }
  });

  test("says in one sentence that Node is too old", () => {
    const node = join(folder, "node");
    const old = join(folder, "old.cjs");
    writeFileSync(old, 'Object.defineProperty(process.versions, "node", { value: "18.20.4" });\n');
    writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" --require "${old}" "$@"\n`, { mode: 0o755 });
    try {
      const { status, output } = make("build");
      assert.equal(status, 2);
      assert.match(output, /^Node\.js 18\.20\.4 is too old: this needs version 20\.19 or later\.$/m);
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
