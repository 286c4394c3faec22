// A service, and everybody connected to it.
import { logIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import type { Release } from "../contract/model.ts";
import type { Finding } from "../privacy/judge.ts";
import { ServerLog } from "./server-log.ts";
import { received, Service, type ServiceOptions } from "./service.ts";

/** A service with a client for each local session; a component speaks for all others. */
export class PeopledService {
  readonly service: Service;
  readonly component: XmppClient;
  readonly clients: ReadonlyMap<string, XmppClient>;
  readonly #log: ServerLog;

  private constructor(service: Service, clients: ReadonlyMap<string, XmppClient>, component: XmppClient) {
    this.service = service;
    this.clients = clients;
    this.component = component;
    this.#log = new ServerLog(service.server);
  }

  /** Starts it, with the module that makes rooms, and connects everybody. */
  static async start(options: ServiceOptions, sessions: readonly string[]): Promise<PeopledService> {
    const service = await Service.start({ ...options, modules: ["trust_rooms"] });
    try {
      const clients = new Map<string, XmppClient>();
      for (const jid of sessions) clients.set(jid, await logIn(jid, service.server.c2sPort));
      return new PeopledService(service, clients, await service.connectComponent());
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** The features of the server. */
  get release(): Release {
    return {
      presenceBroadcast: this.service.has("presencebroadcast"),
      occupantIds: this.service.has("occupant-id"),
      errorsSayBy: this.service.has("error-by"),
    };
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
  errors(): Finding[] {
    const { ours, others } = this.#log.nextErrors();
    return [...ours, ...others].map((error) => ({
      to: "the log",
      problem: "was told of an error",
      received: error,
    }));
  }

  async stop(): Promise<void> {
    await this.component.disconnect();
    await Promise.all([...this.clients.values()].map((client) => client.disconnect()));
    await this.service.stop();
  }
}
