// A room for one library or client: Romeo owns it, Juliet is in it and not shown, and the Nurse is a member who is absent.
import { type Element, parseStanza, type XmppClient } from "scansion-runner";
import {
  administration,
  configuration,
  enter,
  logIn,
  NS_MUC,
  setIn,
} from "../../../tools/kit/room-clients.ts";
import { C2S_PORT, HOME } from "./hosts.ts";

const ANSWER_MILLISECONDS = 60_000;
const POLICY = "{http://modules.prosody.im/mod_muc_probe}hidden";

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
    const hall = new Hall(room, guest, await logInAtHome("romeo"), await logInAtHome("juliet"));
    await enter(hall.#romeo, hall.room, "Romeo");
    await hall.#set(
      configuration({
        "muc#roomconfig_historylength": "0",
        "muc#roomconfig_presencebroadcast": "moderator",
      }),
    );
    await hall.#set(administration({ affiliation: "member", jid: `nurse@${HOME}`, nick: "Nurse" }));
    await enter(hall.#juliet, hall.room, "Juliet");
    return hall;
  }

  /** Has Romeo make the guest an owner of the room, too. */
  async shareOwnership(): Promise<void> {
    await this.#set(administration({ affiliation: "owner", jid: `${this.guest.toLowerCase()}@${HOME}` }));
  }

  /** The policy that the room's form shows as chosen. */
  async policy(): Promise<string | undefined> {
    const query = parseStanza(`<iq type="get" to="${this.room}"><query xmlns="${NS_MUC}#owner"/></iq>`);
    const form = (await this.#romeo.request(query))?.getChild("query")?.getChild("x", "jabber:x:data");
    const field = form?.getChildren("field").find(({ attrs }) => attrs.var === POLICY);
    return field?.getChildText("value") ?? undefined;
  }

  /** Waits until the guest has said something, and has Romeo answer it: all that came before has reached the guest by then. */
  async answer(question: string, answer: string): Promise<void> {
    const deadline = Date.now() + ANSWER_MILLISECONDS;
    for (;;) {
      const stanza = await this.#romeo.next(Math.max(0, deadline - Date.now()));
      if (stanza === undefined) throw new Error(`${this.guest} does not say ${question}`);
      if (stanza.getChildText("body") === question) break;
    }
    await this.#say(this.#romeo, answer);
  }

  /** Has the guest's user probe from elsewhere, as often as it takes to be told to wait. */
  async exhaust(probes: number): Promise<void> {
    const elsewhere = await logInAtHome(this.guest.toLowerCase());
    for (let i = 0; i < probes; i += 1)
      await elsewhere.send(`<presence type="probe" to="${this.room}/Romeo"/>`);
    await elsewhere.ping();
    await elsewhere.disconnect();
  }

  async julietSays(text: string): Promise<void> {
    await this.#say(this.#juliet, text);
  }

  async julietLeaves(): Promise<void> {
    await this.#juliet.send(`<presence type="unavailable" to="${this.room}/Juliet"/>`);
    await this.#juliet.received();
  }

  async close(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  async #say(client: XmppClient, text: string): Promise<void> {
    await client.send(`<message type="groupchat" to="${this.room}"><body>${text}</body></message>`);
    await client.ping();
  }

  #set(query: Element): Promise<void> {
    return setIn(this.room, this.#romeo, query);
  }
}

function logInAtHome(user: string): Promise<XmppClient> {
  return logIn(`${user}@${HOME}`, C2S_PORT);
}
