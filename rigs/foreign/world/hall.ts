// A room for one library or client: Romeo owns it, Juliet is in it and not shown, and the Nurse is a member who is absent.
import type { Element, XmppClient } from "scansion-runner";
import { administration, configuration, enter, logIn, setIn } from "../../../tools/kit/room-clients.ts";
import { C2S_PORT, HOME } from "./hosts.ts";

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

  /** Has the guest's user probe from elsewhere, as often as it takes to be told to wait. */
  async exhaust(probes: number): Promise<void> {
    const elsewhere = await logInAtHome(this.guest.toLowerCase());
    for (let i = 0; i < probes; i += 1)
      await elsewhere.send(`<presence type="probe" to="${this.room}/Romeo"/>`);
    await elsewhere.ping();
    await elsewhere.disconnect();
  }

  async julietLeaves(): Promise<void> {
    await this.#juliet.send(`<presence type="unavailable" to="${this.room}/Juliet"/>`);
    await this.#juliet.received();
  }

  async close(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  #set(query: Element): Promise<void> {
    return setIn(this.room, this.#romeo, query);
  }
}

function logInAtHome(user: string): Promise<XmppClient> {
  return logIn(`${user}@${HOME}`, C2S_PORT);
}
