import { toText } from "../../../tools/kit/table.ts";
import type { CallComparison } from "./compare-results.ts";
import type { SeenMember } from "./compare-table.ts";
import type { Result } from "./compare.ts";

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
    row("members checked/declared", (result) => `${seenMembers(result).length}/${membersOf(result).length}`),
    row("events of hosts seen/declared", ({ hostEvents }) => `${hostEvents.seen}/${hostEvents.declared}`),
    row(
      "events of the server seen/declared",
      ({ globalEvents }) => `${globalEvents.seen}/${globalEvents.declared}`,
    ),
    row("functions called/declared", ({ calls: { declared, uncalled }, calls }) => {
      const called = declared.length - uncalled.length;
      return `${called}/${declared.length} (${calledPercent(calls).toFixed(0)} %)`;
    }),
    row("fields of payloads checked", (result) => String(seenFields(result).length)),
  ];
  return toText({ headings: ["", ...releases.map(({ version }) => version)], rows });
}

/** Counts members, and fields of payloads, over all releases together. */
export function countChecked(releases: readonly Covered[]): { members: number; fields: number } {
  return {
    members: releases.flatMap(({ result }) => seenMembers(result)).length,
    fields: releases.flatMap(({ result }) => seenFields(result)).length,
  };
}

export function calledPercent({ declared, uncalled }: CallComparison): number {
  return declared.length === 0 ? 100 : 100 - (100 * uncalled.length) / declared.length;
}

function membersOf({ tables }: Result): SeenMember[] {
  return [...tables.values()].flatMap(({ members }) => members);
}

function seenMembers(result: Result): SeenMember[] {
  return membersOf(result).filter(({ isSeen }) => isSeen);
}

function seenFields({ hostEvents, globalEvents }: Result): SeenMember[] {
  return [...hostEvents.members, ...globalEvents.members].filter(({ isSeen }) => isSeen);
}
