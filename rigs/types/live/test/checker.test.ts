import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, test } from "node:test";
import { AllowList } from "../allow-list.ts";
import { compare } from "../compare.ts";
import type { Dump } from "../dump.ts";
import type { Issue } from "../issue.ts";
import { madeUp, neverSeen } from "../never-seen.ts";
import { readDeclarations } from "../read-declarations.ts";

const PLANTED = join(import.meta.dirname, "planted");
const OBJECTS = JSON.parse(readFileSync(join(PLANTED, "dump.json"), "utf8")) as Dump;
const FUNCTIONS: Dump["functions"] = {
  "util.jid.bare": { calls: 3, fewest: 1, results: [{ string: 2, nil: 1 }] },
  "util.jid.escape": { calls: 1, fewest: 1, results: [{ string: 1 }] },
  "util.throttle.Throttle.poll": {
    calls: 2,
    fewest: 2,
    results: [{ boolean: 2 }, { nil: 1, float: 1 }, { nil: 1, float: 1 }],
  },
};
const DUMP: Dump = { ...OBJECTS, functions: FUNCTIONS };
const TRUE = readFileSync(join(PLANTED, "true.d.ts"), "utf8");

/** An error in a declaration: what is written in the place of what, and what the checker is to say. */
interface Planted {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The kind and the subject of the issue. */
  readonly finds: string;
}

const PLANTED_ERRORS: readonly Planted[] = [
  {
    name: "a function that is not there",
    from: "export function escape(",
    to: "export function quote(this: void, s: string): string;\n  export function escape(",
    finds: "missing util.jid.quote",
  },
  {
    name: "a field that is not there",
    from: "readonly rate: number;",
    to: "readonly rate: number;\n    readonly speed: number;",
    finds: "missing util.throttle.Throttle.speed",
  },
  {
    name: "a field that is not in all examples",
    from: "readonly reason?: string;\n  readonly subject?",
    to: "readonly reason: string;\n  readonly subject?",
    finds: "missing MucRoomData.reason",
  },
  {
    name: "a function that is left out",
    from: "export function compare(this: void, jid: string, acl: string): boolean;",
    to: "",
    finds: "undeclared util.jid.compare",
  },
  {
    name: "a whole library that is left out",
    from: 'declare module "util.throttle"',
    to: 'declare module "util.choke"',
    finds: "undeclared util.throttle",
  },
  {
    name: "an interface of which there is no example",
    from: "interface MucRoomData",
    to: "interface MucRoomSettings",
    finds: "unseen MucRoomSettings",
  },
  {
    name: "a parameter of another name",
    from: "compare(this: void, jid: string, acl: string)",
    to: "compare(this: void, jid: string, rule: string)",
    finds: "parameters util.jid.compare",
  },
  {
    name: "a parameter too few",
    from: "cost?: number,\n      split?: boolean,",
    to: "cost?: number,",
    finds: "parameters util.throttle.Throttle.poll",
  },
  {
    name: "a parameter too many",
    from: "bare(this: void, jid: string)",
    to: "bare(this: void, jid: string, strict?: boolean)",
    finds: "parameters util.jid.bare",
  },
  {
    name: "varargs where there are none",
    from: "node(this: void, jid: string)",
    to: "node(this: void, ...jid: string[])",
    finds: "parameters util.jid.node",
  },
  {
    name: "a parameter that is said to be newer than it is",
    from: "@paramsSince 0.12 strict",
    to: "@paramsSince 13.1 strict",
    finds: "parameters util.jid.prepped_split",
  },
  {
    name: "a method without self",
    from: "remove_session(real_jid: string): void;",
    to: "remove_session: (this: void, real_jid: string) => void;",
    finds: "self MucOccupant.remove_session",
  },
  {
    name: "a plain function with self",
    from: "create(this: void, max: number, period: number)",
    to: "create(this: Throttle, max: number, period: number)",
    finds: "no-self util.throttle.create",
  },
  {
    name: "a field of another type",
    from: "bare_jid: string;",
    to: "bare_jid: number;",
    finds: "type MucOccupant.bare_jid",
  },
  {
    name: "a word that is not among those allowed",
    from: '"moderator" | "participant" | "visitor" | undefined',
    to: '"moderator" | "visitor" | undefined',
    finds: "type MucOccupant.role",
  },
  {
    name: "a member that is said to be newer than it is",
    from: "choose_new_primary(): string | undefined;",
    to: "/** @since 13.1 */\n  choose_new_primary?(): string | undefined;",
    finds: "lifetime MucOccupant.choose_new_primary",
  },
  {
    name: "a member that is said to be gone",
    from: "choose_new_primary(): string | undefined;",
    to: "/** @removed 13.0 */\n  choose_new_primary?(): string | undefined;",
    finds: "lifetime MucOccupant.choose_new_primary",
  },
  {
    name: "a member that older releases lack, as if they had it",
    from: "choose_new_primary(): string | undefined;",
    to: "/** @since 0.12 */\n  choose_new_primary(): string | undefined;",
    finds: "not-optional MucOccupant.choose_new_primary",
  },
  {
    name: "an event that is left out",
    from: '"muc-invite": {',
    to: '"muc-invitation": {',
    finds: "undeclared event muc-invite",
  },
  {
    name: "an event that no code knows",
    from: '"muc-invite": {',
    to: '"muc-applause": object;\n  "muc-invite": {',
    finds: "missing event muc-applause",
  },
  {
    name: "an event that is said to be newer than it is",
    from: '/** @since 0.12 */\n  "muc-pre-set-role"',
    to: '/** @since 13.1 */\n  "muc-pre-set-role"',
    finds: "lifetime event muc-pre-set-role",
  },
  {
    name: "a field of a payload that is left out",
    from: "readonly incoming: object;",
    to: "",
    finds: "undeclared event muc-invite.incoming",
  },
  {
    name: "a field of a payload that is not there",
    from: "readonly incoming: object;",
    to: "readonly incoming: object;\n    readonly outgoing: object;",
    finds: "missing event muc-invite.outgoing",
  },
  {
    name: "a field of a payload that is not always there",
    from: "readonly origin?: object;",
    to: "readonly origin: object;",
    finds: "missing event muc-occupant-left.origin",
  },
  {
    name: "a field of a payload of another type",
    from: "readonly actor: string;",
    to: "readonly actor: MucOccupant;",
    finds: "type event muc-pre-set-role.actor",
  },
  {
    name: "a payload of another type",
    from: '"server-started": undefined;',
    to: '"server-started": string;',
    finds: "type event server-started",
  },
  {
    name: "a result that was nil, as if it could not be",
    from: "bare(this: void, jid: string): string | undefined;",
    to: "bare(this: void, jid: string): string;",
    finds: "result-nil util.jid.bare result 1",
  },
  {
    name: "a result of another type",
    from: "escape(this: void, s: string): string;",
    to: "escape(this: void, s: string): number;",
    finds: "result util.jid.escape result 1",
  },
  {
    name: "one of several results that is left out",
    from: ", outstanding: number | undefined]",
    to: "]",
    finds: "result util.throttle.Throttle.poll result 3",
  },
  {
    name: "a result of several as if it were one",
    from: "LuaMultiReturn<[allowed: boolean, balance: number | undefined, outstanding: number | undefined]>",
    to: "boolean",
    finds: "result util.throttle.Throttle.poll result 2",
  },
];

/** The events that the releases' code is said to know. */
const SOURCE = `"muc-occupant-left" "muc-invite" "muc-invitation" "muc-pre-set-role" "muc-room-locked"`;

let folder: string;

before(() => {
  folder = mkdtempSync(join(PLANTED, "copy-"));
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

function check(declarations: string): readonly Issue[] {
  const file = join(folder, "index.d.ts");
  const library = relative(folder, join(PLANTED, "../../../../..", "types/lib.d.ts"));
  writeFileSync(file, declarations.replace("../../../../../types/lib.d.ts", library));
  return compare(readDeclarations(file), DUMP, SOURCE).issues;
}

describe("the checker of the declarations", () => {
  test("has nothing to say about what is true", () => {
    assert.deepEqual(check(TRUE), []);
  });

  for (const planted of PLANTED_ERRORS) {
    test(`catches ${planted.name}`, () => {
      assert.ok(TRUE.includes(planted.from), "the place for the error is there");
      const issues = check(TRUE.replace(planted.from, planted.to));
      const found = issues.filter(({ kind, subject }) => `${kind} ${subject}` === planted.finds);
      assert.equal(found.length, 1, JSON.stringify(issues, undefined, 1));
    });
  }
});

describe("a function that raises an error when it is called as it is declared", () => {
  test("is reported", () => {
    const raised = ["line 1: bad argument #1 to 'node' (string expected, got no value)"];
    const { issues } = compare(readDeclarations(join(PLANTED, "true.d.ts")), { ...DUMP, raised }, SOURCE);
    assert.deepEqual(
      issues.map(({ kind, message }) => [kind, message]),
      [["raises", raised[0]]],
    );
  });
});

describe("a member that no release showed", () => {
  test("is made up where no code names it", () => {
    const file = join(folder, "index.d.ts");
    const library = relative(folder, join(PLANTED, "../../../../..", "types/lib.d.ts"));
    const from = "bare_jid: string;";
    const to = "bare_jid: string;\n  readonly applause?: string;\n  readonly volume?: number;";
    writeFileSync(file, TRUE.replace("../../../../../types/lib.d.ts", library).replace(from, to));
    const result = compare(readDeclarations(file), DUMP, SOURCE);
    const source = "occupant.volume = 1";
    const names = (members: readonly { readonly name: string }[]): string[] =>
      members.map(({ name }) => name);
    assert.deepEqual(names(neverSeen([{ result }])).slice(0, 2), ["applause", "volume"]);
    assert.ok(names(madeUp([{ result, source }])).includes("applause"));
    assert.ok(!names(madeUp([{ result, source }])).includes("volume"));
  });
});

describe("the allow-list", () => {
  const issue: Issue = { kind: "missing", subject: "util.jid.quote", message: "" };

  test("lets pass what a line says, in the releases it names", () => {
    const list = new AllowList("# a comment\n13.0 missing util.jid.* -- a reason\n");
    assert.deepEqual(list.filter([issue], "13.0.7"), []);
    assert.deepEqual(list.filter([issue], "0.12.3"), [issue]);
    assert.deepEqual(list.filter([{ ...issue, kind: "type" }], "13.0.7"), [{ ...issue, kind: "type" }]);
  });

  test("knows which lines let nothing pass", () => {
    const list = new AllowList(
      "* missing util.jid.quote -- a reason\n0.12 missing util.jid.comma -- a reason\n",
    );
    list.filter([issue], "0.12.3");
    assert.deepEqual(list.unused(true), [2]);
    assert.deepEqual(list.unused(false), [2]);
    assert.deepEqual(new AllowList("* missing nothing -- a reason").unused(false), []);
  });

  test("needs a reason on each line", () => {
    assert.throws(() => new AllowList("\n* missing util.jid.quote"), /line 2 of the allow-list/);
  });
});
