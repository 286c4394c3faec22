// All that can be asked in a room: every pair of a prober and a target, singly and in a batch.
import { xml } from "@xmpp/client";
import { isRemote, knownNicks, occupantJid, type Room } from "./model.ts";
import type { Oracle, Prober, Verdict } from "./oracle.ts";

const NS_MUC_USER = "http://jabber.org/protocol/muc#user";
/** A nick that nobody has, had or registered. */
const NOBODY = "Nobody";
/** What a probe carries that must not come back. */
const PAYLOAD = xml("status", {}, "carried by a probe");

/** A stanza to send, and what it must be answered. */
export interface Question {
  readonly from: string;
  /** For people. */
  readonly about: string;
  readonly stanza: string;
  readonly verdicts: readonly Verdict[];
}

/** Everybody who can ask: each session, in the room or not, and the home servers of remote users. */
export function probersOf(room: Room): Prober[] {
  return room.people.flatMap((person) =>
    [
      ...person.occupants.flatMap(({ sessions }) => sessions),
      ...person.strangers,
      ...(isRemote(person) ? [{ jid: person.bareJid }] : []),
    ].map(({ jid }) => ({ jid, person })),
  );
}

/** Every question there is in a room. */
export function questionsOf(room: Room, oracle: Oracle): Question[] {
  const nicks = [...knownNicks(room), NOBODY];
  return probersOf(room).flatMap((prober) => [
    roomProbe(room, oracle, prober),
    ...nicks.map((nick, index) => probe(room, oracle, prober, nick, `probe-${index}`)),
    // Some twice: they are to be answered once.
    batch(room, oracle, prober, [...nicks, ...nicks.slice(0, 2)]),
  ]);
}

function roomProbe(room: Room, oracle: Oracle, prober: Prober): Question {
  const id = "probe-room";
  return {
    from: prober.jid,
    about: "the room",
    stanza: xml("presence", { type: "probe", from: prober.jid, to: room.jid, id }, PAYLOAD).toString(),
    verdicts: [oracle.roomProbe(prober, id)],
  };
}

function probe(room: Room, oracle: Oracle, prober: Prober, nick: string, id: string): Question {
  const to = occupantJid(room, nick);
  return {
    from: prober.jid,
    about: nick,
    stanza: xml("presence", { type: "probe", from: prober.jid, to, id }, PAYLOAD).toString(),
    verdicts: [oracle.probe(prober, nick, id)],
  };
}

function batch(room: Room, oracle: Oracle, prober: Prober, nicks: readonly string[]): Question {
  const items = nicks.map((nick) => xml("item", { jid: occupantJid(room, nick) }));
  return {
    from: prober.jid,
    about: `a batch of ${nicks.length}`,
    stanza: xml(
      "iq",
      { type: "get", from: prober.jid, to: room.jid, id: "batch" },
      xml("query", { xmlns: NS_MUC_USER }, ...items),
    ).toString(),
    verdicts: oracle.batch(prober, nicks, "batch"),
  };
}
