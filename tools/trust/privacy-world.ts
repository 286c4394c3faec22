// A server, everybody who is ever in a room connected to it, and rooms to check.
import type { Element, XmppClient } from "../scansion/src/index.ts";
import { toLua } from "../prosody/lua-value.ts";
import type { Component } from "./component.ts";
import { logIn, received } from "./connection.ts";
import { type Features, LOCAL_USERS, RESOURCES } from "./generator.ts";
import { type Finding, judge } from "./judge.ts";
import { MUC_HOST, type Policy, type Room } from "./model.ts";
import { Oracle } from "./oracle.ts";
import { planOf } from "./plan.ts";
import { type Question, questionsOf } from "./questions.ts";
import { ServerLog } from "./server-log.ts";
import { Service, type ServiceOptions } from "./service.ts";

/** Not the plugin's own default, so that rooms whose owner has not chosen are told from those with the policy "anyone". */
const DEFAULT_POLICY: Policy = "moderators";
const ROOMS_MODULE = `prosody.hosts["${MUC_HOST}"].modules.trust_rooms`;

/** What was found out about one room. */
export interface RoomReport {
  readonly findings: readonly Finding[];
  readonly questions: number;
  readonly stanzas: number;
}

export class PrivacyWorld {
  readonly #service: Service;
  readonly #clients: ReadonlyMap<string, XmppClient>;
  readonly #component: Component;
  readonly #log: ServerLog;

  private constructor(service: Service, clients: ReadonlyMap<string, XmppClient>, component: Component) {
    this.#service = service;
    this.#clients = clients;
    this.#component = component;
    this.#log = new ServerLog(service.server);
  }

  /** Starts a server and connects everybody. */
  static async start(options: Pick<ServiceOptions, "installation" | "pluginPath">): Promise<PrivacyWorld> {
    const service = await Service.start({
      ...options,
      modules: ["trust_rooms"],
      options: {
        muc_probe_rate: 0,
        muc_probe_hidden: DEFAULT_POLICY,
        muc_tombstones: false,
        storage: "memory",
      },
    });
    try {
      const { c2sPort } = service.server;
      const jids = LOCAL_USERS.flatMap((user) => RESOURCES.map((resource) => `${user}/${resource}`));
      const clients = new Map<string, XmppClient>();
      for (const jid of jids) clients.set(jid, await logIn(jid, c2sPort));
      return new PrivacyWorld(service, clients, await service.connectComponent());
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** What the rooms to generate can make use of. */
  get features(): Features {
    return { presenceBroadcast: this.#service.has("presencebroadcast") };
  }

  /** Makes a room, asks every question there is in it, and takes it away. */
  async check(room: Room): Promise<RoomReport> {
    await this.#call("build", toLua(planOf(room)));
    await this.#arrivals();
    const oracle = new Oracle(room, {
      defaultPolicy: DEFAULT_POLICY,
      occupantIds: this.#service.has("occupant-id"),
    });
    const questions = questionsOf(room, oracle);
    await this.#ask(questions);
    const arrivals = await this.#arrivals();
    await this.#call("remove", toLua(room.jid));
    return {
      findings: [...judge(room, questions, arrivals), ...this.#errors()],
      questions: questions.length,
      stanzas: [...arrivals.values()].reduce((sum, stanzas) => sum + stanzas.length, 0),
    };
  }

  async stop(): Promise<void> {
    this.#component.close();
    await Promise.all([...this.#clients.values()].map((client) => client.disconnect()));
    await this.#service.stop();
  }

  #errors(): Finding[] {
    const { ours, others } = this.#log.nextErrors();
    return [...ours, ...others].map((received) => ({
      to: "the log",
      problem: "was told of an error",
      received,
    }));
  }

  async #call(name: string, argument: string): Promise<void> {
    await this.#service.control.evaluate(`${ROOMS_MODULE}.${name}(${argument})`);
  }

  async #ask(questions: readonly Question[]): Promise<void> {
    for (const [jid, client] of this.#clients) {
      const asked = questions.filter(({ from }) => from === jid);
      if (asked.length > 0) await client.send(asked.map(({ stanza }) => stanza).join(""));
    }
    const remote = questions.filter(({ from }) => !this.#clients.has(from));
    this.#component.send(remote.map(({ stanza }) => stanza).join(""));
  }

  /**
   * Everything that has come to anybody. A second round of pings waits for what the last question of the slowest may have
   * sent to the quickest.
   */
  async #arrivals(): Promise<Map<string, Element[]>> {
    const arrivals = new Map<string, Element[]>();
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(
        [...this.#clients].map(async ([jid, client]) => {
          for (const stanza of await received(client)) put(arrivals, jid, stanza);
        }),
      );
      for (const stanza of await this.#component.received()) put(arrivals, String(stanza.attrs.to), stanza);
    }
    return arrivals;
  }
}

function put(arrivals: Map<string, Element[]>, to: string, stanza: Element): void {
  const known = arrivals.get(to);
  if (known) known.push(stanza);
  else arrivals.set(to, [stanza]);
}
