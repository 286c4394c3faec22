// Keeps the tables for readers of the project.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toMarkdown } from "../table.ts";
import { ROOT } from "../project.ts";
import type { Section } from "./row.ts";

const FILE = join(ROOT, "spec/results/foreign.md");
const HEAD =
  "# Software that nobody here wrote\n\nWritten by `make foreign RECORD=1`: Debian's packages and libraries from npm against the plugin and the scansion " +
  "runner, in network namespaces of their own.";

/** Writes the tables of a whole run. */
export function record(sections: readonly Section[]): void {
  const texts = sections.map(({ title, explanation, headings, rows }) => {
    const table = toMarkdown({ headings, rows: rows.map(({ cells }) => cells) });
    return `## ${title}\n\n${explanation}\n\n${table}`;
  });
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `${[HEAD, ...texts].join("\n\n")}\n`);
}
