import { parseArgs } from "node:util";
import { PARTS, type Part } from "./parts.ts";
import type { CheckOptions } from "./row.ts";

export const USAGE = `Usage: foreign [--short] [--record] [--help] [PART…]

Runs software that nobody here wrote against the plugin and the scansion runner, in network namespaces of its own, and
prints what it saw. Parts:
${PARTS.map(({ name, checks }) => `  ${name.padEnd(16)}${checks}`).join("\n")}

  --short   leave out what takes minutes
  --record  keep the tables in spec/results/foreign.md
  --help    show this text

Exit codes: 0 all is right, or skipped for want of rights or packages (with CI=true that fails), 1 something is wrong, 2 bad usage.
The last line counts.`;

/** The parts to run, and the options for them. */
export interface Options extends CheckOptions {
  readonly parts: readonly Part[];
  readonly record: boolean;
}

/** Reads the command line; undefined if it asks for help. Throws what is wrong with it. */
export function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean" },
      record: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  if (values.short && values.record) throw new Error("Only a whole run can be kept");
  for (const name of positionals) {
    if (!PARTS.some((part) => part.name === name)) throw new Error(`There is no part ${name}`);
  }
  return {
    parts: positionals.length === 0 ? PARTS : PARTS.filter(({ name }) => positionals.includes(name)),
    short: values.short ?? false,
    record: values.record ?? false,
  };
}
