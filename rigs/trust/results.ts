// Keeps the figures of full runs for readers of the project.
import { type Table, toMarkdown, toText } from "../../tools/kit/table.ts";
import { cellsIn, putSection, readSection, resultsPage } from "../results-page.ts";

const PAGE = resultsPage("trust.md", "# Nothing leaks, nothing is lost, nothing falls over");

/** A row of figures, in the order they are shown: first of which release, then what was counted. */
export type Figures = readonly (readonly [heading: string, value: string | number])[];

/** A part of the page. */
export interface Section {
  readonly title: string;
  readonly explanation: string;
}

/** For a terminal. */
export function figuresAsText(rows: readonly Figures[]): string {
  return toText(tableOf(rows));
}

function tableOf(rows: readonly Figures[]): Table {
  return {
    headings: rows[0]?.map(([heading]) => heading) ?? [],
    rows: rows.map((figures) => figures.map(([, value]) => String(value))),
  };
}

/**
 * Puts figures in their section, in place of older ones of the same.
 * @param key how many of the first cells say of what the figures are: of a release, if it is one
 */
export function recordFigures(section: Section, figures: readonly Figures[], key = 1, page = PAGE): void {
  const { headings, rows } = tableOf(figures);
  const keyOf = (row: readonly string[]): string => row.slice(0, key).join();
  const measured = new Set(rows.map(keyOf));
  const [, ...older] = cellsIn(readSection(page, section.title));
  const kept = older.filter((row) => row.length === headings.length && !measured.has(keyOf(row)));
  const table = toMarkdown({ headings, rows: [...kept, ...rows].toSorted(byFirstCell) });
  putSection(page, section.title, `${section.explanation}\n\n${table}`);
}

function byFirstCell([a = ""]: readonly string[], [b = ""]: readonly string[]): number {
  return a.localeCompare(b, "en", { numeric: true });
}
