import { compareEvents, type EventComparison } from "./compare-events.ts";
import { compareResults, type CallComparison } from "./compare-results.ts";
import { compareTable, type Comparison, type Context } from "./compare-table.ts";
import type { DeclaredTable, Declarations } from "./declarations.ts";
import type { Dump } from "./dump.ts";
import type { Issue } from "./issue.ts";
import { exists } from "./version.ts";

/** The result of all comparisons in one release. */
export interface Result {
  readonly issues: readonly Issue[];
  /** By the names of libraries and interfaces. */
  readonly tables: ReadonlyMap<string, Comparison>;
  readonly hostEvents: EventComparison;
  readonly globalEvents: EventComparison;
  readonly calls: CallComparison;
}

/** The scope of the server's own events, among those of hosts. */
const GLOBAL = "global";

/**
 * Holds all declarations against what one server showed.
 * @param source all of the server's Lua, to look for the names of events that were not fired.
 */
export function compare(declarations: Declarations, dump: Dump, source?: string): Result {
  const context: Context = { version: dump.version, known: knownKinds(dump) };
  const hosts = Object.entries(dump.events).filter(([scope]) => scope !== GLOBAL);
  const tables = compareTables(declarations, dump, context);
  const hostEvents = compareEvents(
    declarations.hostEvents,
    hosts.map(([, events]) => events),
    source,
    context,
  );
  const calls = compareResults(declarations, dump.functions ?? {}, context);
  const globalEvents = compareEvents(declarations.globalEvents, [dump.events[GLOBAL] ?? {}], source, context);
  return {
    issues: [
      ...[...tables.values()].flatMap(({ issues }) => issues),
      ...findUnseen(declarations, dump),
      ...findUndeclared(declarations, dump),
      ...hostEvents.issues,
      ...globalEvents.issues,
      ...calls.issues,
      ...findRaised(dump),
    ],
    tables,
    hostEvents,
    globalEvents,
    calls,
  };
}

// Those that a table was ever said to be.
function knownKinds(dump: Dump): Set<string> {
  const seen = [
    ...Object.values(dump.objects),
    ...Object.values(dump.events).flatMap((events) => Object.values(events)),
  ];
  const members = seen.flatMap((table) => Object.values(table.members));
  return new Set([...seen, ...members].flatMap(({ kinds }) => Object.keys(kinds)));
}

function compareTables(declarations: Declarations, dump: Dump, context: Context): Map<string, Comparison> {
  const comparisons = new Map<string, Comparison>();
  for (const table of declarations.tables.values()) {
    const seen = Object.hasOwn(dump.objects, table.name) ? dump.objects[table.name] : undefined;
    if (seen === undefined) continue;
    const comparison = compareTable(table.name, table, seen, context);
    const issues = [...comparison.issues, ...checkLifetime(table, context.version)];
    comparisons.set(table.name, { ...comparison, issues });
  }
  return comparisons;
}

function checkLifetime(table: DeclaredTable, version: string): Issue[] {
  if (exists(table, version)) return [];
  const message = `is declared @since ${table.since ?? "never"}, but there`;
  return [{ kind: "lifetime", subject: table.name, message }];
}

function findUnseen(declarations: Declarations, dump: Dump): Issue[] {
  return [...declarations.tables.values()]
    .filter((table) => exists(table, dump.version) && !Object.hasOwn(dump.objects, table.name))
    .filter((table) => !isOfEvents(table, declarations))
    .map(({ name }) => ({ kind: "unseen", subject: name, message: "nothing there is an example of it" }));
}

// Interfaces of events and of their payloads are compared as such.
function isOfEvents(table: DeclaredTable, declarations: Declarations): boolean {
  if (/^Prosody\w*Events$/.test(table.name)) return true;
  const events = [...declarations.hostEvents, ...declarations.globalEvents];
  return events.some(({ payload }) => payload.kinds?.has(table.name) === true);
}

function findRaised({ raised }: Dump): Issue[] {
  const errors = Array.isArray(raised) ? (raised as readonly string[]) : [];
  return errors.map((error) => ({ kind: "raises", subject: "own_calls.lib.lua", message: error }));
}

function findUndeclared(declarations: Declarations, dump: Dump): Issue[] {
  return Object.keys(dump.objects)
    .filter((name) => !declarations.tables.has(name))
    .map((name) => ({ kind: "undeclared", subject: name, message: "is there, but not declared" }));
}
