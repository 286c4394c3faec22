import type { DeclaredValue } from "./declarations.ts";
import type { DumpedMember } from "./dump.ts";
import type { Issue } from "./issue.ts";

const PLAIN_KINDS = new Set(["string", "number", "boolean", "function", "userdata", "thread", "nil"]);

/** Kinds of tables that the server tells from other tables. */
export type KnownKinds = ReadonlySet<string>;

/** Holds what values were against what they are declared to be. */
export function compareKinds(
  subject: string,
  declared: DeclaredValue,
  seen: DumpedMember["kinds"],
  known: KnownKinds,
): Issue[] {
  const { kinds } = declared;
  if (kinds === undefined) return [];
  return Object.keys(seen)
    .map(withoutSubtype)
    .filter((kind) => !accepts(kinds, kind, known))
    .map((kind) => ({ kind: "type", subject, message: `is declared ${[...kinds].join(" | ")}: ${kind}` }));
}

/** Holds the texts that a member was against those that it may be. */
export function compareTexts(subject: string, declared: DeclaredValue, seen: DumpedMember["texts"]): Issue[] {
  const { texts } = declared;
  if (texts === undefined) return [];
  return Object.values(seen)
    .filter((text) => !texts.has(text))
    .map((text) => ({ kind: "type", subject, message: `is declared ${[...texts].join(" | ")}: "${text}"` }));
}

function withoutSubtype(kind: string): string {
  return kind === "integer" || kind === "float" ? "number" : kind;
}

function accepts(declared: ReadonlySet<string>, seen: string, known: KnownKinds): boolean {
  if (declared.has(seen)) return true;
  if (PLAIN_KINDS.has(seen)) return false;
  if (declared.has("table")) return true;
  const named = [...declared].filter((kind) => !PLAIN_KINDS.has(kind));
  // A table may be an example of any interface, but for those whose examples are known by sight.
  return named.some((kind) => !known.has(kind));
}
