// Holds what came against what should have come.
import type { Element } from "../scansion/src/index.ts";
import { canonical } from "./canonical.ts";
import { type Room } from "./model.ts";
import type { Question } from "./questions.ts";

/** One thing that is wrong. */
export interface Finding {
  /** Who was told, or not told. */
  readonly to: string;
  readonly problem: string;
  readonly expected?: string;
  readonly received?: string;
}

/** What came to everybody who is connected, in its order: by full JID, or by the bare JID a home server asked for. */
export type Arrivals = ReadonlyMap<string, readonly Element[]>;

/** Everything wrong with the answers to the questions of a room. */
export function judge(room: Room, questions: readonly Question[], arrivals: Arrivals): Finding[] {
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

/** Answers come in the order of the questions; after one that is wrong nothing more can be said. */
function judgeReceiver(
  to: string,
  questions: readonly Question[],
  received: readonly Element[],
): readonly Finding[] {
  const expected = questions.flatMap(({ about, verdicts }) =>
    verdicts.map((verdict) => ({ about, ...verdict })),
  );
  const answers = received.map(canonical);
  for (const [index, { about, row, answer }] of expected.entries()) {
    const wanted = canonical(answer);
    const got = answers[index];
    if (got === wanted) continue;
    const problem = `asked for ${about}, the answer of row ${row} ${got === undefined ? "is missing" : "is wrong"}`;
    return [{ to, problem, expected: wanted, ...(got !== undefined && { received: got }) }];
  }
  const surplus = answers[expected.length];
  if (surplus === undefined) return [];
  return [{ to, problem: "was told something it did not ask for", received: surplus }];
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
    ({ bareJid }) => to.split("/")[0] !== bareJid && text.replaceAll(`"${to}"`, "").includes(bareJid),
  );
  if (!leaked) return [];
  return [{ to, problem: `was told the real JID ${leaked.bareJid}`, received: canonical(stanza) }];
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
