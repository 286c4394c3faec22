// `make release`: what stands in its way, and what it makes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { archiveName, zipName } from "../../tools/release/archive.ts";
import { CHECKSUMS } from "../../tools/release/checksums.ts";
import { buildEverything } from "../../tools/release/everything.ts";
import { newestEntry, NOTES } from "../../tools/release/notes.ts";
import { findObstacles } from "../../tools/release/obstacles.ts";
import { rockVersion } from "../../tools/release/rockspec.ts";

const READY = {
  version: "1.2.0",
  homepage: "https://probes.test/",
  repository: "https://probes.test/source",
  bugs: "https://probes.test/issues",
};

describe("What stands in the way of a release", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "release-test-"));
    execFileSync("git", ["init", "--quiet"], { cwd: folder });
    write("package.json", READY);
    write("package-lock.json", { version: READY.version });
    writeFileSync(
      join(folder, "CHANGELOG.md"),
      "# Changelog\n\n## 1.2.0 - 2026-11-26\n\n## 1.1.0 - 2026-01-31\n",
    );
    commit();
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, content: object): void {
    writeFileSync(join(folder, name), JSON.stringify(content));
  }

  function commit(): void {
    const settings = ["user.name=Somebody", "user.email=somebody@probes.test", "commit.gpgsign=false"];
    const options = settings.flatMap((setting) => ["-c", setting]);
    execFileSync("git", ["add", "."], { cwd: folder });
    execFileSync("git", [...options, "commit", "--quiet", "--message=Changed"], { cwd: folder });
  }

  test("is nothing if all is ready", () => {
    assert.deepEqual(findObstacles(folder), []);
  });

  test("are addresses that are missing, placeholders or none", () => {
    write("package.json", {
      ...READY,
      homepage: undefined,
      repository: "https://probes.example/source",
      bugs: "ask me",
    });
    commit();
    assert.deepEqual(findObstacles(folder), [
      'package.json: "homepage" is missing: set the project\'s own address',
      'package.json: "repository" is https://probes.example/source: set the project\'s own address',
      'package.json: "bugs" is ask me: set the project\'s own address',
    ]);
  });

  test("is a lock file with another version", () => {
    write("package-lock.json", { version: "1.1.0" });
    commit();
    assert.deepEqual(findObstacles(folder), [
      "package-lock.json has version 1.1.0, package.json 1.2.0: run npm install --package-lock-only",
    ]);
  });

  for (const heading of ["1.2.0 - unreleased", "1.1.0 - 2026-01-31", "1.2.0", "1.2.01 - 2026-11-26"]) {
    test(`is a changelog whose newest heading is ${heading}`, () => {
      writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${heading}\n`);
      commit();
      const [obstacle, ...others] = findObstacles(folder);
      assert.match(obstacle ?? "", /^CHANGELOG\.md: the newest heading is ".*": write "1\.2\.0 - "/);
      assert.deepEqual(others, []);
    });
  }

  test("are placeholders in any other file, but those of tests", () => {
    mkdirSync(join(folder, "spec"));
    for (const name of ["doap.xml", "spec/some.test.ts"])
      writeFileSync(
        join(folder, name),
        "<Project>\n  https://probes.example/issues\n  https://probes.test/\n",
      );
    commit();
    assert.deepEqual(findObstacles(folder), [
      "These lines have a placeholder: set the project's own address\n  doap.xml:2",
    ]);
  });

  test("are pages about the time before the release", () => {
    writeFileSync(
      join(folder, "README.md"),
      "Download mod_muc_probe-1.1.0.tar.gz. There is no\nrelease yet.\n",
    );
    writeFileSync(
      join(folder, "OTHER.md"),
      "Download mod_muc_probe-1.2.0.tar.gz, or mod_muc_probe-1.2.0.zip.\n",
    );
    commit();
    assert.deepEqual(findObstacles(folder), [
      "README.md says that there is no release yet: take that out",
      "README.md names the archive of version 1.1.0: this is 1.2.0",
    ]);
  });

  test("are files that are not committed, new ones too", () => {
    write("package-lock.json", { version: READY.version, lockfileVersion: 3 });
    write("new.json", {});
    assert.deepEqual(findObstacles(folder), [
      "These files are not committed:\n   M package-lock.json\n  ?? new.json",
    ]);
  });
});

describe("A release", { skip: existsSync("/usr/bin/luarocks") ? false : "luarocks is not installed" }, () => {
  let folder: string;
  let files: readonly string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "release-test-"));
    files = buildEverything(folder);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  test("has the archive, the zip file, the rock, its rockspec, each npm package, checksums and notes", () => {
    const rock = `mod_muc_probe-${rockVersion()}`;
    for (const name of [archiveName(), zipName(), NOTES, `${rock}.src.rock`, `${rock}.rockspec`, CHECKSUMS])
      assert.ok(files.includes(join(folder, name)), name);
    for (const name of ["prosody-plugin-types", "scansion-runner"])
      assert.ok(
        readdirSync(folder).some((file) => file.startsWith(`${name}-`) && file.endsWith(".tgz")),
        name,
      );
  });

  test("has checksums that sha256sum takes, of every file but itself", () => {
    const output = execFileSync("sha256sum", ["--check", CHECKSUMS], { cwd: folder, encoding: "utf8" });
    assert.equal(output.trim().split("\n").length, files.length - 2, "all but itself and the notes");
  });
});

test("The notes of a release are the newest entry of the changelog", () => {
  const changelog =
    "# Changelog\n\nBefore.\n\n## 1.2.0 - 2026-11-26\n\n### Added\n\n- This.\n\n## 1.1.0 - 2026-01-31\n\n- That.\n";
  assert.equal(newestEntry(changelog), "### Added\n\n- This.");
});
