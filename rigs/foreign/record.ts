// Keeps the tables for readers of the project.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { toMarkdown } from "../../tools/kit/table.ts";
import { ROOT } from "../../tools/kit/project.ts";
import type { Section } from "./row.ts";

const FILE = join(ROOT, "spec/results/foreign.md");
const HEAD =
  "# Software that nobody here wrote\n\nWritten by `make foreign RECORD=1`: Debian's packages and libraries from npm against the plugin and the scansion " +
  "runner, in network namespaces of their own.";

/** Writes the tables; those of parts that were not run stay as they are. */
export function record(sections: readonly Section[]): void {
  const texts = new Map(readKept().map((text) => [titleOf(text), text]));
  for (const { title, explanation, headings, rows } of sections) {
    const table = toMarkdown({ headings, rows: rows.map(({ cells }) => cells) });
    texts.set(title, `## ${title}\n\n${explanation}\n\n${table}\n`);
  }
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, [`${HEAD}\n`, ...texts.values()].join("\n"));
}

/** The tables as they are kept, each with its heading. */
function readKept(): string[] {
  if (!existsSync(FILE)) return [];
  const [, ...texts] = readFileSync(FILE, "utf8").split(/^(?=## )/m);
  return texts.map((text) => `${text.trimEnd()}\n`);
}

function titleOf(text: string): string {
  return /^## (.*)/.exec(text)?.[1] ?? "";
}
