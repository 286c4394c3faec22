// A room for one library or client: Romeo owns it, Juliet is in it and not shown, and the Nurse is a member who is absent.
import { parseStanza, XmppClient } from "../../scansion/src/index.ts";
import { C2S_PORT, HOME, until } from "./world.ts";

const MUC = "http://jabber.org/protocol/muc";
const FORMS = "jabber:x:data";
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
    const hall = new Hall(room, guest, await logIn("romeo"), await logIn("juliet"));
    await hall.#enter(hall.#romeo, "Romeo");
    await hall.#set(
      `<query xmlns="${MUC}#owner"><x xmlns="${FORMS}" type="submit"><field var="FORM_TYPE"><value>${MUC}#roomconfig</value></field>` +
        '<field var="muc#roomconfig_historylength"><value>0</value></field>' +
        '<field var="muc#roomconfig_presencebroadcast"><value>moderator</value></field></x></query>',
    );
    await hall.#set(
      `<query xmlns="${MUC}#admin"><item affiliation="member" jid="nurse@${HOME}" nick="Nurse"/></query>`,
    );
    await hall.#enter(hall.#juliet, "Juliet");
    return hall;
  }

  /** Has Romeo make the guest an owner of the room, too. */
  async shareOwnership(): Promise<void> {
    await this.#set(
      `<query xmlns="${MUC}#admin"><item affiliation="owner" jid="${this.guest.toLowerCase()}@${HOME}"/></query>`,
    );
  }

  /** The policy that the room's form shows as chosen. */
  async policy(): Promise<string | undefined> {
    const query = parseStanza(`<iq type="get" to="${this.room}"><query xmlns="${MUC}#owner"/></iq>`);
    const form = (await this.#romeo.request(query))?.getChild("query")?.getChild("x", FORMS);
    const field = form?.getChildren("field").find(({ attrs }) => attrs.var === POLICY);
    return field?.getChildText("value") ?? undefined;
  }

  /** Waits until the guest has said something, and has Romeo answer it: all that came before has reached the guest by then. */
  async answer(question: string, answer: string): Promise<void> {
    const hasAsked = async (): Promise<boolean> =>
      (await this.#romeo.next(0))?.getChildText("body") === question;
    await until(`${this.guest} says ${question}`, hasAsked);
    await this.#say(this.#romeo, answer);
  }

  /** Has the guest's user probe from elsewhere, as often as it takes to be told to wait. */
  async exhaust(probes: number): Promise<void> {
    const elsewhere = await logIn(this.guest.toLowerCase());
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
