import { findColumns } from "../../tools/matrix/columns.ts";
import type { Installation } from "../../tools/prosody/installation.ts";
import type { ProsodyServer } from "../../tools/prosody/server.ts";
import { type Element, XmppClient } from "../../tools/scansion/src/index.ts";

export const MUC = "conference.localhost";

/** Every release at hand. */
export const INSTALLATIONS: readonly Installation[] = (await findColumns()).flatMap(
  ({ installation }) => installation ?? [],
);

/** How long to wait for an answer that is to come, and for one that is not. */
export const ANSWER_MILLISECONDS = 2_000;
export const SILENCE_MILLISECONDS = 300;

/** Logs somebody in. */
export async function logIn(server: ProsodyServer, name: string): Promise<XmppClient> {
  const client = new XmppClient({
    jid: `${name.toLowerCase()}@localhost`,
    password: "secret",
    port: server.c2sPort,
  });
  await client.connect();
  return client;
}

/** Lets everything that was sent to a client arrive, and puts it aside. */
export async function settle(client: XmppClient): Promise<void> {
  await client.received();
}

/** Lets a client into a room, which it creates if need be. */
export async function join(client: XmppClient, room: string, nick: string): Promise<void> {
  await client.send(`<presence to="${room}/${nick}"><x xmlns="http://jabber.org/protocol/muc"/></presence>`);
  await settle(client);
}

/** Sends a probe; resolves to its answer, or to undefined if none comes in time. */
export async function probe(
  client: XmppClient,
  to: string,
  wait: number = ANSWER_MILLISECONDS,
): Promise<Element | undefined> {
  await client.send(`<presence type="probe" id="p" to="${to}"/>`);
  return client.next(wait);
}
