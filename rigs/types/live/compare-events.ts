import { compareTable, type Comparison, type Context, type SeenMember } from "./compare-table.ts";
import { compareKinds } from "./compare-value.ts";
import type { DeclaredEvent } from "./declarations.ts";
import type { DumpedTable } from "./dump.ts";
import type { Issue } from "./issue.ts";
import { exists } from "./version.ts";

export interface EventComparison {
  readonly issues: readonly Issue[];
  /** Events and patterns that are declared for the release. */
  readonly declared: number;
  /** Those of them that were fired. */
  readonly seen: number;
  /** Each field of the payloads of those that were fired, and whether it was there. */
  readonly members: readonly SeenMember[];
}

type Events = Readonly<Record<string, DumpedTable>>;

/**
 * Holds the events that were fired against their declarations.
 * @param source all of the server's Lua, in which the names of the others must occur; `undefined` to take them as they are.
 */
export function compareEvents(
  declared: readonly DeclaredEvent[],
  fired: readonly Events[],
  source: string | undefined,
  context: Context,
): EventComparison {
  const all = fired.flatMap((events) => Object.entries(events));
  const matches = all.map(([name, seen]) => ({ name, seen, event: findEvent(declared, name) }));
  const expected = declared.filter((event) => exists(event, context.version));
  const seen = new Set(matches.map(({ event }) => event));
  const comparisons = matches.map(({ name, seen: payload, event }) =>
    compareEvent(name, event, payload, context),
  );
  const unseen = expected.filter((event) => !seen.has(event));
  return {
    issues: [...comparisons.flatMap(({ issues }) => issues), ...findUnknown(unseen, source)],
    declared: expected.length,
    seen: expected.length - unseen.length,
    members: comparisons.flatMap(({ members }) => members),
  };
}

// Names first: they come before patterns.
function findEvent(declared: readonly DeclaredEvent[], name: string): DeclaredEvent | undefined {
  return declared.find((event) => event.name === name) ?? declared.find((event) => event.pattern.test(name));
}

function compareEvent(
  name: string,
  event: DeclaredEvent | undefined,
  seen: DumpedTable,
  context: Context,
): Comparison {
  if (event === undefined) {
    const message = `is fired, but not declared: ${Object.keys(seen.members).join(", ")}`;
    return { issues: [{ kind: "undeclared", subject: `event ${name}`, message }], members: [] };
  }
  const subject = `event ${event.name}`;
  const lifetime: Issue[] = exists(event, context.version)
    ? []
    : [{ kind: "lifetime", subject, message: `is declared @since ${event.since ?? "never"}, but fired` }];
  const kinds = compareKinds(subject, event.payload, seen.kinds, context.known);
  if (event.fields === undefined) return { issues: [...lifetime, ...kinds], members: [] };
  const { issues, members } = compareTable(subject, event.fields, seen, context);
  return { issues: [...lifetime, ...kinds, ...issues], members };
}

function findUnknown(unseen: readonly DeclaredEvent[], source: string | undefined): Issue[] {
  if (source === undefined) return [];
  return unseen
    .filter(({ name }) => !occursIn(source, name))
    .map(({ name }) => ({
      kind: "missing",
      subject: `event ${name}`,
      message: "is not fired, and its name is nowhere in Prosody's code",
    }));
}

// Names are put together at run time: what is certain is the part up to a slash.
function occursIn(source: string, name: string): boolean {
  const fixed = name.split("*")[0] ?? "";
  const parts = fixed.split("/");
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  return prefixes.some((prefix) => ['"', "'"].some((quote) => source.includes(quote + prefix)));
}
