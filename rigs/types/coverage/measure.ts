import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toMarkdown } from "../../../tools/kit/table.ts";
import type { DeclaredNames } from "./declared-names.ts";
import { KINDS, readUses, type Kind, type Use } from "./read-uses.ts";

/** The uses of one file. */
interface FileUses {
  readonly file: string;
  readonly uses: readonly Use[];
}

/** The uses of the modules of a release. */
export interface Measured {
  readonly version: string;
  readonly files: readonly FileUses[];
}

/** A use that is not declared, as the allow-list names it. */
export interface Undeclared {
  readonly kind: Kind;
  readonly subject: string;
  readonly files: readonly string[];
}

/** Some things: `true` for each that is declared. */
type Share = readonly boolean[];

/** Reads every module in a folder. */
export function readModules(folder: string, declared: DeclaredNames): readonly FileUses[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".lua"))
    .toSorted()
    .map((file) => ({ file, uses: readUses(readFileSync(join(folder, file), "latin1"), declared) }));
}

/** A table in Markdown: what is declared of what is used, a column for each release. */
export function table(releases: readonly Measured[]): string {
  const row = (title: string, read: (measured: Measured) => Share): string[] => [
    title,
    ...releases.map((release) => cell(read(release))),
  ];
  const rowOf = (wanted: Kind): string[] =>
    row(KINDS[wanted], ({ files }) => declaredOf(files, ({ kind }) => kind === wanted));
  return toMarkdown({
    headings: ["declared / used", ...releases.map(({ version }) => version)],
    rows: [
      ...(Object.keys(KINDS) as Kind[]).map(rowOf),
      row("**all names**", ({ files }) => declaredOf(files, () => true)),
      row("**files whose names are all declared**", ({ files }) =>
        files.map(({ uses }) => uses.every(({ isDeclared }) => isDeclared)),
      ),
    ],
  });
}

/** Lists what is not declared with the files that use it: what most use first. */
export function undeclaredOf({ files }: Measured): readonly Undeclared[] {
  const found = new Map<string, Undeclared>();
  for (const { file, uses } of files) {
    for (const { kind, name } of uses.filter(({ isDeclared }) => !isDeclared)) {
      const before = found.get(`${kind} ${name}`)?.files ?? [];
      found.set(`${kind} ${name}`, { kind, subject: name, files: [...before, file] });
    }
  }
  return [...found.values()].toSorted(
    (a, b) => b.files.length - a.files.length || (a.subject < b.subject ? -1 : 1),
  );
}

function declaredOf(files: readonly FileUses[], isWanted: (use: Use) => boolean): Share {
  return files.flatMap(({ uses }) => uses.filter(isWanted).map(({ isDeclared }) => isDeclared));
}

function cell(share: Share): string {
  const declared = share.filter(Boolean).length;
  return `${declared} / ${share.length} (${((100 * declared) / share.length || 100).toFixed(1)} %)`;
}
