// The rooms that guests come to, on one of the services, and those who are at home there.
import { administration, configuration, enter, logIn, setIn } from "../../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";
import { ABROAD, C2S_PORT, HOME } from "../world/hosts.ts";
import { occupantsOf, type Rooms } from "../world/rooms.ts";
import type { Guest } from "./guest.ts";
import type { Hosts, RoomName } from "./situations.ts";

const FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden";

/** Those who are in the rooms all the time. */
const AT_HOME: Readonly<Record<RoomName, readonly string[]>> = {
  open: ["Romeo"],
  hidden: ["Romeo", "Juliet"],
  quiet: ["Romeo", "Juliet"],
};
const ROOM_NAMES = Object.keys(AT_HOME) as RoomName[];
const MODERATORS_ONLY = { "muc#roomconfig_presencebroadcast": "moderator" };

/** The rooms of one service. */
export class Stage implements Hosts {
  readonly service: string;
  readonly #romeo: XmppClient;
  readonly #juliet: XmppClient;

  private constructor(service: string, romeo: XmppClient, juliet: XmppClient) {
    this.service = service;
    this.#romeo = romeo;
    this.#juliet = juliet;
  }

  /** Has Romeo found the rooms, and Juliet enter those where only moderators are shown. */
  static async set(service: string): Promise<Stage> {
    const stage = new Stage(
      service,
      await logIn(`romeo@${HOME}`, C2S_PORT),
      await logIn(`juliet@${HOME}`, C2S_PORT),
    );
    await stage.#found("open", {});
    await stage.#found("hidden", { ...MODERATORS_ONLY, [FIELD]: "nobody" });
    await stage.#found("quiet", MODERATORS_ONLY);
    for (const item of [
      { affiliation: "member", jid: `nurse@${ABROAD}`, nick: "Nurse" },
      { affiliation: "member", jid: `tybalt@${ABROAD}`, nick: "Tybalt" },
      { affiliation: "outcast", jid: `tybalt@${ABROAD}` },
    ])
      await setIn(stage.room("open"), stage.#romeo, administration(item));
    for (const name of ["hidden", "quiet"] as const) await enter(stage.#juliet, stage.room(name), "Juliet");
    return stage;
  }

  room(name: RoomName): string {
    return `${name}@${this.service}`;
  }

  /** The nicks of the guests who are in the rooms. */
  async guests(rooms: Rooms): Promise<string[]> {
    const guests: string[] = [];
    for (const name of ROOM_NAMES) {
      const nicks = await occupantsOf(rooms, this.room(name));
      guests.push(...nicks.filter((nick) => !AT_HOME[name].includes(nick)));
    }
    return guests;
  }

  /** Has Romeo write to all rooms. */
  async say(text: string): Promise<void> {
    for (const room of ROOM_NAMES) {
      await this.#romeo.send(
        `<message type="groupchat" to="${this.room(room)}"><body>${text}</body></message>`,
      );
    }
    await this.#romeo.received();
  }

  async kick(guest: Guest): Promise<void> {
    await setIn(guest.room, this.#romeo, administration({ nick: guest.nick, role: "none" }));
  }

  async change(): Promise<void> {
    await this.#juliet.send(`<presence to="${this.room("quiet")}/Juliet"><show>away</show></presence>`);
    await this.#juliet.received();
  }

  async passBy(meanwhile: () => Promise<void>): Promise<void> {
    const paris = await logIn(`paris@${HOME}`, C2S_PORT);
    await enter(paris, this.room("quiet"), "Paris");
    await meanwhile();
    await paris.disconnect();
  }

  async strike(): Promise<void> {
    for (const client of [this.#romeo, this.#juliet]) await client.disconnect();
  }

  async #found(name: RoomName, choices: Readonly<Record<string, string>>): Promise<void> {
    await enter(this.#romeo, this.room(name), "Romeo");
    await setIn(this.room(name), this.#romeo, configuration(choices));
  }
}
