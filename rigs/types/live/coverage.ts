import { toText } from "../../../tools/kit/table.ts";
import type { CallComparison } from "./compare-results.ts";
import type { SeenMember } from "./compare-table.ts";
import type { Result } from "./compare.ts";

interface Compared {
  readonly result: Pick<Result, "tables" | "hostEvents" | "globalEvents">;
}

/** The figures of one release. */
export interface Covered {
  readonly version: string;
  readonly result: Result;
}

/** A table of what was checked, of what is declared. */
export function coverageTable(releases: readonly Covered[]): string {
  const row = (title: string, cell: (result: Result) => string): string[] => [
    title,
    ...releases.map(({ result }) => cell(result)),
  ];
  const rows = [
    row(
      "members checked/declared",
      (result) => `${countSeen(membersOf(result))}/${membersOf(result).length}`,
    ),
    row("events of hosts seen/declared", ({ hostEvents }) => `${hostEvents.seen}/${hostEvents.declared}`),
    row(
      "events of the server seen/declared",
      ({ globalEvents }) => `${globalEvents.seen}/${globalEvents.declared}`,
    ),
    row("functions called/declared", ({ calls: { declared, uncalled }, calls }) => {
      const called = declared.length - uncalled.length;
      return `${called}/${declared.length} (${calledPercent(calls).toFixed(0)} %)`;
    }),
    row("fields of payloads checked", (result) => String(countSeen(fieldsOf(result)))),
  ];
  return toText({ headings: ["", ...releases.map(({ version }) => version)], rows });
}

/** Counts members, and fields of payloads, over all releases together. */
export function countChecked(releases: readonly Covered[]): { members: number; fields: number } {
  return {
    members: countSeen(releases.flatMap(({ result }) => membersOf(result))),
    fields: countSeen(releases.flatMap(({ result }) => fieldsOf(result))),
  };
}

export function calledPercent({ declared, uncalled }: CallComparison): number {
  return declared.length === 0 ? 100 : 100 - (100 * uncalled.length) / declared.length;
}

/** Members that no release showed, of libraries, objects and events of which some showed an example. */
export function neverSeen(releases: readonly Compared[]): readonly SeenMember[] {
  const members = new Map<string, SeenMember>();
  for (const member of releases.flatMap(({ result }) => [...membersOf(result), ...fieldsOf(result)])) {
    if (members.get(member.subject)?.isSeen !== true) members.set(member.subject, member);
  }
  return [...members.values()].filter(({ isSeen }) => !isSeen);
}

/** Those of them that no code names either: nobody can have them. */
export function madeUp(releases: readonly (Compared & { readonly source: string })[]): readonly SeenMember[] {
  return neverSeen(releases).filter(({ name }) => {
    const word = new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, "\\$&")}(?!\\w)`);
    return !releases.some(({ source }) => word.test(source));
  });
}

function membersOf({ tables }: Compared["result"]): SeenMember[] {
  return [...tables.values()].flatMap(({ members }) => members);
}

function fieldsOf({ hostEvents, globalEvents }: Compared["result"]): SeenMember[] {
  return [...hostEvents.members, ...globalEvents.members];
}

function countSeen(members: readonly SeenMember[]): number {
  return members.filter(({ isSeen }) => isSeen).length;
}
