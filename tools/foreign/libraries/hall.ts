// A room for one library or client: Romeo owns it, Juliet is in it and not shown, and the Nurse is a member who is absent.
import { parseStanza, XmppClient } from "../../scansion/src/index.ts";
import { C2S_PORT, HOME } from "../world/world.ts";

const MUC = "http://jabber.org/protocol/muc";

/** The room. */
export class Hall {
  readonly room: string;
  /** The nick of whom it is for. */
  readonly guest: string;
  readonly #romeo: XmppClient;
  readonly #juliet: XmppClient;

  private constructor(room: string, guest: string, romeo: XmppClient, juliet: XmppClient) {
    this.room = room.toLowerCase();
    this.guest = guest;
    this.#romeo = romeo;
    this.#juliet = juliet;
  }

  /** Has Romeo found the room, and Juliet come in. */
  static async open(room: string, guest: string): Promise<Hall> {
    const hall = new Hall(room, guest, await logIn("romeo"), await logIn("juliet"));
    await hall.#enter(hall.#romeo, "Romeo");
    await hall.#set(
      `<query xmlns="${MUC}#owner"><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE"><value>${MUC}#roomconfig</value></field>` +
        `<field var="muc#roomconfig_presencebroadcast"><value>moderator</value></field></x></query>`,
    );
    await hall.#set(
      `<query xmlns="${MUC}#admin"><item affiliation="member" jid="nurse@${HOME}" nick="Nurse"/></query>`,
    );
    await hall.#enter(hall.#juliet, "Juliet");
    return hall;
  }

  async julietLeaves(): Promise<void> {
    await this.#juliet.send(`<presence type="unavailable" to="${this.room}/Juliet"/>`);
    await this.#juliet.received();
  }

  async close(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  async #enter(client: XmppClient, nick: string): Promise<void> {
    await client.send(`<presence to="${this.room}/${nick}"><x xmlns="${MUC}"/></presence>`);
    await client.received();
  }

  async #set(payload: string): Promise<void> {
    const answer = await this.#romeo.request(parseStanza(`<iq type="set" to="${this.room}">${payload}</iq>`));
    if (answer?.attrs.type !== "result") throw new Error(`${this.room} refused ${payload}`);
  }
}

async function logIn(user: string): Promise<XmppClient> {
  const client = new XmppClient({ jid: `${user}@${HOME}`, password: "any", port: C2S_PORT });
  await client.connect();
  return client;
}
