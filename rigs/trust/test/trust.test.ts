// The parts of the checks of trust: what is random, what is the same, what the contract says.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseStanza } from "scansion-runner";
import { canonical } from "../contract/canonical.ts";
import { judgeQuery } from "../fuzz/judge.ts";
import { findFewest } from "../fuzz/run-fuzz.ts";
import { type FuzzStanza, fuzzStanza } from "../fuzz/stanzas.ts";
import { checkCases } from "../check-cases.ts";
import { type Scenario, scenarios } from "../privacy/rooms.ts";
import { tally } from "../load/questions.ts";
import { type Person, type Release, type Room, UNLIMITED } from "../contract/model.ts";
import { Oracle, type Verdict } from "../contract/oracle.ts";
import type { Prober } from "../contract/sight.ts";
import { probersOf } from "../privacy/questions.ts";
import { FAULTS } from "../planted/faults.ts";
import { plant, withChanged } from "../planted/run-planted.ts";
import { type Figures, recordFigures } from "../results.ts";

test("Each planted fault fits the plugin as it is built, and leaves it Lua", async () => {
  const problems: string[] = [];
  for (const fault of FAULTS) {
    await withChanged(
      (folder) => {
        try {
          plant(folder, fault);
          problems.push(...brokenLua(folder).map((message) => `${fault.rule}: ${message}`));
        } catch (error) {
          problems.push((error as Error).message);
        }
      },
      () => undefined,
    );
  }
  assert.deepEqual(problems, []);
});

/** Lists the files in a folder that Lua cannot read. */
function brokenLua(folder: string): string[] {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const code =
    "for _, file in ipairs(arg) do local _, problem = loadfile(file); if problem then print(problem) end end";
  const { stdout } = spawnSync("lua5.4", ["-", ...files], { input: code, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe("Random rooms, of which those with a ban are taken for wrong,", () => {
  const check = ({ room }: Scenario) => {
    const banned = room.people.filter(({ affiliation }) => affiliation === "outcast");
    return Promise.resolve({
      findings: banned.map(({ bareJid }) => ({ to: bareJid, problem: "is banned" })),
    });
  };
  const seed = { seed: 1 };

  test("are checked until one is, which is shown as small as it can be, and is found again", async () => {
    const { failure } = await checkCases(scenarios(RELEASE), 100, check, seed);
    assert.ok(failure);
    assert.equal(failure.smallest.room.people.length, 1);
    const again = await checkCases(scenarios(RELEASE), 1, check, { ...seed, replay: failure.replay });
    assert.deepEqual([again.reports, again.failure?.smallest], [[], failure.smallest]);
  });

  test("are looked at no more once the check itself has failed, which is told", async () => {
    let looks = 0;
    const gone = () => {
      looks += 1;
      return Promise.reject(new Error("the server is gone"));
    };
    await assert.rejects(checkCases(scenarios(RELEASE), 100, gone, seed), /^Error: the server is gone$/);
    assert.equal(looks, 1);
  });
});

const RELEASE: Release = { presenceBroadcast: true, occupantIds: false, errorsSayBy: true };
const SEEDS = Array.from({ length: 300 }, (_, i) => i);

const romeo: Person = {
  bareJid: "romeo@localhost",
  affiliation: "admin",
  occupants: [{ nick: "Romeo", role: "visitor", sessions: [{ jid: "romeo@localhost/a", presence: "r" }] }],
  strangers: [],
};
const paris: Person = {
  bareJid: "paris@remote.example",
  affiliation: "member",
  occupants: [
    { nick: "Paris", role: "participant", sessions: [{ jid: "paris@remote.example/a", presence: "p" }] },
  ],
  strangers: [
    { jid: "paris@remote.example/b", presence: "q", leftFrom: "Old" },
    { jid: "paris@remote.example", presence: "s" },
  ],
};
const tybalt: Person = {
  bareJid: "tybalt@localhost",
  affiliation: "outcast",
  registeredNick: "Tybalt",
  occupants: [],
  strangers: [],
};
const room: Room = {
  jid: "verona@conference.localhost",
  nonAnonymous: false,
  broadcast: ["participant", "none"],
  forms: [["nobody"], [" "]],
  salt: "salt",
  people: [romeo, paris, tybalt],
};

/** Rooms as `make privacy` has them. */
function sampleRooms(release: Release): Room[] {
  return fc.sample(scenarios(release), { seed: 1, numRuns: SEEDS.length }).map((scenario) => scenario.room);
}

describe("Rooms", () => {
  test("are the same for the same seed, and of every kind", () => {
    const rooms = sampleRooms(RELEASE);
    assert.deepEqual(sampleRooms(RELEASE), rooms);
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

describe("The oracle", () => {
  const oracle = new Oracle(room, UNLIMITED, RELEASE);
  const by = (person: Person, jid: string): Prober => ({ person, jid });
  const judge = (prober: Prober, nick: string): Verdict | undefined =>
    oracle.judge(prober, { kind: "probe", nick, id: "1" })[0];
  const row = (prober: Prober, nick: string): unknown => judge(prober, nick)?.row;

  test("knows who asks", () => {
    assert.deepEqual(
      room.people.flatMap(probersOf).map(({ jid }) => jid),
      ["romeo@localhost/a", "paris@remote.example/a", "paris@remote.example/b", "paris@remote.example"],
    );
  });

  test("finds the row of the contract", () => {
    const session = by(paris, "paris@remote.example/a");
    assert.equal(row(by(paris, "paris@remote.example/b"), "Romeo"), 1, "has left");
    assert.equal(row(by(romeo, "romeo@localhost/a"), "Paris"), 2);
    assert.equal(row(session, "Nobody"), 4);
    assert.equal(row(session, "Tybalt"), 5);
    const toAdmin = judge(by(romeo, "romeo@localhost/a"), "Tybalt");
    assert.match(String(toAdmin?.answer), /affiliation="outcast"/, "an admin may read the ban list");
    assert.equal(row(session, "Romeo"), 6, "visitors are hidden from everybody");
    assert.equal(row(by(romeo, "romeo@localhost/a"), "Romeo"), 7);
    assert.equal(row(by(paris, "paris@remote.example"), "Paris"), 1, "a bare JID that is not in the room");
  });

  test("judges a hidden target as if it were not in the room, by whoever has registered the nick", () => {
    const mercutio: Person = {
      ...tybalt,
      bareJid: "m@localhost",
      affiliation: "member",
      registeredNick: "Romeo",
    };
    const usurped = new Oracle({ ...room, people: [...room.people, mercutio] }, UNLIMITED, RELEASE);
    const session = by(paris, "paris@remote.example/a");
    const [verdict] = usurped.judge(session, { kind: "probe", nick: "Romeo", id: "1" });
    assert.equal(verdict?.row, 3);
    assert.match(String(verdict.answer), /affiliation="member"/);
  });

  test("lists in the order of bytes whom the prober may see, itself too", () => {
    const listing = new Oracle(room, { ...UNLIMITED, list: true }, RELEASE);
    const page = (prober: Prober): string[] => {
      const [verdict] = listing.judge(prober, { kind: "page", id: "1" });
      return [...String(verdict?.answer).matchAll(/ nick="([^"]*)"/g)].map(([, nick = ""]) => nick);
    };
    assert.deepEqual(page(by(romeo, "romeo@localhost/a")), ["Paris", "Romeo"]);
    assert.deepEqual(page(by(paris, "paris@remote.example/a")), ["Paris"]);
  });

  test("shows real JIDs to oneself, but to no home server", () => {
    const self = String(judge(by(paris, "paris@remote.example/a"), "Paris")?.answer);
    assert.match(self, /jid="paris@remote.example\/a"/);
    const home = String(judge(by(paris, "paris@remote.example"), "Paris")?.answer);
    assert.match(home, /not-acceptable/);
    assert.doesNotMatch(home, /jid=/);
  });

  test("lets oneself ask over the limit, and nobody else be asked for", () => {
    const limited = new Oracle(room, { ...UNLIMITED, rate: 0.01, burst: 1 }, RELEASE);
    const asker = by(paris, "paris@remote.example/a");
    const ask = (nick: string): string =>
      String(limited.judge(asker, { kind: "probe", nick, id: "1" })[0]?.answer);
    assert.doesNotMatch(ask("Nobody"), /resource-constraint/);
    assert.match(ask("Nobody"), /resource-constraint/);
    assert.doesNotMatch(ask("Paris"), /resource-constraint/);
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

describe("Fuzzed stanzas", () => {
  test("are the same for the same seed, and come from everybody", () => {
    assert.deepEqual(fuzzStanza(3), fuzzStanza(3));
    assert.equal(new Set(SEEDS.map((seed) => fuzzStanza(seed).sender)).size, 3);
  });

  test("that go wrong together only are told without the others", async () => {
    const stanzas = Array.from({ length: 200 }, (_, seed) => fuzzStanza(seed));
    const world = {
      send: (some: readonly FuzzStanza[]) => {
        const isAmiss = [31, 174].every((seed) => some.some((stanza) => stanza.seed === seed));
        const problem = isAmiss ? { problem: "planted" } : {};
        return Promise.resolve({ closed: [], answers: 0, othersErrors: 0, ...problem });
      },
    };
    const fewest = await findFewest(world, { problem: "planted", stanzas });
    assert.deepEqual(
      fewest.stanzas.map(({ seed }) => seed),
      [31, 174],
    );
  });
});

describe("The judge of queries", () => {
  const NS = "http://modules.prosody.im/mod_muc_probe/1";
  const ask = (content: string): string =>
    `<iq type='get' id='query-1' to='fuzz@conference.localhost'><query xmlns='${NS}'>${content}</query></iq>`;
  const answer = (type: string, content: string): ReturnType<typeof parseStanza> =>
    parseStanza(`<iq type='${type}' id='query-1'>${content}</iq>`);
  const result = (presence: string): ReturnType<typeof parseStanza> =>
    answer(
      "result",
      `<query xmlns='${NS}'><item nick='Paris'><presence xmlns='jabber:client' ${presence}><x xmlns='http://jabber.org/protocol/muc#user'><item/></x></presence></item></query>`,
    );
  const paris = "from='fuzz@conference.localhost/Paris'";
  const malformed = answer("error", "<error><bad-request/></error>");

  for (const [about, content, received, problem] of [
    ["what is right", "<item nick='Paris'/>", [result(paris)], undefined],
    ["a word that is missing", "<item nick='Paris'/>", [], /not answered once/],
    ["who is said to be away", "<item nick='Paris'/>", [result(`${paris} type='unavailable'`)], /not there/],
    ["a presence with an id", "<item nick='Paris'/>", [result(`${paris} id='1'`)], /has an id/],
    ["one that is not followed", "<item nick='Paris' follow='1'/>", [result(paris)], /is followed, or not/],
    ["a query that is fine, refused", "<item nick='Paris'/>", [malformed], /bad-request, not result/],
    ["a query that is not, answered", "<item/>", [result(paris)], /result, not bad-request/],
    ["a malformed one", "<item nick='Paris' follow='x'/>", [malformed], undefined],
  ] as const) {
    test(`sees ${about}`, () => {
      const found = judgeQuery(ask(content), { nick: "Sender", hasIds: true }, received);
      if (problem) assert.match(found ?? "", problem);
      else assert.equal(found, undefined);
    });
  }
});

describe("The tally of a load", () => {
  const probe = { id: "ask-1", room: room.jid, nicks: ["Romeo"], isBatch: false };
  const answer = parseStanza(`<presence from='${room.jid}/Romeo' id='r'/>`);
  const own = parseStanza(
    `<presence from='${room.jid}/Paris'><x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/></x></presence>`,
  );

  test("takes one answer for each question, and leaves one's own presence out", () => {
    const { answered, problems } = tally([probe, probe], [answer, own, answer]);
    assert.deepEqual([answered, problems], [2, []]);
  });

  test("finds answers that are lost, doubled or another's", () => {
    const other = parseStanza(`<presence from='${room.jid}/Paris' id='r'/>`);
    for (const received of [[], [answer, answer], [other]]) {
      assert.equal(tally([probe], received).problems.length, 1);
    }
  });
});

describe("Figures", () => {
  test("replace older ones of the same release, and leave those of others and other sections", () => {
    const folder = mkdtempSync(join(tmpdir(), "trust-"));
    const file = join(folder, "trust.md");
    try {
      const [load, privacy] = ["Load", "Privacy"].map((title) => ({ title, explanation: `About ${title}.` }));
      assert.ok(load && privacy);
      const rooms = (prosody: string, count: number): Figures => [
        ["Prosody", prosody],
        ["rooms", count],
      ];
      recordFigures(privacy, [rooms("13.0.1", 1)], 1, file);
      recordFigures(privacy, [rooms("0.12.3", 2)], 1, file);
      recordFigures(load, [[["Prosody", "0.12.3"]]], 1, file);
      recordFigures(privacy, [rooms("0.12.3", 3)], 1, file);
      recordFigures(privacy, [rooms("0.12.3", 4)], 2, file);
      const page = readFileSync(file, "utf8");
      assert.match(page, /^# .*\n\n## Load\n\nAbout Load\.\n\n[^#]*\n\n## Privacy\n\nAbout Privacy\./);
      assert.deepEqual(page.match(/^\| .* \| \d \|$/gm), [
        "| 0.12.3 | 3 |",
        "| 0.12.3 | 4 |",
        "| 13.0.1 | 1 |",
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
