import { toText } from "../../../tools/kit/table.ts";
import type { CallComparison } from "./compare-results.ts";
import type { Result } from "./compare.ts";

/** The figures of one release. */
export interface Covered {
  readonly version: string;
  readonly result: Result;
}

/** A table of what was checked, of what is declared. */
export function coverageTable(releases: readonly Covered[]): string {
  const rows = [
    ["members checked/declared", ...releases.map(({ result }) => totalCell(result))],
    ["events of hosts seen/declared", ...releases.map(({ result }) => eventCell(result.hostEvents))],
    ["events of the server seen/declared", ...releases.map(({ result }) => eventCell(result.globalEvents))],
    ["functions called/declared", ...releases.map(({ result }) => callsCell(result.calls))],
    ["fields of payloads checked", ...releases.map(({ result }) => String(fieldsOf(result)))],
  ];
  const headings = ["", ...releases.map(({ version }) => version)];
  return toText({ headings, rows });
}

/** Counts members, and fields of payloads, over all releases together. */
export function countChecked(releases: readonly Covered[]): { members: number; fields: number } {
  return {
    members: sum(
      releases.map(({ result }) => sum([...result.tables.values()].map(({ checked }) => checked))),
    ),
    fields: sum(releases.map(({ result }) => fieldsOf(result))),
  };
}

function totalCell(result: Result): string {
  const all = [...result.tables.values()];
  return `${sum(all.map(({ checked }) => checked))}/${sum(all.map(({ declared }) => declared))}`;
}

function eventCell(events: { readonly seen: number; readonly declared: number }): string {
  return `${events.seen}/${events.declared}`;
}

export function calledPercent({ declared, uncalled }: CallComparison): number {
  return declared.length === 0 ? 100 : 100 - (100 * uncalled.length) / declared.length;
}

function callsCell(calls: CallComparison): string {
  const called = calls.declared.length - calls.uncalled.length;
  return `${called}/${calls.declared.length} (${calledPercent(calls).toFixed(0)} %)`;
}

function fieldsOf({ hostEvents, globalEvents }: Result): number {
  return hostEvents.fields + globalEvents.fields;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
