import { compareFunction } from "./compare-function.ts";
import { compareKinds, compareTexts, type KnownKinds } from "./compare-value.ts";
import type { DeclaredMember, DeclaredTable } from "./declarations.ts";
import type { DumpedMember, DumpedTable } from "./dump.ts";
import type { Issue } from "./issue.ts";
import { exists, isLimited } from "./version.ts";

export interface Comparison {
  readonly issues: readonly Issue[];
  /** The members that are declared for the release: those that were there were compared. */
  readonly members: readonly SeenMember[];
}

/** A member that is declared for a release. */
export interface SeenMember {
  readonly subject: string;
  readonly name: string;
  readonly isSeen: boolean;
}

export interface Context {
  readonly version: string;
  readonly known: KnownKinds;
}

/** Holds a library, an interface or an event's payload against what was seen of it. */
export function compareTable(
  subject: string,
  declared: DeclaredTable,
  seen: DumpedTable,
  context: Context,
): Comparison {
  const members = [...declared.members.values()];
  return {
    issues: [
      ...members.flatMap((member) => compareMember(subject, declared, member, seen, context)),
      ...findUndeclared(subject, declared, seen),
    ],
    members: members
      .filter((member) => exists(member, context.version))
      .map(({ name }) => ({
        subject: `${subject}.${name}`,
        name,
        isSeen: Object.hasOwn(seen.members, name),
      })),
  };
}

function compareMember(
  tableSubject: string,
  table: DeclaredTable,
  member: DeclaredMember,
  seenTable: DumpedTable,
  context: Context,
): Issue[] {
  const subject = `${tableSubject}.${member.name}`;
  const seen = Object.hasOwn(seenTable.members, member.name) ? seenTable.members[member.name] : undefined;
  const optionality = checkOptionality(subject, member);
  if (!exists(member, context.version)) return [...optionality, ...checkAbsence(subject, member, seen)];
  return [
    ...optionality,
    ...checkPresence(subject, member, seen, seenTable),
    ...(seen === undefined ? [] : compareSeen(subject, table, member, seen, context)),
  ];
}

function checkOptionality(subject: string, member: DeclaredMember): Issue[] {
  if (!isLimited(member) || member.isOptional) return [];
  return [{ kind: "not-optional", subject, message: "is not in all releases: declare it as optional" }];
}

function checkAbsence(subject: string, member: DeclaredMember, seen: DumpedMember | undefined): Issue[] {
  if (seen === undefined) return [];
  const { since, removed } = member;
  const declared = [since && `@since ${since}`, removed && `@removed ${removed}`].filter(Boolean).join(" ");
  return [{ kind: "lifetime", subject, message: `is declared ${declared}, but there` }];
}

function checkPresence(
  subject: string,
  member: DeclaredMember,
  seen: DumpedMember | undefined,
  table: DumpedTable,
): Issue[] {
  if (!member.isPermanent || seen?.seen === table.seen) return [];
  const message = seen === undefined ? "is not there" : `is there ${seen.seen} times of ${table.seen}`;
  return [{ kind: "missing", subject, message }];
}

function compareSeen(
  subject: string,
  table: DeclaredTable,
  member: DeclaredMember,
  seen: DumpedMember,
  { version, known }: Context,
): Issue[] {
  const functions = Object.keys(seen.functions).filter((parameters) => parameters !== "C");
  const { call } = member;
  return [
    ...compareKinds(subject, member, seen.kinds, known),
    ...compareTexts(subject, member, seen.texts),
    ...functions.flatMap((parameters) => {
      if (call === undefined) return [];
      return compareFunction(subject, call, table.selfNames, namesOf(parameters), version);
    }),
  ];
}

function namesOf(parameters: string): string[] {
  return parameters === "" ? [] : parameters.split(",");
}

// What begins with `_` is Prosody's own: it may be declared, and need not be.
function findUndeclared(subject: string, declared: DeclaredTable, seen: DumpedTable): Issue[] {
  return Object.entries(seen.members)
    .filter(([name]) => !name.startsWith("_") && !declared.members.has(name))
    .map(([name, member]) => ({
      kind: "undeclared",
      subject: `${subject}.${name}`,
      message: `is there, but not declared: ${describe(member)}`,
    }));
}

function describe(member: DumpedMember): string {
  const functions = Object.keys(member.functions).map((parameters) => `function (${parameters})`);
  return [...functions, ...Object.keys(member.kinds).filter((kind) => kind !== "function")].join(" | ");
}
