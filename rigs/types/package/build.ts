// Builds what of the package of declarations is made from the rest of it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { STABLE_RELEASES } from "prosody-launcher";
import { ts } from "../../../tools/kit/typescript.js";
import { runCommandLine } from "../../../tools/kit/command-line.ts";
import { TYPES } from "../../../tools/kit/project.ts";
import { isUpToDate, keepRecord, type Product } from "../../../tools/kit/up-to-date.ts";
import { luacheckStandard } from "./luacheck-standard.ts";
import { lualsDefinitions } from "./luals.ts";
import { prosodyNames } from "./prosody-names.ts";
import { releaseVariant } from "./release-variant.ts";
import { seriesProgram } from "./series-program.ts";

const USAGE = `Usage: build [--check] [--help]

Writes types/prosody-names.d.ts, the libraries' names from 13.0 on, and a folder for
each series of releases (types/0.11, …) with the declarations that are true of it, and with
what those who write Lua take: a standard for luacheck, definitions for
lua-language-server. Does nothing where nothing has changed since it last did.

  --check   write nothing; fail if types/prosody-names.d.ts is not what this writes
  --help    show this text

Exit codes: 0 written (or the same), 1 it differs, 2 bad usage.`;

/** The series of releases that have declarations of their own. */
export const SERIES: readonly string[] = STABLE_RELEASES.map(({ series }) => series);

const NAMES = "prosody-names.d.ts";
const INDEX = "index.d.ts";
/** Left out of the series: the index only lists files, and Lua is the same for all. */
const SHARED = [INDEX, "lua.d.ts", "lua-5.4.d.ts", "lua-iterators.d.ts"];

/** All is below `types`: what it is made of, and what is made. */
const PRODUCT: Product = {
  name: "types",
  sources: ["rigs/types/package", "packages/prosody-launcher/src/releases.ts", "package-lock.json"],
  folder: "types",
};

function readFiles(): ts.SourceFile[] {
  return readdirSync(TYPES, { recursive: true, encoding: "utf8" })
    .filter(
      (name) =>
        name.endsWith(".d.ts") && !/^(node_modules|test|[\d.]+)[/\\]/.test(name) && !SHARED.includes(name),
    )
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(TYPES, name), "utf8");
      return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    });
}

/** Makes the files for those who write Lua from the declarations of one series. */
export function generateForLua(declarations: string, series: string): Map<string, string> {
  const program = seriesProgram(declarations, series);
  const files = new Map([[`${series}/luacheck.lua`, luacheckStandard(program, series)]]);
  for (const [name, text] of lualsDefinitions(program)) files.set(`${series}/luals/${name}`, text);
  return files;
}

/** The declarations that are written, by file name. */
export async function generate(): Promise<Map<string, string>> {
  const files = readFiles();
  const sources = new Map([[NAMES, prosodyNames(files)]]);
  for (const series of SERIES) sources.set(`${series}/${INDEX}`, releaseVariant(files, series));
  const options = await resolveConfig(join(TYPES, INDEX));
  const formatted = [...sources].map(
    async ([name, source]) => [name, await format(source, { ...options, parser: "typescript" })] as const,
  );
  return new Map(await Promise.all(formatted));
}

async function build(): Promise<number> {
  if (isUpToDate(PRODUCT)) return 0;
  write(await generate());
  keepRecord(PRODUCT);
  return 0;
}

function write(declarations: ReadonlyMap<string, string>): void {
  const sources = new Map(declarations);
  for (const series of SERIES) {
    const forLua = generateForLua(declarations.get(`${series}/${INDEX}`) ?? "", series);
    for (const [name, text] of forLua) sources.set(name, text);
  }
  for (const series of SERIES) rmSync(join(TYPES, series), { recursive: true, force: true });
  for (const [name, source] of sources) {
    mkdirSync(dirname(join(TYPES, name)), { recursive: true });
    writeFileSync(join(TYPES, name), source);
  }
  // Not to the output: there npm pack says what it packed.
  console.error(`types: ${sources.size} files built`);
}

function check(sources: ReadonlyMap<string, string>): number {
  if (sources.get(NAMES) === readFileSync(join(TYPES, NAMES), "utf8")) return 0;
  console.error(`types/${NAMES} is not what rigs/types/package/build.ts writes`);
  return 1;
}

function readOptions(): { check?: boolean | undefined } | undefined {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help === true ? undefined : values;
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await runCommandLine({
    usage: USAGE,
    read: readOptions,
    run: async ({ check: onlyCheck }) => (onlyCheck === true ? check(await generate()) : build()),
  });
}
