// Builds dist/mod_muc_probe/ from src/, or with --check says whether it is what src/ builds.
import { parseArgs } from "node:util";
import { runCommandLine } from "../kit/command-line.ts";
import { build } from "./dist.ts";

const USAGE = `Usage: build [--check] [--help]

Transpiles src/ to dist/mod_muc_probe/, the folder an administrator copies. Where
nothing has changed since the last time, nothing is done; else what has changed in
src/ is built, and what that may change elsewhere.

  --check   write nothing; fail if dist/ is not, byte for byte, what the sources build
  --help    show this text

Exit codes: 0 built (or the same), 1 the sources do not build (or differ), 2 bad usage.`;

function readOptions(): { check?: boolean | undefined } | undefined {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean" } } });
  return values.help ? undefined : values;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: ({ check: onlyCheck = false }) => (build(onlyCheck) ? 0 : 1),
});
