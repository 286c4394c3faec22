// Who is asked for, when, and who is not: decided without Converse.js, of a room that answers as the contract says.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Question, Reply, Told } from "../src/stanzas.ts";
import { crowd, everybodyIsThere, FakeRoom, OFFER, presenceOf } from "./fake-room.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const LONG = 10 * MINUTE;

/** A room that was entered, with what it offers. */
function entered(offer: Partial<typeof OFFER> = {}): FakeRoom {
  const room = new FakeRoom();
  room.people.enter({ ...OFFER, ...offer });
  return room;
}

/** A room that lists so many people, of whom a prober may see all. */
function listing(size: number): (question: Question) => Reply {
  const all = crowd(size);
  return (question) => {
    if (question.kind !== "page") return everybodyIsThere(question);
    const begin = question.after === undefined ? 0 : all.findIndex(({ nick }) => nick === question.after) + 1;
    const page = all.slice(begin, begin + question.max);
    return {
      kind: "told",
      people: page.map((person) => ({ person, presence: presenceOf(person), followed: question.follow })),
      count: size,
      last: page.at(-1)?.nick,
    };
  };
}

/** An answer that tells what is said of those who are asked for. */
function tellsOf(question: Question, change: (people: readonly Told[]) => Told[]): Reply {
  const reply = everybodyIsThere(question);
  return reply.kind === "told" ? { ...reply, people: change(reply.people) } : reply;
}

describe("who comes into view", () => {
  test("is asked for with all others of the screen in one query, and followed", async () => {
    const room = entered();
    await room.look(crowd(10), 50);
    await room.look(crowd(25), LONG);
    assert.equal(room.asked.length, 1);
    assert.deepEqual(room.sizes(), [25]);
    assert.ok(room.items(0).every((item) => item.endsWith("+")));
    assert.equal(room.told.length, 25);
  });

  test("is asked for by nick in rooms without occupant-ids", async () => {
    const room = entered();
    await room.look([{ nick: "Romeo" }], SECOND);
    assert.deepEqual(room.items(0), ["Romeo+"]);
  });

  test("is not asked for again while followed, however long they stay", async () => {
    const room = entered();
    await room.look(crowd(3), LONG);
    await room.look(crowd(3), LONG);
    assert.equal(room.asked.length, 1);
  });

  test("is asked for again when seen again, where nobody can be followed", async () => {
    const room = entered({ follow: 0 });
    await room.look(crowd(2), MINUTE);
    assert.deepEqual(room.items(0), ["id0", "id1"]);
    await room.look(crowd(1), SECOND);
    await room.look(crowd(2), SECOND);
    assert.equal(room.asked.length, 2);
    assert.deepEqual(room.items(1), ["id1"]);
  });

  test("is not asked for again within a minute", async () => {
    const room = entered({ follow: 0 });
    for (let i = 0; i < 5; i++) {
      await room.look(crowd(2), 2 * SECOND);
      await room.look([], 2 * SECOND);
    }
    assert.equal(room.asked.length, 1);
  });

  test("is asked for once more where the answer was too long for all", async () => {
    const room = entered();
    room.answer = (question) => tellsOf(question, (people) => people.slice(0, 7));
    await room.look(crowd(10), SECOND);
    assert.deepEqual(room.sizes(), [10, 3]);
    assert.equal(room.told.length, 10);
  });
});

describe("who is shown and cannot be followed", () => {
  test("is not asked for again and again", async () => {
    const room = entered();
    room.answer = (question) =>
      tellsOf(question, (people) => people.map((told) => ({ ...told, followed: false })));
    await room.look(crowd(3), LONG);
    assert.equal(room.asked.length, 1);
  });
});

describe("who is scrolled away", () => {
  test("is let go after a while, all in one query", async () => {
    const room = entered();
    await room.look(crowd(4), SECOND);
    await room.look(crowd(1), 5 * SECOND);
    assert.equal(room.asked.length, 1);
    await room.pass(10 * SECOND);
    assert.equal(room.asked.length, 2);
    assert.deepEqual(room.items(1), ["id1", "id2", "id3"]);
  });

  test("is not let go if they are back soon", async () => {
    const room = entered();
    await room.look(crowd(4), SECOND);
    await room.look([], SECOND);
    await room.look(crowd(4), LONG);
    assert.equal(room.asked.length, 1);
  });

  test("makes room at once for others, where no more can be followed", async () => {
    const room = entered({ follow: 5 });
    await room.look(crowd(5), SECOND);
    await room.look(crowd(3, 5), SECOND);
    assert.deepEqual(room.items(1), ["id0", "id1", "id2", "id5+", "id6+", "id7+"]);
  });

  test("is let go, but whoever is on the screen is not, where more are on it than can be followed", async () => {
    const room = entered({ follow: 2 });
    await room.look(crowd(4), LONG);
    assert.equal(room.asked.length, 1);
    assert.deepEqual(room.items(0), ["id0+", "id1+", "id2", "id3"]);
  });
});

describe("what is in vain is not asked", () => {
  for (const [why, offer, role] of [
    ["nobody may ask", { hidden: "nobody" }, "moderator"],
    ["only moderators may ask", { hidden: "moderators" }, "participant"],
    ["the room tells everybody of everybody", { occupants: 0 }, "participant"],
    ["the room does not say how many there are", { occupants: undefined }, "participant"],
  ] as const) {
    test(`where ${why}`, async () => {
      const room = entered({ list: true, ...offer });
      room.people.role = role;
      await room.look(crowd(5), LONG, "its end");
      assert.deepEqual(room.asked, []);
    });
  }

  test("but it is by somebody who has become a moderator", async () => {
    const room = entered({ hidden: "moderators" });
    room.people.role = "participant";
    await room.look(crowd(5), SECOND);
    room.people.role = "moderator";
    await room.pass(SECOND);
    assert.equal(room.asked.length, 1);
  });

  test("but it is as soon as somebody writes of whom the room told nothing", async () => {
    const room = entered({ occupants: 0 });
    const [heard, hidden] = crowd(2);
    assert.ok(heard && hidden);
    room.people.hear(heard, true);
    room.people.wrote(heard);
    await room.look([heard, hidden], SECOND);
    assert.deepEqual(room.asked, []);
    room.people.wrote(hidden);
    await room.pass(SECOND);
    assert.deepEqual(room.items(0), ["id1+"]);
  });

  test("nor are those of whom the room tells everybody", async () => {
    const room = entered();
    const people = crowd(3);
    for (const person of people.slice(0, 2)) room.people.hear(person, true);
    await room.look(people, SECOND);
    assert.deepEqual(room.items(0), ["id2+"]);
  });
});

describe("no faster than the room allows", () => {
  test("the next screen is asked for when all of it may be", async () => {
    const room = entered({ burst: 30, rate: 20, follow: 0 });
    await room.look(crowd(30), 500);
    await room.look(crowd(30, 100), 500);
    assert.equal(room.asked.length, 1);
    await room.pass(SECOND);
    assert.deepEqual(room.sizes(), [30, 30]);
  });

  test("where that takes long, those are asked for who may be", async () => {
    const room = entered({ burst: 10, rate: 0.1, follow: 0 });
    await room.look(crowd(4), SECOND);
    await room.look(crowd(9, 100), SECOND);
    assert.deepEqual(room.items(1).length, 6);
    await room.pass(10 * SECOND);
    assert.deepEqual(room.items(2).length, 1);
  });

  test("a question has no more people than the room allows, nor than come at once", async () => {
    for (const limits of [{ batchLimit: 8 }, { burst: 8 }]) {
      const room = entered(limits);
      await room.look(crowd(20), LONG);
      assert.ok(room.sizes().every((size) => size <= 8));
      assert.equal(room.told.length, 20);
    }
  });

  test("those who were left out of an answer were not counted, and are asked for at once", async () => {
    const room = entered({ burst: 10, rate: 0.001, follow: 0 });
    room.answer = (question) => tellsOf(question, (people) => people.slice(0, 7));
    await room.look(crowd(10), SECOND);
    assert.equal(room.told.length, 10);
  });

  test("in any time, not more than burst and rate give", async () => {
    const room = entered({ burst: 20, rate: 2, batchLimit: 7, follow: 3 });
    for (let second = 0; second < 60; second++) {
      await room.look(crowd(15, second * 4), SECOND);
      const people = room.sizes().reduce((sum, size) => sum + size, 0);
      assert.ok(people <= 20 + 2 * (second + 1), `${people} people after ${second + 1} s`);
    }
  });
});

describe("told to wait", () => {
  test("it waits as long, and says so", async () => {
    const room = entered();
    room.answer = () => ({ kind: "wait", seconds: 7 });
    await room.look(crowd(5), SECOND);
    assert.equal(room.people.state.waitSeconds, 7);
    room.answer = everybodyIsThere;
    await room.pass(5 * SECOND);
    assert.equal(room.asked.length, 1);
    await room.pass(2 * SECOND);
    assert.equal(room.asked.length, 2);
    assert.equal(room.told.length, 5);
    assert.equal(room.people.state.waitSeconds, undefined);
  });

  test("it says no more so when that time is over, even if nobody is on the screen then", async () => {
    const room = entered();
    room.answer = () => ({ kind: "wait", seconds: 7 });
    await room.look(crowd(5), SECOND);
    room.people.look([], false);
    assert.equal(room.states.at(-1)?.waitSeconds, 7);
    await room.pass(8 * SECOND);
    assert.equal(room.states.at(-1)?.waitSeconds, undefined);
  });

  test("a refused probe is sent again then", async () => {
    const room = entered({ way: "probes" });
    await room.look([{ nick: "Romeo" }, { nick: "Juliet" }], SECOND);
    assert.equal(room.people.takeAnswer("Juliet", true)?.nick, "Juliet");
    room.people.refusedProbe("Romeo", { kind: "wait", seconds: 7 });
    await room.pass(6 * SECOND);
    assert.equal(room.asked.length, 1);
    await room.pass(2 * SECOND);
    assert.deepEqual(room.asked[1], { kind: "probes", nicks: ["Romeo"] });
  });
});

describe("servers that can less", () => {
  for (const condition of ["service-unavailable", "feature-not-implemented"]) {
    test(`batches follow a query, and probes a batch, on ${condition}`, async () => {
      const room = entered();
      room.answer = (question) =>
        question.kind === "probes" ? { kind: "told", people: [] } : { kind: "refused", condition };
      await room.look(crowd(3), LONG);
      assert.deepEqual(
        room.asked.map(({ kind }) => kind),
        ["query", "batch", "probes"],
      );
      assert.deepEqual(room.asked[2], { kind: "probes", nicks: ["nick0", "nick1", "nick2"] });
    });
  }

  test("an answer to a probe is taken once, and not long after it", async () => {
    const room = entered({ way: "probes" });
    await room.look([{ nick: "Romeo" }, { nick: "Juliet" }], SECOND);
    assert.ok(room.people.takeAnswer("Romeo", true));
    assert.equal(room.people.takeAnswer("Romeo", true), undefined);
    assert.equal(room.people.takeAnswer("Tybalt", true), undefined);
    await room.pass(MINUTE);
    assert.equal(room.people.takeAnswer("Juliet", true), undefined);
  });

  test("somebody without a nick is not asked for where nicks are needed", async () => {
    const room = entered({ way: "batch" });
    await room.look([{ id: "id0" }, { nick: "Romeo" }], SECOND);
    assert.deepEqual(room.asked, [{ kind: "batch", nicks: ["Romeo"] }]);
  });
});

describe("what goes wrong", () => {
  test("without an answer it is asked once more, and not again", async () => {
    const room = entered();
    room.answer = () => ({ kind: "lost" });
    await room.look(crowd(3), 9 * SECOND);
    assert.equal(room.asked.length, 1);
    await room.pass(LONG);
    assert.equal(room.asked.length, 2);
  });

  test("one who cannot be asked for does not keep the others from being asked for", async () => {
    const room = entered();
    room.answer = (question) =>
      question.kind === "query" && question.items.some(({ person }) => person.id === "id4")
        ? { kind: "refused", condition: "bad-request" }
        : everybodyIsThere(question);
    await room.look(crowd(9), LONG);
    const others = crowd(9).flatMap(({ id }) => (id === "id4" ? [] : id));
    assert.deepEqual(room.told.map(({ person }) => person.id).sort(), others);
    assert.ok(room.asked.length < 12, `${room.asked.length} questions`);
  });

  test("nothing more is asked by somebody who is not in the room", async () => {
    const room = entered();
    room.answer = () => ({ kind: "refused", condition: "not-acceptable" });
    await room.look(crowd(3), LONG);
    assert.equal(room.asked.length, 1);
  });
});

describe("left and entered again", () => {
  test("all on the screen are asked for and followed anew", async () => {
    const room = entered();
    await room.look(crowd(3), SECOND);
    room.people.leave();
    await room.pass(LONG);
    assert.equal(room.asked.length, 1);
    assert.equal(room.people.isFollowed({ id: "id0" }), false);
    room.people.enter(OFFER);
    await room.pass(SECOND);
    assert.deepEqual(room.items(1), ["id0+", "id1+", "id2+"]);
  });

  test("an answer of the earlier stay tells nothing", async () => {
    const room = entered();
    let answer: (reply: Reply) => void = () => undefined;
    room.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await room.look(crowd(1), SECOND);
    const [question] = room.asked;
    assert.ok(question);
    room.people.leave();
    room.people.enter(OFFER);
    answer(everybodyIsThere(question));
    await room.pass(0);
    assert.deepEqual(room.told, []);
  });
});

describe("who is followed", () => {
  test("and leaves is followed no more, and asked for when seen again", async () => {
    const room = entered();
    await room.look(crowd(1), SECOND);
    assert.ok(room.people.isFollowed({ id: "id0" }));
    room.people.left({ id: "id0" });
    assert.ok(!room.people.isFollowed({ id: "id0" }));
    await room.pass(LONG);
    assert.equal(room.asked.length, 1);
    room.people.look([], false);
    await room.look(crowd(1), SECOND);
    assert.equal(room.asked.length, 2);
  });

  test("and takes another nick is still followed, also where nicks are all there is", async () => {
    const room = entered();
    await room.look([{ nick: "Romeo" }], SECOND);
    room.people.renamed({ nick: "Romeo" }, "Montague");
    assert.ok(room.people.isFollowed({ nick: "Montague" }));
    assert.ok(!room.people.isFollowed({ nick: "Romeo" }));
  });
});

describe("the list of who is there", () => {
  test("loads a page when its end is seen, and no other before", async () => {
    const room = entered({ list: true });
    room.answer = listing(70);
    await room.look([], MINUTE);
    assert.equal(room.asked.length, 0);
    await room.look([], SECOND, "its end");
    assert.deepEqual(room.asked, [{ kind: "page", max: 30, after: undefined, follow: true }]);
    assert.deepEqual([room.people.state.listed, room.people.state.count], [30, 70]);
    await room.look(crowd(30), SECOND, "its end");
    await room.look(crowd(60), SECOND, "its end");
    await room.look(crowd(70), SECOND, "its end");
    const pages = room.asked.filter(({ kind }) => kind === "page");
    assert.deepEqual(pages.slice(1), [
      { kind: "page", max: 30, after: "nick29", follow: true },
      { kind: "page", max: 30, after: "nick59", follow: true },
    ]);
    assert.deepEqual([room.people.state.listed, room.people.state.count], [70, 70]);
  });

  test("does not take from a page that follows nobody that those who are followed are not", async () => {
    const room = entered({ list: true, follow: 5 });
    room.answer = listing(20);
    await room.look(crowd(3), SECOND, "its end");
    assert.deepEqual(room.asked.at(-1), { kind: "page", max: 30, after: undefined, follow: false });
    assert.ok(crowd(3).every((person) => room.people.isFollowed(person)));
    assert.ok(!crowd(1, 3).some((person) => room.people.isFollowed(person)));
  });

  test("shows who is listed without asking for them again", async () => {
    const room = entered({ list: true });
    room.answer = listing(20);
    await room.look([], SECOND, "its end");
    await room.look(crowd(20), LONG, "its end");
    assert.equal(room.asked.length, 1);
  });

  test("is not asked for where the room does not list people", async () => {
    const room = entered({ list: false });
    await room.look([], LONG, "its end");
    assert.deepEqual(room.asked, []);
  });

  test("follows only as many as may be followed", async () => {
    const room = entered({ list: true, follow: 40 });
    room.answer = listing(60);
    await room.look([], SECOND, "its end");
    await room.look(crowd(30), SECOND, "its end");
    assert.deepEqual(
      room.asked.map((question) => question.kind === "page" && question.follow),
      [true, false],
    );
  });
});
