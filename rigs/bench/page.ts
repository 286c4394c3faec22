// The page with the figures: a section for each part of the benchmark on each release.
import { cpus } from "node:os";
import { type Table, toMarkdown, toText } from "../../tools/kit/table.ts";
import { putSection, resultsPage } from "../results-page.ts";

const PAGE = resultsPage("bench.md", "# What a probe costs\n\nWritten by `make bench`.");

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

function render({ content, missed }: Section, format: (table: Table) => string): string {
  return [
    ...content.map((part) => (typeof part === "string" ? part : format(part))),
    ...(missed === undefined ? [] : [describeMissed(missed)]),
  ].join("\n\n");
}

/** For a terminal. */
export function sectionAsText(section: Section): string {
  return `## ${section.title}\n\n${render(section, toText)}`;
}

function describeMachine(): string {
  return `Measured on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.version}.`;
}

/** Puts a section in the page. Each says which machine it is from. */
export function recordSection(section: Section, page = PAGE): void {
  const content = [...section.content, describeMachine()];
  putSection(page, section.title, render({ ...section, content }, toMarkdown));
}
