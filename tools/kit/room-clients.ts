// Clients in rooms: they log in, enter, configure, ask, and read until nothing more comes.
import { xml } from "@xmpp/client";
import { type Element, XmppClient } from "scansion-runner";

/** Multi-user chat (XEP-0045). The namespaces of its parts begin so. */
export const NS_MUC = "http://jabber.org/protocol/muc";

/** The longest that a server may take for an answer: it may be busy. */
const PATIENT_MILLISECONDS = 60_000;

/** Logs a session in, by its bare or full JID. Any password will do on most servers of tests. */
export async function logIn(jid: string, port: number, password = "any"): Promise<XmppClient> {
  const [bareJid = jid, resource] = jid.split("/");
  const client = new XmppClient({
    jid: bareJid,
    password,
    port,
    timeoutMs: PATIENT_MILLISECONDS,
    ...(resource !== undefined && { resource }),
  });
  await client.connect();
  return client;
}

/** The presence that enters a room. */
export function joining(occupantJid: string, attributes: Readonly<Record<string, string>> = {}): Element {
  return xml("presence", { to: occupantJid, ...attributes }, xml("x", { xmlns: NS_MUC }));
}

/** Enters a room, and makes it if need be; resolves to what the room said to that. */
export async function enter(client: XmppClient, room: string, nick: string): Promise<Element[]> {
  await client.send(joining(`${room}/${nick}`));
  return client.received();
}

/** The values of a form that is sent back. */
export function submission(type: string, fields: Readonly<Record<string, string>>): Element {
  const all = Object.entries({ FORM_TYPE: type, ...fields });
  return xml(
    "x",
    { xmlns: "jabber:x:data", type: "submit" },
    ...all.map(([name, value]) => xml("field", { var: name }, xml("value", {}, value))),
  );
}

/** Sets fields of a room's configuration, as its owner. Without fields a new room is opened as it is. */
export function configuration(fields: Readonly<Record<string, string>> = {}): Element {
  return xml("query", { xmlns: `${NS_MUC}#owner` }, submission(`${NS_MUC}#roomconfig`, fields));
}

/** Sets somebody's affiliation, and the nick that goes with it, or a role, as an admin. */
export function administration(item: Readonly<Record<string, string>>): Element {
  return xml("query", { xmlns: `${NS_MUC}#admin` }, xml("item", item));
}

/**
 * Sets something in a room.
 * @throws {Error} with the answer if the room refuses.
 */
export async function setIn(room: string, client: XmppClient, query: Element): Promise<void> {
  const answer = await client.request(xml("iq", { type: "set", to: room }, query));
  if (answer?.attrs.type === "result") return;
  throw new Error(`${room} refused ${query.toString()}: ${answer?.toString() ?? "no answer"}`);
}

/** A batch about the nicks of a room. */
export function batch(room: string, nicks: readonly string[], id: string): Element {
  const items = nicks.map((nick) => xml("item", { jid: `${room}/${nick}` }));
  return xml("iq", { type: "get", id, to: room }, xml("query", { xmlns: `${NS_MUC}#user` }, ...items));
}

/** Sends a probe; resolves to what comes next, or to undefined if nothing comes in time. */
export async function probe(
  client: XmppClient,
  to: string,
  milliseconds: number,
): Promise<Element | undefined> {
  await client.send(xml("presence", { type: "probe", id: "p", to }));
  return client.next(milliseconds);
}
