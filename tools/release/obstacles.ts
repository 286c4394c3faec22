import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Addresses of a project: fields of its `package.json`. Whoever publishes the project sets them. */
const ADDRESSES = ["homepage", "repository", "bugs"] as const;

interface Manifest extends Readonly<Partial<Record<(typeof ADDRESSES)[number], string>>> {
  readonly version: string;
}

/** Says whether nobody can be reached at an address: it is on a host of RFC 2606, or none. */
function isPlaceholder(address: string | undefined): boolean {
  return address === undefined || !URL.canParse(address) || new URL(address).hostname.endsWith(".example");
}

function readJson(folder: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as Manifest;
}

/** Lists the files that are not as they were committed, a line each. */
function uncommitted(folder: string): string[] {
  const status = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
  return status.split("\n").filter((line) => line !== "");
}

/** The newest heading of the changelog, without its mark: `1.0.0 - 2026-11-26`. */
function newestHeading(folder: string): string {
  return /^## (.*)$/m.exec(readFileSync(join(folder, "CHANGELOG.md"), "utf8"))?.[1] ?? "";
}

/** Files that are about addresses of nobody: tests, and what runs for them. */
const OF_TESTS = [":!spec", ":!rigs", ":!*/test/*"];

/** The files that git knows, but for those of tests. */
function filesOf(folder: string): string[] {
  const list = execFileSync("git", ["ls-files", "--", ".", ...OF_TESTS], { cwd: folder, encoding: "utf8" });
  return list.split("\n").filter((line) => line !== "");
}

/** Lists the placeholders for addresses in a file, a line each. */
function placeholdersIn(file: string, text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, i) => (/https?:\/\/[a-z0-9.-]+\.example\b/.test(line) ? [`  ${file}:${i + 1}`] : []));
}

/** Lists the sentences of a page that are true before a release only. */
function outdatedOn(page: string, text: string, version: string): string[] {
  const obstacles: string[] = [];
  if (/\bno\s+release\s+yet\b/.test(text))
    obstacles.push(`${page} says that there is no release yet: take that out`);
  for (const named of new Set(text.match(/(?<=mod_muc_probe-)\d+\.\d+\.\d+(?=\.(?:tar\.gz|zip))/g)))
    if (named !== version)
      obstacles.push(`${page} names the archive of version ${named}: this is ${version}`);
  return obstacles;
}

/** Lists the obstacles in files other than package.json and the changelog. */
function obstaclesInFiles(folder: string, version: string): string[] {
  const placeholders: string[] = [];
  const outdated: string[] = [];
  for (const file of filesOf(folder)) {
    const text = readFileSync(join(folder, file), "utf8");
    if (file !== "package.json") placeholders.push(...placeholdersIn(file, text));
    if (file.endsWith(".md")) outdated.push(...outdatedOn(file, text, version));
  }
  if (placeholders.length === 0) return outdated;
  return [
    `These lines have a placeholder: set the project's own address\n${placeholders.join("\n")}`,
    ...outdated,
  ];
}

/**
 * Says why a project cannot be released as it is, a sentence for each obstacle.
 * @param folder the project's folder, a git checkout with `package.json`, `package-lock.json` and `CHANGELOG.md`
 */
export function findObstacles(folder: string): string[] {
  const manifest = readJson(folder, "package.json");
  const { version } = manifest;
  const obstacles = ADDRESSES.filter((name) => isPlaceholder(manifest[name])).map(
    (name) => `package.json: "${name}" is ${manifest[name] ?? "missing"}: set the project's own address`,
  );
  const locked = readJson(folder, "package-lock.json").version;
  if (locked !== version) {
    obstacles.push(
      `package-lock.json has version ${locked}, package.json ${version}: run npm install --package-lock-only`,
    );
  }
  const heading = newestHeading(folder);
  if (!heading.startsWith(`${version} - `) || !/ - \d{4}-\d\d-\d\d$/.test(heading)) {
    obstacles.push(
      `CHANGELOG.md: the newest heading is "${heading}": write "${version} - " and the date of the release, as 2026-01-31`,
    );
  }
  obstacles.push(...obstaclesInFiles(folder, version));
  const changes = uncommitted(folder);
  if (changes.length > 0)
    obstacles.push(`These files are not committed:\n${changes.map((line) => `  ${line}`).join("\n")}`);
  return obstacles;
}
