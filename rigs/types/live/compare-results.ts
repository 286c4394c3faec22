import type { Context } from "./compare-table.ts";
import { compareKinds } from "./compare-value.ts";
import type { Declarations, DeclaredResults } from "./declarations.ts";
import type { Dump, DumpedCalls } from "./dump.ts";
import type { Issue } from "./issue.ts";
import { exists } from "./version.ts";

export interface CallComparison {
  readonly issues: readonly Issue[];
  /** Functions that are declared for the release, other than those that plugins make. */
  readonly declared: readonly string[];
  /** Those of them that were not called. */
  readonly uncalled: readonly string[];
}

type Functions = NonNullable<Dump["functions"]>;

/** Holds what functions returned against their declarations. */
export function compareResults(
  declarations: Declarations,
  functions: Functions,
  context: Context,
): CallComparison {
  const declared = declaredFunctions(declarations, functions, context.version);
  return {
    issues: [...declared].flatMap(([name, results]) => compareCalls(name, results, functions[name], context)),
    declared: [...declared.keys()],
    uncalled: [...declared.keys()].filter((name) => !Object.hasOwn(functions, name)),
  };
}

/** Finds those of tables of which some function can be wrapped: libraries, and objects with methods. */
function declaredFunctions(
  declarations: Declarations,
  functions: Functions,
  version: string,
): Map<string, DeclaredResults> {
  const wrapped = new Set(Object.keys(functions).map((name) => name.replace(/\.\w+$/, "")));
  const found = new Map<string, DeclaredResults>();
  for (const table of declarations.tables.values()) {
    if (!exists(table, version) || !wrapped.has(table.name)) continue;
    for (const member of table.members.values())
      if (member.call !== undefined && exists(member, version))
        found.set(`${table.name}.${member.name}`, member.call.results);
  }
  return found;
}

function compareCalls(
  name: string,
  declared: DeclaredResults,
  calls: DumpedCalls | undefined,
  { known }: Context,
): Issue[] {
  // A function that is declared to return nothing may return anything: nobody looks.
  if (calls === undefined || declared.values[0]?.kinds?.size === 0) return [];
  return resultsOf(calls).flatMap((kinds, index) => {
    const subject = `${name} result ${index + 1}`;
    const value = declared.values[index];
    const seen = Object.fromEntries(
      Object.entries(kinds).filter(([kind]) => kind !== "nil" && kind !== "unknown"),
    );
    if (value === undefined) {
      if (declared.isOpen || Object.keys(seen).length === 0) return [];
      return [{ kind: "result", subject, message: `is not declared: ${Object.keys(seen).join(" | ")}` }];
    }
    const wrong = compareKinds(subject, { kinds: value.kinds, texts: undefined }, seen, known);
    const issues: Issue[] = wrong.map((issue) => ({ ...issue, kind: "result" }));
    if (kinds.nil === undefined || value.mayBeNil) return issues;
    const message = `is declared never to be nil: ${kinds.nil} times of ${calls.calls}`;
    return [...issues, { kind: "result-nil", subject, message }];
  });
}

function resultsOf({ results }: DumpedCalls): readonly Readonly<Record<string, number>>[] {
  return Array.isArray(results) ? (results as readonly Readonly<Record<string, number>>[]) : [];
}
