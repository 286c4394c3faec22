import { percent, type Measured, type MeasuredRelease, type Share } from "./measure.ts";
import { KINDS, type Kind } from "./uses.ts";

const TITLES: Readonly<Record<Kind, string>> = {
  library: "libraries",
  field: "functions and fields of libraries",
  module: "methods of `module`",
  event: "events",
  item: "items",
  export: "what modules export",
  object: "members of objects",
};

/** A table in Markdown: what is declared of what is used, a column for each release. */
export function table(releases: readonly MeasuredRelease[]): string {
  const rows: [title: string, read: (measured: Measured) => Share][] = [
    ...KINDS.filter((kind) => kind !== "object").map(rowOf),
    ["**all names**", ({ names }) => names],
    ["**files whose names are all declared**", ({ files }) => files],
    rowOf("object"),
    ["names and members", ({ everything }) => everything],
  ];
  const lines = [
    ["declared / used", ...releases.map(({ version }) => version)],
    ["---", ...releases.map(() => "---:")],
    ...rows.map(([title, read]) => [title, ...releases.map(({ measured }) => cell(read(measured)))]),
  ];
  return align(lines);
}

function rowOf(kind: Kind): [string, (measured: Measured) => Share] {
  return [TITLES[kind], ({ kinds }) => kinds[kind]];
}

function cell(share: Share): string {
  return `${share.declared} / ${share.all} (${percent(share).toFixed(1)} %)`;
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `| ${row.map((text, column) => fill(text, widths[column] ?? 0)).join(" | ")} |`)
    .join("\n");
}

function fill(text: string, width: number): string {
  if (text.startsWith("---")) return text.endsWith(":") ? `${"-".repeat(width - 1)}:` : "-".repeat(width);
  return /^\d/.test(text) ? text.padStart(width) : text.padEnd(width);
}
