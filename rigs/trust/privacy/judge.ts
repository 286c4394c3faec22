// Holds what came against what should have come.
import type { Element } from "scansion-runner";
import type { Finding } from "../check.ts";
import { canonical } from "../contract/canonical.ts";
import { NS_QUERY } from "../contract/announcement.ts";
import type { Room } from "../contract/model.ts";
import type { Verdict } from "../contract/oracle.ts";
import type { Asked } from "./questions.ts";

/** The longest that the questions to a room may take. */
const SLOWEST_SECONDS = 60;

/** Received stanzas in their order, by the JID that they are for. */
export type Arrivals = ReadonlyMap<string, readonly Element[]>;

/** Everything wrong with the answers to the questions of a room. */
export function judge(room: Room, questions: readonly Asked[], arrivals: Arrivals): Finding[] {
  const receivers = new Set([...questions.map(({ from }) => from), ...arrivals.keys()]);
  const perReceiver = [...receivers].flatMap((to) =>
    judgeReceiver(
      to,
      questions.filter(({ from }) => from === to),
      arrivals.get(to) ?? [],
    ),
  );
  const stanzas = [...arrivals.values()].flat();
  return [...perReceiver, ...leakedJids(room, arrivals), ...tellingRefusals(stanzas)];
}

/** Answers come in the order of the questions. After one that is wrong nothing more can be said. */
function judgeReceiver(
  to: string,
  questions: readonly Asked[],
  received: readonly Element[],
): readonly Finding[] {
  const expected = questions.flatMap(({ about, verdicts }) =>
    verdicts.map((verdict) => ({ about, ...verdict })),
  );
  for (const [index, { about, ...verdict }] of expected.entries()) {
    const wanted = canonical(verdict.answer);
    const stanza = received[index];
    const answered = `asked ${about}, the answer of row ${verdict.row}`;
    if (stanza === undefined) return [{ to, problem: `${answered} is missing`, expected: wanted }];
    if (!tellsWhen(stanza, verdict)) {
      return [{ to, problem: `${answered} does not say when to ask again`, received: stanza.toString() }];
    }
    const got = canonical(verdict.part?.(stanza) ?? stanza);
    if (got !== wanted) return [{ to, problem: `${answered} is wrong`, expected: wanted, received: got }];
  }
  const surplus = received[expected.length];
  if (surplus === undefined) return [];
  return [{ to, problem: "was told something it did not ask for", received: canonical(surplus) }];
}

/** Says whether a `wait` error has the right number of seconds, less those that have gone by, in its text and for programs. */
function tellsWhen(stanza: Element, { seconds }: Verdict): boolean {
  if (seconds === undefined) return true;
  const error = stanza.getChild("error");
  const told = Number(/\d+/.exec(error?.getChildText("text") ?? "")?.[0]);
  const after = error?.getChild("retry", NS_QUERY)?.attrs.after as string | undefined;
  return told <= seconds && told > seconds - SLOWEST_SECONDS && after === String(told);
}

/** Real JIDs in a room that hides them, shown to somebody who is no moderator: whatever the oracle expected. */
function leakedJids(room: Room, arrivals: Arrivals): Finding[] {
  if (room.nonAnonymous) return [];
  const moderators = new Set(
    room.people.flatMap(({ occupants }) =>
      occupants
        .filter(({ role }) => role === "moderator")
        .flatMap(({ sessions }) => sessions.map(({ jid }) => jid)),
    ),
  );
  return [...arrivals]
    .filter(([to]) => !moderators.has(to))
    .flatMap(([to, stanzas]) => stanzas.flatMap((stanza) => leakIn(room, to, stanza)));
}

function leakIn(room: Room, to: string, stanza: Element): Finding[] {
  const text = stanza.toString();
  const leaked = room.people.find(
    ({ bareJid }) => to.split("/")[0] !== bareJid && mentions(text.replaceAll(`"${to}"`, ""), bareJid),
  );
  if (!leaked) return [];
  return [{ to, problem: `was told the real JID ${leaked.bareJid}`, received: canonical(stanza) }];
}

/** A server's JID is also part of those of its users. */
function mentions(text: string, bareJid: string): boolean {
  return new RegExp(`(?<![\\w@.])${bareJid.replaceAll(".", "\\.")}(?![\\w@.])`).test(text);
}

/** Refusals that differ in their text would tell what they are to hide. */
function tellingRefusals(stanzas: readonly Element[]): Finding[] {
  const texts = new Map<string, Element>();
  for (const stanza of stanzas) {
    const error = stanza.getChild("error");
    if (error?.getChild("not-acceptable")) texts.set(error.getChildText("text") ?? "", stanza);
  }
  if (texts.size <= 1) return [];
  const [[text, stanza] = ["", undefined]] = texts;
  return [
    {
      to: String(stanza?.attrs.to),
      problem: `refusals differ in their text: ${JSON.stringify([...texts.keys()])}`,
      received: text,
    },
  ];
}
