// A room that shows only its moderators, for programs that want to know who is in it: on a service with the module, on one that
// knows batches alone, or on Prosody as it is.
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { xml } from "@xmpp/client";
import { type Installation, type LuaValue, type ProsodyServer, startProsody } from "prosody-launcher";
import type { XmppClient } from "scansion-runner";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { administration, configuration, enter, logIn, setIn } from "../../tools/kit/room-clients.ts";

/** Modules of the service of rooms; batches_only stands for mod_muc_batched_probe. */
export const SERVICES = {
  "the module": ["muc_probe"],
  "batches alone": ["batches_only"],
  "Prosody alone": [],
} as const;

/** The room of the programs. */
export const HALL = "hall@conference.localhost";

const BATCHES = join(import.meta.dirname, "people/plugins");
const ANSWER_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;
const SETTLE_MILLISECONDS = 2_000;
const NAMES = ["host", "bot", "rosaline", "paris", "nurse", "peter", "gregory", "sampson"];

/** The server, the room, and who is in it. */
export class Hall {
  readonly server: ProsodyServer;
  readonly host: XmppClient;
  readonly #people = new Map<string, XmppClient>();

  private constructor(server: ProsodyServer, host: XmppClient) {
    this.server = server;
    this.host = host;
  }

  /** Starts the server, and has the host found the room. Anybody but the host is hidden in it, from 0.12 on. */
  private static async open(
    installation: Installation,
    modules: readonly string[],
    mucOptions: Readonly<Record<string, LuaValue>>,
  ): Promise<Hall> {
    const server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH, BATCHES],
      mucModules: ["muc_mam", ...modules],
      mucOptions,
      hostModules: ["smacks"],
      accounts: Object.fromEntries(NAMES.map((name) => [name, name])),
    });
    const host = await logIn("host@localhost", server.c2sPort, "host");
    const hall = new Hall(server, host);
    await enter(host, HALL, "Host");
    await hall.set(
      configuration({
        "muc#roomconfig_persistentroom": "1",
        "muc#roomconfig_presencebroadcast": "moderator",
      }),
    );
    return hall;
  }

  /** Does something in a hall, and closes it. */
  static async during(
    installation: Installation | undefined,
    modules: readonly string[],
    mucOptions: Readonly<Record<string, LuaValue>>,
    act: (hall: Hall) => Promise<void>,
  ): Promise<void> {
    assert.ok(installation, "Prosody is not installed");
    const hall = await Hall.open(installation, modules, mucOptions);
    try {
      await act(hall);
    } finally {
      await hall.close();
    }
  }

  /** Lets people in, by their names in small letters. Their nicks begin with a capital. */
  async welcome(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const client = this.#people.get(name) ?? (await logIn(`${name}@localhost`, this.server.c2sPort, name));
      this.#people.set(name, client);
      await enter(client, HALL, nickOf(name));
    }
  }

  async say(name: string, text: string): Promise<void> {
    const body = xml("body", {}, text);
    await this.#send(name, xml("message", { to: HALL, type: "groupchat" }, body));
  }

  /** Waits until the host hears a line, whatever comes before it. */
  async hears(line: string): Promise<void> {
    const stanzas: string[] = [];
    for (;;) {
      const stanza = await this.host.next(ANSWER_MILLISECONDS);
      assert.ok(stanza, `${line}\nis not among\n${stanzas.join("\n")}`);
      if (stanza.getChildText("body") === line) return;
      stanzas.push(stanza.toString());
    }
  }

  /** Waits until a participant is in the room, as the host is told, and has had the time to ask something. */
  async comes(nick: string): Promise<void> {
    const participants = xml("iq", { type: "get", to: HALL }, administration({ role: "participant" }));
    const deadline = Date.now() + ANSWER_MILLISECONDS;
    const isThere = async (): Promise<boolean> =>
      (await this.host.request(participants))
        ?.getChild("query")
        ?.getChildren("item")
        .some((item) => item.attrs.nick === nick) ?? false;
    while (!(await isThere()) && Date.now() < deadline) await delay(POLL_MILLISECONDS);
    await delay(SETTLE_MILLISECONDS);
  }

  async rename(name: string, nick: string): Promise<void> {
    await this.#send(name, xml("presence", { to: `${HALL}/${nick}` }));
  }

  async away(name: string, nick = nickOf(name)): Promise<void> {
    await this.#send(name, xml("presence", { to: `${HALL}/${nick}` }, xml("show", {}, "away")));
  }

  async leave(name: string, nick = nickOf(name)): Promise<void> {
    await this.#send(name, xml("presence", { to: `${HALL}/${nick}`, type: "unavailable" }));
  }

  /** Has the host put somebody out. */
  async kick(nick: string): Promise<void> {
    await this.set(administration({ nick, role: "none" }));
  }

  /** Has the host set somebody's affiliation. */
  async affiliate(name: string, affiliation: string): Promise<void> {
    await this.set(administration({ jid: `${name}@localhost`, affiliation, nick: nickOf(name) }));
  }

  async set(query: Parameters<typeof setIn>[2]): Promise<void> {
    await setIn(HALL, this.host, query);
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.host, ...this.#people.values()].map((client) => client.disconnect().catch(() => undefined)),
    );
    await this.server.stop();
  }

  async #send(name: string, stanza: Parameters<XmppClient["send"]>[0]): Promise<void> {
    const client = name === "host" ? this.host : this.#people.get(name);
    if (client === undefined) throw new Error(`${name} is not in the hall`);
    await client.send(stanza);
    await client.received();
  }
}

export function nickOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
