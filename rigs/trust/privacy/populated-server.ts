// A server, everybody who is ever in a room connected to it, and rooms to check.
import { logIn } from "../../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";
import { type LuaValue, toLua } from "prosody-launcher";
import { MUC_HOST, type Release, type Settings } from "../contract/model.ts";
import { Oracle } from "../contract/oracle.ts";
import { ServerLog } from "../server/server-log.ts";
import { received, Service, type ServiceOptions } from "../server/service.ts";
import { type Finding, judge } from "./judge.ts";
import { planOf } from "./plan.ts";
import { type Asked, questionsOf } from "./questions.ts";
import { LOCAL_SESSIONS, type Scenario } from "./rooms.ts";

/** The settings while a room is made: its owner may choose a policy. */
const SETTINGS_TO_BEGIN_WITH: Settings = {
  hidden: "moderators",
  ownersChoose: true,
  unknown: "unavailable",
  batches: true,
  batchLimit: 100,
  follow: 100,
  list: false,
  rate: 0,
  burst: 200,
};

/** The findings about one room. */
export interface RoomReport {
  readonly findings: readonly Finding[];
  readonly questions: number;
  readonly stanzas: number;
}

export class PopulatedServer {
  readonly #service: Service;
  readonly #clients: ReadonlyMap<string, XmppClient>;
  readonly #component: XmppClient;
  readonly #log: ServerLog;

  private constructor(service: Service, clients: ReadonlyMap<string, XmppClient>, component: XmppClient) {
    this.#service = service;
    this.#clients = clients;
    this.#component = component;
    this.#log = new ServerLog(service.server);
  }

  /** Starts a server and connects everybody. */
  static async start(options: Pick<ServiceOptions, "installation" | "pluginPath">): Promise<PopulatedServer> {
    const service = await Service.start({
      ...options,
      modules: ["trust_rooms"],
      options: { ...optionsOf(SETTINGS_TO_BEGIN_WITH), muc_tombstones: false, storage: "memory" },
    });
    try {
      const { c2sPort } = service.server;
      const clients = new Map<string, XmppClient>();
      for (const jid of LOCAL_SESSIONS) clients.set(jid, await logIn(jid, c2sPort));
      return new PopulatedServer(service, clients, await service.connectComponent());
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** The features of the server. */
  get release(): Release {
    return {
      presenceBroadcast: this.#service.has("presencebroadcast"),
      occupantIds: this.#service.has("occupant-id"),
      errorsSayBy: this.#service.has("error-by"),
    };
  }

  /** Makes a room, sets the service up, asks every question there is, and takes the room away. */
  async check(scenario: Scenario): Promise<RoomReport> {
    const { room, settings } = scenario;
    await this.#call("build", toLua(planOf(room)));
    await this.#set(settings);
    await this.#arrivals();
    const questions = questionsOf(scenario, new Oracle(room, settings, this.release));
    await this.#ask(questions);
    const arrivals = await this.#arrivals();
    await this.#call("remove", toLua(room.jid));
    await this.#set(SETTINGS_TO_BEGIN_WITH);
    return {
      findings: [...judge(room, questions, arrivals), ...this.#errors()],
      questions: questions.length,
      stanzas: [...arrivals.values()].reduce((sum, stanzas) => sum + stanzas.length, 0),
    };
  }

  async stop(): Promise<void> {
    await this.#component.disconnect();
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

  async #set(settings: Settings): Promise<void> {
    await this.#call("set", toLua(optionsOf(settings)));
    await this.#service.control.reload(MUC_HOST, "muc_probe");
  }

  async #call(name: string, argument: string): Promise<void> {
    await this.#service.control.evaluate(
      `prosody.hosts["${MUC_HOST}"].modules.trust_rooms.${name}(${argument})`,
    );
  }

  async #ask(questions: readonly Asked[]): Promise<void> {
    for (const [jid, client] of this.#clients) {
      const asked = questions.filter(({ from }) => from === jid);
      if (asked.length > 0) await client.send(asked.map(({ stanza }) => stanza).join(""));
    }
    const remote = questions.filter(({ from }) => !this.#clients.has(from));
    await this.#component.send(remote.map(({ stanza }) => stanza).join(""));
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
      for (const stanza of await received(this.#component)) put(arrivals, String(stanza.attrs.to), stanza);
    }
    return arrivals;
  }
}

function optionsOf({
  hidden,
  ownersChoose,
  unknown,
  batches,
  batchLimit,
  follow,
  list,
  rate,
  burst,
}: Settings): Record<string, LuaValue> {
  return {
    muc_probe_hidden: hidden,
    muc_probe_owners_choose: ownersChoose,
    muc_probe_unknown: unknown,
    muc_probe_batches: batches,
    muc_probe_batch_limit: batchLimit,
    muc_probe_follow: follow,
    muc_probe_list: list,
    muc_probe_rate: rate,
    muc_probe_burst: burst,
  };
}

function put(arrivals: Map<string, Element[]>, to: string, stanza: Element): void {
  const known = arrivals.get(to);
  if (known) known.push(stanza);
  else arrivals.set(to, [stanza]);
}
