import type { Result } from "./compare.ts";
import type { SeenMember } from "./compare-table.ts";

interface Compared {
  readonly result: Pick<Result, "tables" | "hostEvents" | "globalEvents">;
}

/** Members that no release showed, of libraries, objects and events of which some showed an example. */
export function neverSeen(releases: readonly Compared[]): readonly SeenMember[] {
  const members = new Map<string, SeenMember>();
  for (const member of releases.flatMap(({ result }) => membersOf(result))) {
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

function membersOf({ tables, hostEvents, globalEvents }: Compared["result"]): readonly SeenMember[] {
  return [
    ...[...tables.values()].flatMap(({ members }) => members),
    ...hostEvents.members,
    ...globalEvents.members,
  ];
}
