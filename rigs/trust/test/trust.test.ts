// The parts of the checks of trust: what is random, what is the same, what the contract says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseStanza } from "scansion-runner";
import { canonical } from "../contract/canonical.ts";
import { judgeQuery } from "../fuzz/judge.ts";
import { FUZZED_ROOM, SENDING } from "../fuzz/room.ts";
import { playCases } from "../check.ts";
import { type Scenario, scenarios } from "../privacy/rooms.ts";
import { type Release, type Room, UNLIMITED } from "../contract/model.ts";
import { FAULTS } from "../planted/faults.ts";
import { plant, withChanged } from "../planted/run-planted.ts";
import { type Figures, recordFigures } from "../results.ts";

test("Each planted fault fits the plugin as it is built, and leaves it Lua", async () => {
  const problems: string[] = [];
  await withChanged(
    (folder) => {
      const built = new Map(
        readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
      );
      for (const [index, fault] of FAULTS.entries()) {
        try {
          plant(folder, fault);
        } catch (error) {
          problems.push((error as Error).message);
        }
        for (const [name, lua] of built) {
          const path = join(folder, name);
          if (readFileSync(path, "utf8") === lua) continue;
          renameSync(path, join(folder, `planted-${index}`));
          writeFileSync(path, lua);
        }
      }
    },
    (pluginPath) => problems.push(...brokenLua(join(pluginPath, "mod_muc_probe"))),
  );
  assert.deepEqual(problems, []);
});

/** Says which files in a folder Lua cannot read. */
function brokenLua(folder: string): string[] {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const code =
    "for _, file in ipairs(arg) do local _, problem = loadfile(file); if problem then print(problem) end end";
  const { stdout } = spawnSync("lua5.4", ["-", ...files], { input: code, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe("Random rooms, of which those with a ban are taken for wrong,", () => {
  const play = ({ room }: Scenario) => {
    const banned = room.people.filter(({ affiliation }) => affiliation === "outcast");
    const findings = banned.map(({ bareJid }) => ({ to: bareJid, problem: "is banned" }));
    return Promise.resolve({ findings, counts: {} });
  };
  const choice = { seed: 1, count: 100 };

  test("are checked until one is, which is shown as small as it can be, and is found again", async () => {
    const world = { cases: scenarios(RELEASE), play };
    const { failure } = await playCases(world, choice);
    assert.ok(failure);
    assert.equal(failure.smallest.room.people.length, 1);
    const again = await playCases(world, { ...choice, replay: failure.replay });
    assert.deepEqual([again.reports, again.failure?.smallest], [[], failure.smallest]);
  });

  test("are looked at no more once the check itself has failed, which is told", async () => {
    let looks = 0;
    const gone = () => {
      looks += 1;
      return Promise.reject(new Error("the server is gone"));
    };
    const world = { cases: scenarios(RELEASE), play: gone };
    await assert.rejects(playCases(world, choice), /^Error: the server is gone$/);
    assert.equal(looks, 1);
  });
});

const RELEASE: Release = { presenceBroadcast: true, occupantIds: false, errorsSayBy: true };
const SEEDS = Array.from({ length: 300 }, (_, i) => i);

/** Rooms as `make privacy` has them. */
function sampleRooms(release: Release): Room[] {
  return fc.sample(scenarios(release), { seed: 1, numRuns: SEEDS.length }).map((scenario) => scenario.room);
}

describe("Rooms", () => {
  test("are of every kind", () => {
    const rooms = sampleRooms(RELEASE);
    const people = rooms.flatMap((each) => each.people);
    assert.equal(new Set(rooms.map(({ nonAnonymous }) => nonAnonymous)).size, 2);
    for (const value of ["anyone", "moderators", "nobody", "default"]) {
      assert.ok(
        rooms.some(({ forms }) => forms.some((values) => values?.[0] === value)),
        value,
      );
    }
    assert.equal(new Set(people.map(({ affiliation }) => affiliation)).size, 5);
    assert.ok(people.some(({ occupants }) => occupants.length > 1));
    assert.ok(people.some(({ occupants }) => occupants.some(({ sessions }) => sessions.length > 1)));
    assert.ok(people.some(({ affiliation, registeredNick }) => affiliation === "outcast" && registeredNick));
  });

  test("without the feature have the usual presence broadcast", () => {
    for (const { broadcast } of sampleRooms({ ...RELEASE, presenceBroadcast: false })) {
      assert.deepEqual(broadcast, ["visitor", "participant", "moderator"]);
    }
  });
});

describe("Canonical stanzas", () => {
  test("are the same whatever the order, but not with another namespace", () => {
    const a = parseStanza("<presence to='x' id='1'><show>away</show><x xmlns='urn:x'><i/></x></presence>");
    const b = parseStanza("<presence id='1' to='x'><x xmlns='urn:x'><i/></x><show>away</show></presence>");
    const c = parseStanza("<presence id='1' to='x'><x xmlns='urn:y'><i/></x><show>away</show></presence>");
    assert.equal(canonical(a), canonical(b));
    assert.notEqual(canonical(a), canonical(c));
  });
});

describe("The judge of queries", () => {
  const NS = "http://modules.prosody.im/mod_muc_probe/1";
  const ask = (content: string): string =>
    `<iq type='get' id='query-1' to='${FUZZED_ROOM.jid}'><query xmlns='${NS}'>${content}</query></iq>`;
  const answer = (type: string, content: string): ReturnType<typeof parseStanza> =>
    parseStanza(`<iq type='${type}' id='query-1'>${content}</iq>`);
  const result = (presence: string, followed = ""): ReturnType<typeof parseStanza> =>
    answer(
      "result",
      `<query xmlns='${NS}'><item nick='Paris'${followed}><presence xmlns='jabber:client' ${presence}><status>paris</status>` +
        `<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='participant'/></x></presence></item></query>`,
    );
  const paris = `from='${FUZZED_ROOM.jid}/Paris'`;
  const malformed = answer("error", "<error><bad-request/></error>");
  const [, sender] = FUZZED_ROOM.people;

  for (const [about, content, received, problem] of [
    ["what is right", "<item nick='Paris'/>", [result(paris)], undefined],
    ["a word that is missing", "<item nick='Paris'/>", [], /not answered once/],
    [
      "who is said to be away",
      "<item nick='Paris'/>",
      [result(`${paris} type='unavailable'`)],
      /Item 1 is not/,
    ],
    ["a presence with an id", "<item nick='Paris'/>", [result(`${paris} id='1'`)], /Item 1 is not/],
    ["one that is not followed", "<item nick='Paris' follow='1'/>", [result(paris)], /not Paris/],
    ["one that is", "<item nick='Paris' follow='1'/>", [result(paris, " followed='true'")], undefined],
    ["a query that is fine, refused", "<item nick='Paris'/>", [malformed], /bad-request, not result/],
    ["a query that is not, answered", "<item/>", [result(paris)], /result, not bad-request/],
    ["a malformed one", "<item nick='Paris' follow='x'/>", [malformed], undefined],
  ] as const) {
    test(`sees ${about}`, () => {
      assert.ok(sender);
      const prober = { jid: SENDING.occupant, person: sender };
      const settings = { ...UNLIMITED, list: true };
      const found = judgeQuery(ask(content), prober, received, settings, RELEASE);
      if (problem) assert.match(found ?? "", problem);
      else assert.equal(found, undefined);
    });
  }
});

describe("Figures", () => {
  test("replace older ones of the same release, and leave those of others and other sections", () => {
    const folder = mkdtempSync(join(tmpdir(), "trust-"));
    const file = join(folder, "trust.md");
    const target = { file, head: "# Trust" };
    try {
      const [load, privacy] = ["Load", "Privacy"].map((title) => ({ title, explanation: `About ${title}.` }));
      assert.ok(load && privacy);
      const rooms = (prosody: string, count: number): Figures => [
        ["Prosody", prosody],
        ["rooms", count],
      ];
      recordFigures(privacy, [rooms("13.0.1", 1)], 1, target);
      recordFigures(privacy, [rooms("0.12.3", 2)], 1, target);
      recordFigures(load, [[["Prosody", "0.12.3"]]], 1, target);
      recordFigures(privacy, [rooms("0.12.3", 3)], 1, target);
      recordFigures(privacy, [rooms("0.12.3", 4)], 2, target);
      const page = readFileSync(file, "utf8");
      assert.match(page, /^# .*\n\n## Load\n\nAbout Load\.\n\n[^#]*\n\n## Privacy\n\nAbout Privacy\./);
      assert.deepEqual(page.slice(page.indexOf("## Privacy")).match(/^\|.*/gm), [
        "| Prosody | rooms |",
        "| --- | --- |",
        "| 0.12.3 | 3 |",
        "| 0.12.3 | 4 |",
        "| 13.0.1 | 1 |",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
