// The page with the figures: a section for each part of the benchmark on each release.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { type Table, toMarkdown, toText } from "../../tools/kit/table.ts";
import { ROOT } from "../../tools/kit/project.ts";

const FILE = join(ROOT, "spec/results/bench.md");

/** The findings of a part of the benchmark on one release. */
export interface Section {
  readonly title: string;
  /** Explanations and figures, in turn. */
  readonly content: readonly (string | Table)[];
  /** Targets that were missed, one line each; undefined where there are none. */
  readonly missed?: readonly string[];
}

function describeMissed(missed: readonly string[]): string {
  if (missed.length === 0) return "All targets are met.";
  return `Targets missed:\n\n${missed.map((line) => `- ${line}`).join("\n")}`;
}

function render({ title, content, missed }: Section, format: (table: Table) => string): string {
  return [
    `## ${title}`,
    ...content.map((part) => (typeof part === "string" ? part : format(part))),
    ...(missed === undefined ? [] : [describeMissed(missed)]),
  ].join("\n\n");
}

/** For a terminal. */
export function sectionAsText(section: Section): string {
  return render(section, toText);
}

function describeMachine(): string {
  return `Measured on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}.`;
}

/**
 * Puts a section in the page, in place of an older one with its title; sections are in the order of their titles. Each says
 * which machine it is from.
 */
export function recordSection(section: Section, file = FILE): void {
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";
  const text = render({ ...section, content: [...section.content, describeMachine()] }, toMarkdown);
  const others = page
    .split(/^(?=## )/m)
    .filter((other) => other.startsWith("## ") && !other.startsWith(`## ${section.title}\n`))
    .map((other) => other.trimEnd());
  const head = "# What a probe costs\n\nWritten by `make bench`.";
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[head, ...[...others, text].sort()].join("\n\n")}\n`);
}
