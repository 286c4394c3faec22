/** The namespace of the query, its pages and its answers. */
export const NS = "http://modules.prosody.im/mod_muc_probe/1";

const MUC_USER = "http://jabber.org/protocol/muc#user";
const OCCUPANT_ID = "urn:xmpp:occupant-id:0";
const RSM = "http://jabber.org/protocol/rsm";
const STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

/** The wait where the room tells to wait, but not for how long. */
const WAIT_SECONDS = 5;

/** Somebody in a room, as a client knows people: by occupant-id (XEP-0421) where the room has them, else by nick. */
export interface Person {
  readonly id?: string | undefined;
  readonly nick?: string | undefined;
}

/** Somebody who is asked for. */
export interface Item {
  readonly person: Person;
  readonly follow: boolean;
}

/** The room's words about somebody. */
export interface Told {
  readonly person: Person;
  /** Missing where the room keeps silent about nicks that nobody has. */
  readonly presence?: Element | undefined;
  readonly followed: boolean;
}

/** A question to a room: about some people, or for a page of all. */
export type Question =
  | { readonly kind: "query"; readonly items: readonly Item[] }
  | {
      readonly kind: "page";
      readonly max: number;
      readonly after: string | undefined;
      readonly follow: boolean;
    }
  | { readonly kind: "batch" | "probes"; readonly nicks: readonly string[] };

/** The room's answer to a question. */
export type Reply =
  | {
      readonly kind: "told";
      readonly people: readonly Told[];
      /** Of a page: how many there are in all, and after whom the next one begins. */
      readonly count?: number | undefined;
      readonly last?: string | undefined;
    }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "refused"; readonly condition: string }
  /** There was no answer in time, or no connection. */
  | { readonly kind: "lost" };

/** Two people are the same if they have the same key. */
export function keyOf({ id, nick }: Person): string {
  return id === undefined ? `nick:${nick ?? ""}` : `id:${id}`;
}

/** Builds the iq of a question; of probes, which are no iqs, that of a batch. */
export function writeIq(room: string, question: Question): string {
  return `<iq xmlns="jabber:client" type="get" to="${escape(room)}">${payloadOf(room, question)}</iq>`;
}

function payloadOf(room: string, question: Question): string {
  switch (question.kind) {
    case "query":
      return `<query xmlns="${NS}">${question.items.map(writeItem).join("")}</query>`;
    case "page":
      return `<query xmlns="${NS}"${followAttribute(question.follow)}>${writeSet(question.max, question.after)}</query>`;
    default:
      return `<query xmlns="${MUC_USER}">${question.nicks.map((nick) => writeJid(room, nick)).join("")}</query>`;
  }
}

function writeItem({ person, follow }: Item): string {
  return person.id === undefined
    ? `<item nick="${escape(person.nick ?? "")}"${followAttribute(follow)}/>`
    : `<item${followAttribute(follow)}><occupant-id xmlns="${OCCUPANT_ID}" id="${escape(person.id)}"/></item>`;
}

function writeJid(room: string, nick: string): string {
  return `<item jid="${escape(`${room}/${nick}`)}"/>`;
}

function writeSet(max: number, after: string | undefined): string {
  const position = after === undefined ? "" : `<after>${escape(after)}</after>`;
  return `<set xmlns="${RSM}"><max>${max}</max>${position}</set>`;
}

function followAttribute(follow: boolean): string {
  return follow ? ` follow="true"` : "";
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** Reads the answer to a query or to a page. */
export function readResult(iq: Element): Reply {
  const query = childOf(iq, "query", NS);
  const set = query && childOf(query, "set", RSM);
  const count = set && childOf(set, "count", RSM)?.textContent;
  return {
    kind: "told",
    people: query ? childrenOf(query, "item", NS).map((item) => readItem(item, set !== undefined)) : [],
    count: count === undefined ? undefined : Number(count),
    last: set && childOf(set, "last", RSM)?.textContent,
  };
}

/** Those of a page were not asked for by name: they are whom their presences show. */
function readItem(item: Element, isListed: boolean): Told {
  const presence = childOf(item, "presence", "jabber:client");
  const asked = { id: occupantIdIn(item), nick: item.getAttribute("nick") ?? undefined };
  return {
    person: isListed && presence ? whoIs(presence) : asked,
    presence,
    followed: ["true", "1"].includes(item.getAttribute("followed") ?? ""),
  };
}

/** Reads an error; `null` is what Converse.js has for an answer that never came. */
export function readError(stanza: Element | null): Reply {
  const error = stanza?.getElementsByTagName("error")[0];
  if (!error) return { kind: "lost" };
  const condition = [...elementsIn(error)].find(
    ({ namespaceURI, localName }) => namespaceURI === STANZAS && localName !== "text",
  );
  if (error.getAttribute("type") === "wait" && condition?.localName === "resource-constraint") {
    const after = Number(childOf(error, "retry", NS)?.getAttribute("after"));
    return { kind: "wait", seconds: after > 0 ? after : WAIT_SECONDS };
  }
  return { kind: "refused", condition: condition?.localName ?? "undefined-condition" };
}

/** The person of whom a presence is. */
function whoIs(presence: Element): Person {
  return { id: occupantIdIn(presence), nick: resourceOf(presence.getAttribute("from") ?? "") };
}

/** A presence of somebody in the room has no type: others say that they left, or that something went wrong. */
export function isThere(presence: Element | undefined): boolean {
  return presence?.getAttribute("type") === null;
}

/** The nick in an occupant JID. */
export function resourceOf(jid: string): string | undefined {
  const slash = jid.indexOf("/");
  return slash < 0 ? undefined : jid.slice(slash + 1);
}

function occupantIdIn(element: Element): string | undefined {
  return childOf(element, "occupant-id", OCCUPANT_ID)?.getAttribute("id") ?? undefined;
}

function childOf(parent: Element, name: string, namespace: string): Element | undefined {
  return childrenOf(parent, name, namespace)[0];
}

function childrenOf(parent: Element, name: string, namespace: string): Element[] {
  return elementsIn(parent).filter(
    ({ localName, namespaceURI }) => localName === name && namespaceURI === namespace,
  );
}

function elementsIn(parent: Element): Element[] {
  const isElement = (node: ChildNode): node is Element => node.nodeType === 1;
  return Array.from(parent.childNodes).filter(isElement);
}
