import { xml } from "@xmpp/client";
import { administration, configuration, enter, logIn, setIn } from "../kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";

/** The service with the plugin. */
export const MUC_HOST = "conference.localhost";
/** The room of the demonstration. */
export const ROOM = `verona@${MUC_HOST}`;
export const CAST = ["Romeo", "Juliet", "Mercutio", "Tybalt"] as const;
export type Player = (typeof CAST)[number];

/** The occupant JID of a nick. */
export function occupantJid(nick: string): string {
  return `${ROOM}/${nick}`;
}

/** Four people at a server, and the room they meet in. */
export class Verona {
  readonly #clients: ReadonlyMap<Player, XmppClient>;

  private constructor(clients: ReadonlyMap<Player, XmppClient>) {
    this.#clients = clients;
  }

  /** Logs everybody in to the server on a port of the loopback address. */
  static async connect(port: number): Promise<Verona> {
    const clients = new Map<Player, XmppClient>();
    for (const name of CAST) {
      const account = name.toLowerCase();
      clients.set(name, await logIn(`${account}@localhost`, port, account));
    }
    return new Verona(clients);
  }

  /** Lets somebody into the room. */
  async join(name: Player): Promise<void> {
    await enter(this.#of(name), ROOM, name);
    await this.#settle();
  }

  /** Has Romeo found the room: it stays when he leaves, and only the presence of moderators is broadcast. */
  async found(): Promise<void> {
    await this.join("Romeo");
    const fields = { "muc#roomconfig_persistentroom": "1", "muc#roomconfig_presencebroadcast": "moderator" };
    await this.#romeoSets(configuration(fields));
  }

  /** Has Romeo give somebody an affiliation, and register the name as a nick. */
  async affiliate(name: Player, affiliation: string): Promise<void> {
    await this.#romeoSets(administration({ affiliation, jid: this.#of(name).bareJid, nick: name }));
  }

  /** Has somebody write to the room. */
  async say(name: Player, text: string): Promise<void> {
    await this.#of(name).send(xml("message", { to: ROOM, type: "groupchat" }, xml("body", {}, text)));
    await this.#settle();
  }

  /** Has somebody leave the room, and stay logged in. */
  async exit(name: Player): Promise<void> {
    await this.#of(name).send(xml("presence", { to: occupantJid(name), type: "unavailable" }));
    await this.#settle();
  }

  async leave(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.disconnect()));
  }

  #of(name: Player): XmppClient {
    const client = this.#clients.get(name);
    if (client === undefined) throw new Error(`${name} is not logged in`);
    return client;
  }

  async #romeoSets(payload: Element): Promise<void> {
    await setIn(ROOM, this.#of("Romeo"), payload);
    await this.#settle();
  }

  /** Lets everything that was sent arrive, and puts it aside. */
  async #settle(): Promise<void> {
    for (const client of this.#clients.values()) await client.received();
  }
}
