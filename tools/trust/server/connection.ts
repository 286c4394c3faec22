// Connected clients, each of which says when nothing more is to come.
import { type Element, XmppClient } from "../../scansion/src/index.ts";
import { PING_MILLISECONDS } from "./component.ts";

/** Logs a session in, by its full JID; its user may have any password. */
export async function logIn(jid: string, port: number): Promise<XmppClient> {
  const [bareJid = jid, resource = ""] = jid.split("/");
  const client = new XmppClient({ jid: bareJid, resource, password: "any", port });
  await client.connect();
  return client;
}

/** Everything that was sent to a client up to now, once it has come. The server answers a ping after all that. */
export function received(client: XmppClient): Promise<Element[]> {
  return client.received(PING_MILLISECONDS);
}
