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

function write(files: ReadonlyMap<string, string>): number {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(TYPES, name)), { recursive: true });
    writeFileSync(join(TYPES, name), text);
  }
  return files.size;
}

function writeSeries(files: readonly ts.SourceFile[], series: string): number {
  rmSync(join(TYPES, series), { recursive: true, force: true });
  const index = `${series}/${INDEX}`;
  write(new Map([[index, releaseVariant(files, series)]]));
  const program = createDeclarationProgram(join(TYPES, index));
  const definitions = [...lualsDefinitions(program)];
  return (
    1 +
    write(
      new Map([
        [`${series}/luacheck.lua`, luacheckStandard(program, series)],
        ...definitions.map(([name, text]) => [`${series}/luals/${name}`, text] as const),
      ]),
    )
  );
}

/** Writes all of it, and returns the number of files. */
export function writeGenerated(): number {
  const files = readFiles();
  const written = STABLE_RELEASES.map(({ series }) => writeSeries(files, series));
  return written.reduce(
    (sum, count) => sum + count,
    write(new Map([["prosody-names.d.ts", prosodyNames(files)]])),
  );
}
