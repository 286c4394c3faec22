import { Allowance } from "./allowance.ts";
import type { Api, MessageEvent, Muc, PresenceAttributes } from "./converse.ts";
import { TEXTS } from "./notice.ts";
import { readError, resourceOf } from "./stanzas.ts";
import { Room } from "./room.ts";
import { Screen } from "./screen.ts";

/** The room was configured anew. */
const CONFIGURED = "104";

/** The plugin: hands what happens in Converse.js to the rooms it happens in. */
export class MucPeople {
  readonly #api: Api;
  readonly #rooms = new Map<string, Room>();
  readonly #allowances = new Map<string, Allowance>();
  readonly #screen = new Screen((views) => {
    for (const [jid, room] of this.#rooms) room.look(views.get(jid) ?? { people: [], listEnd: false });
  });

  constructor(api: Api) {
    this.#api = api;
  }

  listen(): void {
    const { listen, settings } = this.#api;
    settings.extend({ muc_people_texts: TEXTS });
    listen.on("chatRoomInitialized", (muc: Muc) => {
      this.#initialized(muc);
    });
    listen.on("enteredNewRoom", (muc: Muc) => this.#roomOf(muc.get("jid")).enter(muc));
    listen.on("parseMUCPresence", (stanza: Element, attributes: PresenceAttributes) =>
      this.#roomOf(attributes.muc_jid).parsed(stanza, attributes),
    );
    listen.on("message", (event: MessageEvent) => {
      this.#wrote(event);
    });
    listen.on("visibilityChanged", ({ el }: { el: HTMLElement }) => {
      this.#screen.watch(el);
    });
    for (const event of ["connected", "reconnected"]) {
      listen.on(event, () => {
        this.#listenForRefusals();
      });
    }
  }

  #initialized(muc: Muc): void {
    const room = this.#roomOf(muc.get("jid"));
    muc.session.on("change:connection_status", () => {
      room.statusChanged(muc);
    });
    muc.occupants.on("add remove sort", () => {
      this.#screen.lookSoon();
    });
    muc.occupants.on("change", () => {
      this.#screen.redraw();
    });
    // Of a room that the user was in before the page was loaded anew, nothing says that it is entered.
    if (muc.isEntered()) void room.enter(muc);
  }

  #wrote({ chatbox, attrs }: MessageEvent): void {
    if (attrs.type !== "groupchat" || attrs.is_archived === true || attrs.is_delayed === true) return;
    const room = this.#roomOf(chatbox.get("jid"));
    if (attrs.codes?.includes(CONFIGURED) === true) void room.askForOffer();
    if (attrs.nick) room.wrote({ id: attrs.occupant_id, nick: attrs.nick });
  }

  /** Probes are refused with presences, of which Converse.js tells nobody. */
  #listenForRefusals(): void {
    this.#api.listen.stanza("presence", { type: "error" }, (stanza) => {
      const from = stanza.getAttribute("from") ?? "";
      const nick = resourceOf(from);
      const room = this.#rooms.get(bareJid(from));
      if (room && nick !== undefined) room.refusedProbe(nick, readError(stanza));
      return true;
    });
  }

  #roomOf(jid: unknown): Room {
    const key = String(jid);
    const room = this.#rooms.get(key) ?? new Room(this.#api, key, this.#allowanceOf(key), this.#screen);
    this.#rooms.set(key, room);
    return room;
  }

  #allowanceOf(room: string): Allowance {
    const service = room.slice(room.indexOf("@") + 1);
    const allowance = this.#allowances.get(service) ?? new Allowance(() => performance.now());
    this.#allowances.set(service, allowance);
    return allowance;
  }
}

function bareJid(jid: string): string {
  return jid.replace(/\/.*$/s, "");
}
