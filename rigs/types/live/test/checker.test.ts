import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { AllowList } from "../allow-list.ts";
import { compare, type Result } from "../compare.ts";
import type { Issue } from "../issue.ts";
import { madeUp, neverSeen } from "../coverage.ts";
import { readDeclarations } from "../read-declarations.ts";
import { DUMP } from "./planted/dump.ts";

const PLANTED = join(import.meta.dirname, "planted");
const TRUE = readFileSync(join(PLANTED, "true.d.ts"), "utf8");

/** A line for each error in declarations: the kind and the subject of what the checker is to say, and `FROM => TO`. */
const PLANTED_ERRORS = `
missing util.jid.quote: export function escape( => export function quote(this: void, s: string): string; export function escape(
missing util.throttle.Throttle.speed: readonly rate: number; => readonly rate: number; readonly speed: number;
missing MucRoomData.reason: readonly reason?: string; => readonly reason: string;
undeclared util.jid.compare: export function compare(this: void, jid: string, acl: string): boolean; =>
undeclared util.throttle: declare module "util.throttle" => declare module "util.choke"
unseen MucRoomSettings: interface MucRoomData => interface MucRoomSettings
parameters util.jid.compare: compare(this: void, jid: string, acl: string) => compare(this: void, jid: string, rule: string)
parameters util.throttle.Throttle.poll: , split?: boolean) => )
parameters util.jid.bare: bare(this: void, jid: string) => bare(this: void, jid: string, strict?: boolean)
parameters util.jid.node: node(this: void, jid: string) => node(this: void, ...jid: string[])
parameters util.jid.prepped_split: @paramsSince 0.12 strict => @paramsSince 13.1 strict
self MucOccupant.remove_session: remove_session(real_jid: string): void => remove_session: (this: void, real_jid: string) => void
no-self util.throttle.create: create(this: void, max: number => create(this: Throttle, max: number
type MucOccupant.bare_jid: bare_jid: string; => bare_jid: number;
type MucOccupant.role: "moderator" | "participant" | => "moderator" |
lifetime MucOccupant.choose_new_primary: choose_new_primary() => /** @since 13.1 */ choose_new_primary?()
lifetime MucOccupant.choose_new_primary: choose_new_primary() => /** @removed 13.0 */ choose_new_primary?()
not-optional MucOccupant.choose_new_primary: choose_new_primary() => /** @since 0.12 */ choose_new_primary()
undeclared event muc-invite: "muc-invite": { => "muc-invitation": {
missing event muc-applause: "muc-invite": { => "muc-applause": object; "muc-invite": {
lifetime event muc-pre-set-role: @since 0.12 */ => @since 13.1 */
undeclared event muc-invite.incoming: readonly incoming: object; =>
missing event muc-invite.outgoing: readonly incoming: object; => readonly incoming: object; readonly outgoing: object;
missing event muc-occupant-left.origin: readonly origin?: object; => readonly origin: object;
type event muc-pre-set-role.actor: readonly actor: string; => readonly actor: MucOccupant;
type event server-started: "server-started": undefined; => "server-started": string;
result-nil util.jid.bare result 1: bare(this: void, jid: string): string | undefined; => bare(this: void, jid: string): string;
result util.jid.escape result 1: escape(this: void, s: string): string; => escape(this: void, s: string): number;
result util.throttle.Throttle.poll result 3: , outstanding: number | undefined] => ]
result util.throttle.Throttle.poll result 2: LuaMultiReturn<Polled> => boolean
`;

/** The events that the releases' code is said to know. */
const SOURCE = `"muc-occupant-left" "muc-invite" "muc-invitation" "muc-pre-set-role" "muc-room-locked"`;

let folder: string;

before(() => {
  folder = mkdtempSync(join(PLANTED, "copy-"));
});

after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Holds declarations against what a server showed. */
function check(declarations: string, dump = DUMP): Result {
  const file = join(folder, "index.d.ts");
  writeFileSync(file, declarations.replace("../../../../..", "../../../../../.."));
  return compare(readDeclarations(file), dump, SOURCE);
}

describe("the checker of the declarations", () => {
  test("has nothing to say about what is true", () => {
    assert.deepEqual(check(TRUE).issues, []);
  });

  for (const [error, finds, from = "", to = ""] of PLANTED_ERRORS.matchAll(/^(.+?): (.+?) =>(.*)$/gm)) {
    test(`catches ${error}`, () => {
      assert.ok(TRUE.includes(from), "the place for the error is there");
      const { issues } = check(TRUE.replace(from, to));
      const found = issues.filter(({ kind, subject }) => `${kind} ${subject}` === finds);
      assert.equal(found.length, 1, JSON.stringify(issues, undefined, 1));
    });
  }
});

describe("a function that raises an error when it is called as it is declared", () => {
  test("is reported", () => {
    const raised = ["line 1: bad argument #1 to 'node' (string expected, got no value)"];
    const { issues } = check(TRUE, { ...DUMP, raised });
    assert.deepEqual(
      issues.map(({ kind, message }) => [kind, message]),
      [["raises", raised[0]]],
    );
  });
});

describe("a member that no release showed", () => {
  test("is made up where no code names it", () => {
    const from = "bare_jid: string;";
    const result = check(
      TRUE.replace(from, `${from}\n  readonly applause?: string;\n  readonly volume?: number;`),
    );
    const names = (members: readonly { readonly name: string }[]): string[] =>
      members.map(({ name }) => name);
    assert.deepEqual(names(neverSeen([{ result }])).slice(0, 2), ["applause", "volume"]);
    const found = names(madeUp([{ result, source: "occupant.volume = 1" }]));
    assert.ok(found.includes("applause") && !found.includes("volume"));
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
      "* missing util.jid.quote -- a reason\n0.12 missing util.jid.comma, util.jid.quote -- a reason\n",
    );
    list.filter([issue], "0.12.3");
    assert.deepEqual(list.unused(true), ["2: util.jid.comma"]);
    assert.deepEqual(list.unused(false), ["2: util.jid.comma"]);
    assert.deepEqual(new AllowList("* missing nothing -- a reason").unused(false), []);
  });

  test("needs a reason on each line", () => {
    assert.throws(() => new AllowList("\n* missing util.jid.quote"), /line 2 of the allow-list/);
  });
});
