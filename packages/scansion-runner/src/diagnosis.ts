import { matchStanza } from "./matcher.ts";
import { type Captures, matchesValue } from "./values.ts";
import { attributesOf, Element } from "./xml.ts";

/** A stanza that is gone, and the line of the action that passed over it. */
export interface Gone {
  stanza: Element;
  line: number;
}

/** A character's connection, when something that the character waits for does not come. */
export interface Witness {
  character: string;
  /** Of a component nothing depends on presence. */
  kind: "client" | "component";
  bareJid: string;
  unread: readonly Element[];
  gone: readonly Gone[];
  presence: SentPresence;
}

/** Remembers the presence that a character has sent on a connection. */
export class SentPresence {
  /** True once everybody who may know has been told that the character is there. */
  isAvailable = false;
  readonly #told = new Set<string>();

  /** Notes a stanza that is sent. */
  add(stanza: Element): void {
    const { type, to } = attributesOf(stanza);
    if (stanza.getName() !== "presence" || type !== undefined) return;
    if (to === undefined) this.isAvailable = true;
    else this.#told.add(toBareJid(to));
  }

  /** Direct presence goes to one JID: to a room that is joined, say. */
  hasTold(jid: string): boolean {
    return this.#told.has(toBareJid(jid));
  }

  get isNone(): boolean {
    return !this.isAvailable && this.#told.size === 0;
  }
}

/** Says what may be the reason that a stanza has not come to the one who waits for it since a line of the script. */
export function explainAbsence(
  expected: Element,
  waiting: Witness,
  all: readonly Witness[],
  captures: Captures,
  line: number,
): string[] {
  const isIt = (stanza: Element): boolean =>
    matchStanza(withoutAddressee(expected), stanza, captures).matched;
  const sightings = [...passedOverBefore(waiting, isIt, line), ...cameToAnother(waiting, all, isIt)];
  return sightings.length > 0 ? sightings : lacksPresence(expected, waiting, all, line);
}

function passedOverBefore({ gone }: Witness, isIt: (stanza: Element) => boolean, line: number): string[] {
  const earlier = gone.findLast((each) => each.line !== line && isIt(each.stanza));
  return earlier ? [`it came before, and the action in line ${earlier.line} passed over it`] : [];
}

function cameToAnother(
  waiting: Witness,
  all: readonly Witness[],
  isIt: (stanza: Element) => boolean,
): string[] {
  const receivers = all.filter(
    (each) => each !== waiting && [...each.unread, ...each.gone.map(({ stanza }) => stanza)].some(isIt),
  );
  const names = receivers.map(({ character }) =>
    character === waiting.character ? `another connection of ${character}` : character,
  );
  return names.length === 0 ? [] : [`it came to ${[...new Set(names)].join(" and to ")}`];
}

/** Names those without whose presence a stanza cannot come. */
function lacksPresence(expected: Element, waiting: Witness, all: readonly Witness[], line: number): string[] {
  const { from, type } = attributesOf(expected);
  const name = expected.getName();
  if ((name !== "presence" && name !== "message") || type === "error" || type === "groupchat") return [];
  const sender = from === undefined ? undefined : all.findLast((each) => each.bareJid === toBareJid(from));
  const mayCome =
    waiting.kind === "component" ||
    waiting.gone.some((each) => each.line === line && isOfSameKind(each.stanza, expected)) ||
    waiting.presence.isAvailable ||
    (from !== undefined && waiting.presence.hasTold(from));
  const what = name === "presence" ? "others' presence does" : "messages to a bare JID do";
  const isSenderSilent =
    name === "presence" && sender !== waiting && sender?.kind === "client" && sender.presence.isNone;
  return [
    ...(mayCome ? [] : [`${waiting.character} has sent no presence, without which ${what} not come`]),
    ...(isSenderSilent ? [`${sender.character} has sent no presence`] : []),
  ];
}

/** Says whether a stanza shows that the expected one could have come as well: one of its kind, from the same side. */
function isOfSameKind(stanza: Element, expected: Element): boolean {
  const [sender, wanted] = [stanza, expected].map((each) => attributesOf(each).from);
  const isFromThere = wanted === undefined || matchesValue(toBareJid(wanted), toBareJid(sender ?? ""));
  return stanza.getName() === expected.getName() && isFromThere;
}

function withoutAddressee(stanza: Element): Element {
  const copy = new Element(stanza.name, { ...attributesOf(stanza), to: undefined });
  copy.children = stanza.children;
  return copy;
}

function toBareJid(jid: string): string {
  return jid.replace(/\/.*/s, "");
}
