// Writes the libraries' names from 13.0 on, and a folder for each series of releases with the declarations that are true of it, and with
// what those who write Lua take: a standard for luacheck, definitions for lua-language-server.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { STABLE_RELEASES } from "prosody-launcher";
import { TYPES } from "../../../tools/kit/project.ts";
import { ts } from "../../../tools/kit/typescript.js";
import { createDeclarationProgram } from "../live/read-declarations.ts";
import { luacheckStandard } from "./luacheck-standard.ts";
import { lualsDefinitions } from "./luals.ts";
import { prosodyNames } from "./prosody-names.ts";
import { releaseVariant } from "./release-variant.ts";

const INDEX = "index.d.ts";
/** Left out of the series: the index only lists files, and Lua is the same for all. */
const SHARED = [INDEX, "lua.d.ts", "lua-5.4.d.ts", "lua-iterators.d.ts"];

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

function write(name: string, text: string): void {
  mkdirSync(dirname(join(TYPES, name)), { recursive: true });
  writeFileSync(join(TYPES, name), text);
}

function writeSeries(files: readonly ts.SourceFile[], series: string): void {
  const index = `${series}/${INDEX}`;
  rmSync(join(TYPES, series), { recursive: true, force: true });
  write(index, releaseVariant(files, series));
  const program = createDeclarationProgram(join(TYPES, index));
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(TYPES, index));
  if (file === undefined) throw new Error(`types/${index} is not in its program`);
  write(`${series}/luacheck.lua`, luacheckStandard(checker, file, series));
  for (const [name, text] of lualsDefinitions(checker, file)) write(`${series}/luals/${name}`, text);
}

/** Writes all of it. */
export function writeGenerated(): void {
  const files = readFiles();
  write("prosody-names.d.ts", prosodyNames(files));
  for (const { series } of STABLE_RELEASES) writeSeries(files, series);
}
