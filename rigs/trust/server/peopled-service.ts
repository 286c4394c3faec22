// A service, and everybody connected to it.
import { type LuaValue, toLua } from "prosody-launcher";
import { logIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import type { Finding } from "../check.ts";
import { MUC_HOST, type Release, type Settings } from "../contract/model.ts";
import { type LuaErrors, ServerLog } from "./server-log.ts";
import { received, Service, type ServiceOptions } from "./service.ts";

/** The options of the MUC component that settings are. */
export function optionsOf(settings: Settings): Record<string, LuaValue> {
  return {
    // The default before 13.0.
    component_admins_as_room_owners: true,
    muc_tombstones: false,
    muc_probe_hidden: settings.hidden,
    muc_probe_owners_choose: settings.ownersChoose,
    muc_probe_unknown: settings.unknown,
    muc_probe_batches: settings.batches,
    muc_probe_batch_limit: settings.batchLimit,
    muc_probe_follow: settings.follow,
    muc_probe_list: settings.list,
    muc_probe_rate: settings.rate,
    muc_probe_burst: settings.burst,
  };
}

/** A call of a function of mod_trust_rooms.lua on a service of rooms, in Lua. */
export function callOn(host: string, name: string, ...values: readonly LuaValue[]): string {
  return `prosody.hosts[${toLua(host)}].modules.trust_rooms.${name}(${values.map(toLua).join(", ")})`;
}

/** A service with a client for each local session; a component speaks for all others. */
export class PeopledService {
  readonly service: Service;
  readonly clients = new Map<string, XmppClient>();
  readonly #log: ServerLog;
  #component: XmppClient | undefined;

  private constructor(service: Service) {
    this.service = service;
    this.#log = new ServerLog(service.server);
  }

  /** Starts it, with the module that makes rooms, and connects everybody. */
  static async start(
    settings: Settings,
    { options, ...place }: ServiceOptions,
    sessions: readonly string[],
  ): Promise<PeopledService> {
    const all = { ...optionsOf(settings), ...options };
    const people = new PeopledService(
      await Service.start({ ...place, modules: ["trust_rooms"], options: all }),
    );
    try {
      await people.connect(sessions);
      return people;
    } catch (error) {
      await people.service.stop();
      throw error;
    }
  }

  /** Connects those of some sessions that are not, and the component. */
  async connect(sessions: Iterable<string>): Promise<void> {
    for (const jid of sessions)
      if (this.clients.get(jid)?.connected !== true)
        this.clients.set(jid, await logIn(jid, this.service.server.c2sPort));
    if (this.#component?.connected !== true) this.#component = await this.service.connectComponent();
  }

  /** Speaks for those who have no client of their own. */
  get component(): XmppClient {
    if (this.#component === undefined) throw new Error("The component is not connected yet");
    return this.#component;
  }

  /** The features of the server. */
  get release(): Release {
    return {
      presenceBroadcast: this.service.has("presencebroadcast"),
      occupantIds: this.service.has("occupant-id"),
      errorsSayBy: this.service.has("error-by"),
    };
  }

  /** Calls a function of mod_trust_rooms.lua on the service with the plugin. */
  async call(name: string, ...values: readonly LuaValue[]): Promise<void> {
    await this.service.control.evaluate(callOn(MUC_HOST, name, ...values));
  }

  /** Hands on all that has come to anybody up to now, with the JID that it is for. */
  async takeArrivals(take: (jid: string, stanza: Element) => void): Promise<void> {
    await Promise.all(
      [...this.clients].map(async ([jid, client]) => {
        for (const stanza of await received(client)) take(jid, stanza);
      }),
    );
    for (const stanza of await received(this.component)) take(String(stanza.attrs.to), stanza);
  }

  /** The errors in anybody's Lua since the last call. */
  nextErrors(): LuaErrors {
    return this.#log.nextErrors();
  }

  /** The same as findings. */
  errors(): Finding[] {
    const { ours, others } = this.nextErrors();
    return [...ours, ...others].map(asFinding);
  }

  async stop(): Promise<void> {
    await Promise.all([this.component, ...this.clients.values()].map((client) => client.disconnect()));
    await this.service.stop();
  }
}

/** An error in Lua that should not be. */
export function asFinding(error: string): Finding {
  return { to: "the log", problem: "was told of an error", received: error };
}
