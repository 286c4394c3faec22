import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Installation, isOf, NEWEST_STABLE, STABLE_RELEASES } from "prosody-launcher";
import { ROOT } from "../../tools/kit/project.ts";
import { describe, NONE, type Counts } from "../../tools/kit/counts.ts";
import { readBusted } from "../../tools/test/busted.ts";

const execute = promisify(execFile);
/** Prosody's libraries in C that the specs need. */
const C_LIBRARIES = ["util.encodings", "util.hashes", "util.time", "util.table"];

/** A Lua, and the series whose Prosody the specs run with. */
interface Lua {
  readonly name: string;
  readonly series: string;
}

/** That of each release, and the others: Prosody 13.0 itself needs Lua 5.2, 0.12 runs on all. */
const LUAS: readonly Lua[] = [
  { name: "lua5.1", series: "0.12" },
  ...STABLE_RELEASES.map(({ lua, series }) => ({ name: `lua${lua}`, series })),
  { name: "lua5.3", series: NEWEST_STABLE.series },
  { name: "luajit", series: "0.12" },
];

/** Libraries that Prosody's own in C are linked with, by the beginnings of their names: a release brings versions of its own. */
const LINKED = ["libcrypto", "libicu", "libidn", "libssl"];

/** A folder with links to what a release's libraries in C are linked with, and nothing else: the C library is this machine's. */
function linkLibraries({ root }: Installation): string {
  const folder = mkdtempSync(join(tmpdir(), "libraries-"));
  for (const libraries of [join(root, "lib/x86_64-linux-gnu"), join(root, "usr/lib/x86_64-linux-gnu")]) {
    if (!existsSync(libraries)) continue;
    for (const name of readdirSync(libraries)) {
      const isWanted = LINKED.some((beginning) => name.startsWith(beginning));
      if (isWanted && !existsSync(join(folder, name))) symlinkSync(join(libraries, name), join(folder, name));
    }
  }
  return folder;
}

/** Lists those of Prosody's libraries in C that this Lua cannot load: the specs have stand-ins for them. */
async function findStandIns(lua: Lua, source: string, libraries: string): Promise<string[]> {
  const script = `
    package.path = "${source}/?.lua;" .. package.path
    package.cpath = "${source}/?.so;" .. package.cpath
    for _, name in ipairs(arg) do if not pcall(require, name) then print(name) end end`;
  const { stdout } = await execute(
    lua.name,
    ["-e", `arg = {${C_LIBRARIES.map((name) => `"${name}"`).join(",")}} ${script}`],
    { env: { ...process.env, LD_LIBRARY_PATH: libraries } },
  );
  return stdout.split("\n").filter((line) => line !== "");
}

async function runBusted(
  lua: Lua,
  source: string,
  libraries: string,
): Promise<{ counts: Counts; output: string }> {
  const options = { cwd: ROOT, env: { ...process.env, PROSODY_SOURCE: source, LD_LIBRARY_PATH: libraries } };
  const args = [`--lua=${lua.name}`, "-o", "plainTerminal", "spec/unit"];
  const { stdout } = await execute("busted", args, options).catch(
    (error: unknown) => error as { stdout: string },
  );
  return { counts: readBusted(stdout) ?? { ...NONE, failed: 1 }, output: stdout };
}

/** Runs the specs on one Lua; returns what to count. */
async function testLua(lua: Lua, installation: Installation): Promise<Counts> {
  const libraryFolder = linkLibraries(installation);
  const { counts, output } = await runBusted(lua, installation.sourceFolder, libraryFolder);
  if (counts.failed > 0) console.log(output);
  const standIns = await findStandIns(lua, installation.sourceFolder, libraryFolder);
  rmSync(libraryFolder, { recursive: true });
  const libraries = standIns.length === 0 ? "its own libraries in C" : `stand-ins for ${standIns.join(", ")}`;
  console.log(`  ${lua.name.padEnd(8)}${describe(counts)}: Prosody ${installation.name}, ${libraries}`);
  return counts;
}

/** Runs the busted specs on every Lua, with the libraries of one of the releases at hand. The specs load every file of the output. */
export async function testLuas(installations: readonly Installation[]): Promise<Counts[]> {
  const counts = new Map<string, Counts>();
  for (const lua of LUAS) {
    const installation = installations.find(({ version }) => isOf(version, lua.series)) ?? installations[0];
    const key = `${lua.name} ${installation?.name ?? ""}`;
    if (installation === undefined || counts.has(key)) continue;
    counts.set(key, await testLua(lua, installation));
  }
  return [...counts.values()];
}
