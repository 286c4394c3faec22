// The page for authors of clients says what each library and client shows: it is what they are held against.
import { join } from "node:path";
import { ROOT } from "../../tools/kit/project.ts";
import { cellsIn, readSection } from "../results-page.ts";
import type { Row } from "./row.ts";

const PAGE = "docs/clients-seen.md";

/** Compares what was seen with the table below a heading of the page. */
export function compareToPage(
  title: string,
  headings: readonly string[],
  seen: readonly (readonly string[])[],
): Row[] {
  const table = cellsIn(readSection({ file: join(ROOT, PAGE) }, title));
  const columns = headings.map((heading) => table[0]?.indexOf(heading) ?? -1);
  return seen.map((cells) => {
    const line = table.find(([first]) => first === cells[0]);
    const differing = cells.flatMap((cell, i) => {
      const written = line?.[columns[i] ?? -1];
      return cell === written
        ? []
        : [`${headings[i] ?? ""}: saw ${cell}; ${PAGE} says ${written ?? "nothing"}`];
    });
    if (differing.length === 0) return { cells, verdict: "right" };
    return { cells, verdict: "wrong", problem: `${cells[0] ?? ""}: ${differing.join("\n  ")}` };
  });
}
