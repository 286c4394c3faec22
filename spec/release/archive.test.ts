// The release archive: the same bytes from the same sources, and all that an administrator needs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startProsody } from "prosody-launcher";
import { buildArchive } from "../../tools/release/archive.ts";
import { listLuaFiles, MODULE, MODULE_FOLDER, readManifest } from "../../tools/release/module.ts";
import { enter } from "../../tools/kit/room-clients.ts";
import { INSTALLATIONS, logIn, MUC, probe } from "../live/support.ts";

const ROOM = `archive@${MUC}`;

describe("The release archive", () => {
  let folder: string;
  let archive: string;
  let unpacked: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "archive-test-"));
    archive = buildArchive(join(folder, "first"));
    unpacked = join(folder, "plugins");
    mkdirSync(unpacked);
    execFileSync("tar", ["--extract", "--gzip", `--file=${archive}`, `--directory=${unpacked}`]);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function read(name: string): string {
    return readFileSync(join(unpacked, MODULE, name), "utf8");
  }

  test("is the same, byte for byte, whenever, wherever and by whomever it is built", () => {
    const { TZ } = process.env;
    const umask = process.umask(0o077);
    process.env.TZ = "Pacific/Auckland";
    try {
      const second = buildArchive(join(folder, "second"));
      assert.ok(readFileSync(archive).equals(readFileSync(second)));
    } finally {
      process.umask(umask);
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
  });

  test("has the version of package.json in its name", () => {
    assert.equal(basename(archive), `mod_muc_probe-${readManifest().version}.tar.gz`);
  });

  test("holds one folder: the Lua as built, README and licence", () => {
    assert.deepEqual(readdirSync(unpacked), [MODULE]);
    assert.deepEqual(
      readdirSync(join(unpacked, MODULE)).sort(),
      [...listLuaFiles(), "LICENSE", "README.md"].sort(),
    );
    for (const name of listLuaFiles()) {
      assert.equal(read(name), readFileSync(join(MODULE_FOLDER, name), "utf8"));
    }
  });

  test("has a README with summary and labels, as community modules do", () => {
    const frontMatter = /^---\n(.*?)\n---\n/s.exec(read("README.md"))?.[1] ?? "";
    assert.match(frontMatter, /^summary: "\S.*"$/m);
    assert.match(frontMatter, /^labels:\n {2}- "Stage-Beta"$/m);
  });

  test("is all that a server needs among its plugin_paths", async () => {
    const [installation] = INSTALLATIONS;
    assert.ok(installation);
    const server = await startProsody({
      installation,
      pluginPaths: [unpacked],
      mucModules: ["muc_probe"],
    });
    try {
      const romeo = await logIn(server, "Romeo");
      await enter(romeo, ROOM, "Romeo");
      assert.equal((await probe(romeo, `${ROOM}/Nobody`))?.attrs.type, "unavailable");
      await romeo.disconnect();
    } finally {
      await server.stop();
    }
  });
});
