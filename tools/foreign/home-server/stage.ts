// The rooms that guests come to, on one of the services, and those who are at home there.
import { type Element, parseStanza, XmppClient } from "../../scansion/src/index.ts";
import { ABROAD, C2S_PORT, HOME } from "../world/world.ts";
import type { Guest } from "./guest.ts";
import type { Hosts } from "./situations.ts";

const MUC = "http://jabber.org/protocol/muc";
const FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden";

/** Those who are in the rooms all the time. */
const AT_HOME = { open: ["Romeo"], hidden: ["Romeo", "Juliet"] } as const;

/** Two rooms of one service. */
export class Stage implements Hosts {
  readonly service: string;
  readonly #romeo: XmppClient;
  readonly #juliet: XmppClient;

  private constructor(service: string, romeo: XmppClient, juliet: XmppClient) {
    this.service = service;
    this.#romeo = romeo;
    this.#juliet = juliet;
  }

  /** Has Romeo found both rooms, and Juliet enter the one where only moderators are shown. */
  static async set(service: string): Promise<Stage> {
    const stage = new Stage(service, await logIn("romeo"), await logIn("juliet"));
    await stage.#found("open", {});
    await stage.#found("hidden", { "muc#roomconfig_presencebroadcast": "moderator", [FIELD]: "nobody" });
    await stage.#affiliate(`<item affiliation="member" jid="nurse@${ABROAD}" nick="Nurse"/>`);
    await stage.#affiliate(`<item affiliation="member" jid="tybalt@${ABROAD}" nick="Tybalt"/>`);
    await stage.#affiliate(`<item affiliation="outcast" jid="tybalt@${ABROAD}"/>`);
    await stage.#juliet.send(`<presence to="${stage.room("hidden")}/Juliet"><x xmlns="${MUC}"/></presence>`);
    await stage.#juliet.received();
    return stage;
  }

  room(name: "open" | "hidden"): string {
    return `${name}@${this.service}`;
  }

  /** Those who are in a room and are no guests. */
  atHome(name: "open" | "hidden"): readonly string[] {
    return AT_HOME[name];
  }

  /** Has Romeo write to both rooms. */
  async say(text: string): Promise<void> {
    for (const room of ["open", "hidden"] as const) {
      await this.#romeo.send(
        `<message type="groupchat" to="${this.room(room)}"><body>${text}</body></message>`,
      );
    }
    await this.#romeo.received();
  }

  async kick(guest: Guest): Promise<void> {
    await this.#set(
      guest.room,
      `<query xmlns="${MUC}#admin"><item nick="${guest.nick}" role="none"/></query>`,
    );
  }

  async strike(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  async #found(name: "open" | "hidden", choices: Readonly<Record<string, string>>): Promise<void> {
    await this.#romeo.send(`<presence to="${this.room(name)}/Romeo"><x xmlns="${MUC}"/></presence>`);
    await this.#romeo.received();
    const fields = Object.entries({ FORM_TYPE: `${MUC}#roomconfig`, ...choices }).map(
      ([field, value]) => `<field var="${field}"><value>${value}</value></field>`,
    );
    await this.#set(
      this.room(name),
      `<query xmlns="${MUC}#owner"><x xmlns="jabber:x:data" type="submit">${fields.join("")}</x></query>`,
    );
  }

  async #affiliate(item: string): Promise<void> {
    await this.#set(this.room("open"), `<query xmlns="${MUC}#admin">${item}</query>`);
  }

  async #set(to: string, payload: string): Promise<Element> {
    const answer = await this.#romeo.request(parseStanza(`<iq type="set" to="${to}">${payload}</iq>`));
    if (answer?.attrs.type !== "result") throw new Error(`${to} refused ${payload}: ${String(answer)}`);
    return answer;
  }
}

async function logIn(user: string): Promise<XmppClient> {
  const client = new XmppClient({ jid: `${user}@${HOME}`, password: "any", port: C2S_PORT });
  await client.connect();
  return client;
}
