import { createRequire } from "node:module";
import { basename, join } from "node:path";
import type typescript from "typescript";
import type * as typescriptToLua from "typescript-to-lua";
import { ROOT } from "../kit/project.ts";
import { readManifest } from "../release/module.ts";

// An import would have Node look through their nine megabytes for what they export: a second of CPU.
const require = createRequire(import.meta.url);
const ts = require("typescript") as typeof typescript;
const tstl = require("typescript-to-lua") as typeof typescriptToLua;

/** Lua by file name. */
export type LuaFiles = ReadonlyMap<string, string>;

/** Where `src/version.ts` leaves a place for the version. */
const VERSION_FILE = "version.lib.lua";
const VERSION_PLACE = "@VERSION@";

/** Puts the version of package.json in its place. */
function stampVersion(files: Map<string, string>): void {
  const code = files.get(VERSION_FILE);
  if (code?.includes(VERSION_PLACE) !== true) throw new Error(`${VERSION_FILE} has no place for the version`);
  files.set(VERSION_FILE, code.replace(VERSION_PLACE, readManifest().version));
}

/** Transpiles src/. Returns undefined after any diagnostic, which is printed. */
export function transpile(): LuaFiles | undefined {
  const files = new Map<string, string>();
  const { diagnostics } = tstl.transpileProject(join(ROOT, "tsconfig.json"), {}, (path, code) => {
    files.set(basename(path), code);
  });
  const host = { ...ts.sys, getCanonicalFileName: (name: string) => name, getNewLine: () => "\n" };
  process.stderr.write(ts.formatDiagnostics(diagnostics, host));
  if (diagnostics.length > 0) return undefined;
  stampVersion(files);
  return files;
}
