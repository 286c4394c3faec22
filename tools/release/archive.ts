import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ROOT } from "../kit/project.ts";
import { listLuaFiles, MODULE, MODULE_FOLDER, readManifest } from "./module.ts";

/** Files of the release besides the Lua, by their names in it. */
const COMPANIONS = {
  LICENSE: join(ROOT, "LICENSE"),
  "README.md": join(import.meta.dirname, "module-readme.md"),
};

/** The date of every file in a release, since when they were written is not the same anywhere. It is npm's. */
export const TIMESTAMP = "1985-10-26T08:15:00Z";

/** The name of the release's archive. */
export function archiveName(): string {
  return `${MODULE}-${readManifest().version}.tar.gz`;
}

/** The name of the release's zip file. */
export function zipName(): string {
  return `${MODULE}-${readManifest().version}.zip`;
}

/**
 * Packs the folder that administrators drop into `plugin_paths`, the same bytes from the same files on any day and machine.
 * @returns the path of the archive.
 */
export function buildArchive(outputFolder: string): string {
  return build(join(outputFolder, archiveName()), pack);
}

/**
 * Packs the same folder for who has no tar, in the same way.
 * @returns the path of the zip file.
 */
export function buildZip(outputFolder: string): string {
  return build(join(outputFolder, zipName()), zip);
}

function build(target: string, packInto: (staging: string, target: string) => void): string {
  const staging = mkdtempSync(join(tmpdir(), "release-"));
  try {
    stage(join(staging, MODULE));
    mkdirSync(dirname(target), { recursive: true });
    packInto(staging, target);
    return target;
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function stage(folder: string): void {
  mkdirSync(folder);
  for (const name of listLuaFiles()) copyFileSync(join(MODULE_FOLDER, name), join(folder, name));
  for (const [name, source] of Object.entries(COMPANIONS)) copyFileSync(source, join(folder, name));
}

function pack(folder: string, archive: string): void {
  execFileSync("tar", [
    "--create",
    "--format=ustar",
    "--sort=name",
    `--mtime=${TIMESTAMP}`,
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--mode=u=rwX,go=rX",
    // gzip writes down the time, unless told not to
    "--use-compress-program=gzip --no-name --best",
    `--file=${archive}`,
    `--directory=${folder}`,
    MODULE,
  ]);
}

function zip(folder: string, archive: string): void {
  const time = new Date(TIMESTAMP);
  const files = readdirSync(join(folder, MODULE))
    .sort()
    .map((name) => join(MODULE, name));
  for (const file of files) utimesSync(join(folder, file), time, time);
  rmSync(archive, { force: true });
  execFileSync("zip", ["-q", "-X", resolve(archive), ...files], {
    cwd: folder,
    env: { ...process.env, TZ: "UTC" },
  });
}
