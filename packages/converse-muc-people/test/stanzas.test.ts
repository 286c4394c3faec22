// What is written to a room, and what is read from its answers.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { NS, readError, readResult, writeIq, type Reply } from "../src/stanzas.ts";
import { element, errorOf, offerOf, RETRY_AFTER_7 } from "./fake-room.ts";

const MODULE = "http://modules.prosody.im/mod_muc_probe";
const MALICIOUS = `"/><presence to='x'/>&amp;<`;

function told(reply: Reply): Extract<Reply, { kind: "told" }> {
  if (reply.kind !== "told") throw new Error(reply.kind);
  return reply;
}

describe("questions", () => {
  test("ask by occupant-id where there is one, else by nick", () => {
    const iq = writeIq("room@muc", {
      kind: "query",
      items: [
        { person: { id: "abc", nick: "Romeo" }, follow: true },
        { person: { nick: "Juliet" }, follow: false },
      ],
    });
    assert.equal(
      iq,
      `<iq xmlns="jabber:client" type="get" to="room@muc"><query xmlns="${NS}">` +
        `<item follow="true"><occupant-id xmlns="urn:xmpp:occupant-id:0" id="abc"/></item><item nick="Juliet"/></query></iq>`,
    );
  });

  test("ask for pages", () => {
    const iq = writeIq("room@muc", { kind: "page", max: 30, after: "A & B", follow: true });
    assert.match(
      iq,
      /<query [^>]*follow="true"><set [^>]*><max>30<\/max><after>A &amp; B<\/after><\/set><\/query>/,
    );
    assert.doesNotMatch(
      writeIq("room@muc", { kind: "page", max: 30, after: undefined, follow: false }),
      /after|follow/,
    );
  });

  for (const question of [
    { kind: "query", items: [{ person: { nick: MALICIOUS }, follow: false }] },
    { kind: "query", items: [{ person: { id: MALICIOUS }, follow: false }] },
    { kind: "batch", nicks: [MALICIOUS] },
    { kind: "page", max: 1, after: MALICIOUS, follow: false },
  ] as const) {
    test(`a ${question.kind} stays one, whatever people are called`, () => {
      const iq = element(writeIq("room@muc", question));
      assert.equal(iq.getElementsByTagName("presence").length, 0);
      const texts = [...attributeValues(iq), iq.textContent];
      assert.ok(texts.some((text) => text.endsWith(MALICIOUS)));
    });
  }
});

describe("answers", () => {
  const result = element(`<iq xmlns="jabber:client" type="result"><query xmlns="${NS}">
    <item nick="Romeo" followed="true"><presence xmlns="jabber:client" from="room@muc/Romeo"/></item>
    <item><occupant-id xmlns="urn:xmpp:occupant-id:0" id="abc"/><presence xmlns="jabber:client" type="unavailable"/></item>
    <item nick="Nobody"/>
    </query></iq>`);

  test("say of whom they are, and who is followed", () => {
    const { people } = told(readResult(result));
    assert.deepEqual(
      people.map(({ person, followed }) => ({ ...person, followed })),
      [
        { id: undefined, nick: "Romeo", followed: true },
        { id: "abc", nick: undefined, followed: false },
        { id: undefined, nick: "Nobody", followed: false },
      ],
    );
    assert.equal(people[2]?.presence, undefined);
  });

  test("of a page are about whom their presences are, and say where the next begins", () => {
    const page = element(`<iq xmlns="jabber:client"><query xmlns="${NS}">
      <item nick="Romeo"><presence xmlns="jabber:client" from="room@muc/Romeo"><occupant-id xmlns="urn:xmpp:occupant-id:0" id="abc"/></presence></item>
      <set xmlns="http://jabber.org/protocol/rsm"><first>Romeo</first><last>Romeo</last><count>300</count></set></query></iq>`);
    const { people, count, last } = told(readResult(page));
    assert.deepEqual(people[0]?.person, { id: "abc", nick: "Romeo" });
    assert.deepEqual([count, last], [300, "Romeo"]);
  });

  test("that are errors say how long to wait, or what is wrong", () => {
    const tooFast = errorOf("wait", "resource-constraint", RETRY_AFTER_7);
    assert.deepEqual(readError(tooFast), { kind: "wait", seconds: 7 });
    assert.deepEqual(readError(errorOf("wait", "resource-constraint")), { kind: "wait", seconds: 5 });
    assert.deepEqual(readError(errorOf("modify", "bad-request")), {
      kind: "refused",
      condition: "bad-request",
    });
    assert.deepEqual(readError(errorOf("wait", "internal-server-error")), {
      kind: "refused",
      condition: "internal-server-error",
    });
    assert.deepEqual(readError(null), { kind: "lost" });
  });
});

describe("what a room offers", () => {
  test("is read from its features and its form", () => {
    const fields = {
      rate: "20",
      burst: "200",
      batch_limit: "100",
      follow: "50",
      list: "true",
      hidden: "moderators",
    };
    const form = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [`{${MODULE}}${name}`, value]),
    );
    assert.deepEqual(offerOf([MODULE, NS], { ...form, "muc#roominfo_occupants": "300" }), {
      way: "query",
      batchLimit: 100,
      rate: 20,
      burst: 200,
      follow: 50,
      list: true,
      hidden: "moderators",
      occupants: 300,
    });
  });

  test("is batches or probes, where there is no query", () => {
    assert.equal(offerOf([MODULE, `${MODULE}#batch`], {}).way, "batch");
    assert.equal(offerOf([MODULE], {}).way, "probes");
    assert.equal(offerOf([], {}).way, "batch", "of a server that does not say what it can");
  });

  test("is little where it is not said, or is no number", () => {
    const offer = offerOf([NS], { [`{${MODULE}}rate`]: "fast", [`{${MODULE}}follow`]: "-1" });
    assert.deepEqual(
      [offer.rate, offer.burst, offer.batchLimit, offer.follow, offer.list],
      [5, 20, 20, 0, false],
    );
    assert.equal(offer.occupants, undefined);
  });
});

function attributeValues(root: Element): string[] {
  const elements = [root, ...Array.from(root.getElementsByTagName("*"))];
  return elements.flatMap((one) => Array.from(one.attributes).map(({ value }) => value));
}
