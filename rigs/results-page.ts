// Pages of spec/results: a heading, and a section for each thing that was measured, in the order of their titles.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../tools/kit/project.ts";

/** A page, and how it begins. */
export interface ResultsPage {
  readonly file: string;
  readonly head: string;
}

/** Names a page of `spec/results`. */
export function resultsPage(name: string, head: string): ResultsPage {
  return { file: join(ROOT, "spec/results", name), head };
}

/** The text of a section that the page has, with its heading; empty without one. */
export function readSection({ file }: Pick<ResultsPage, "file">, title: string): string {
  return sectionsOf(file).find((text) => text.startsWith(`## ${title}\n`)) ?? "";
}

/** The lines of the tables in a section, each as its cells: headings too. */
export function cellsIn(section: string): string[][] {
  return section
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[ |:-]*$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
}

/** Puts a section in a page, in place of an older one with its title. */
export function putSection({ file, head }: ResultsPage, title: string, text: string): void {
  const others = sectionsOf(file).filter((other) => !other.startsWith(`## ${title}\n`));
  const sections = [...others, `## ${title}\n\n${text}`].map((each) => each.trimEnd()).sort();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${[head, ...sections].join("\n\n")}\n`);
}

function sectionsOf(file: string): string[] {
  const page = existsSync(file) ? readFileSync(file, "utf8") : "";
  return page.split(/^(?=## )/m).filter((text) => text.startsWith("## "));
}
