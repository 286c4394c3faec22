// The rooms that guests come to, on one of the services, and those who are at home there.
import { administration, configuration, enter, logIn, setIn } from "../../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";
import { ABROAD, C2S_PORT, HOME } from "../world/hosts.ts";
import type { Guest } from "./guest.ts";
import type { Hosts } from "./situations.ts";

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
    const stage = new Stage(
      service,
      await logIn(`romeo@${HOME}`, C2S_PORT),
      await logIn(`juliet@${HOME}`, C2S_PORT),
    );
    await stage.#found("open", {});
    await stage.#found("hidden", { "muc#roomconfig_presencebroadcast": "moderator", [FIELD]: "nobody" });
    for (const item of [
      { affiliation: "member", jid: `nurse@${ABROAD}`, nick: "Nurse" },
      { affiliation: "member", jid: `tybalt@${ABROAD}`, nick: "Tybalt" },
      { affiliation: "outcast", jid: `tybalt@${ABROAD}` },
    ])
      await setIn(stage.room("open"), stage.#romeo, administration(item));
    await enter(stage.#juliet, stage.room("hidden"), "Juliet");
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
    await setIn(guest.room, this.#romeo, administration({ nick: guest.nick, role: "none" }));
  }

  async strike(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  async #found(name: "open" | "hidden", choices: Readonly<Record<string, string>>): Promise<void> {
    await enter(this.#romeo, this.room(name), "Romeo");
    await setIn(this.room(name), this.#romeo, configuration(choices));
  }
}
