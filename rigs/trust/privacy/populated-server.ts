// A server, everybody who is ever in a room connected to it, and rooms to check.
import type { Element } from "scansion-runner";
import { type LuaValue, toLua } from "prosody-launcher";
import { MUC_HOST, type Release, type Settings, UNLIMITED } from "../contract/model.ts";
import { Oracle } from "../contract/oracle.ts";
import { PeopledService } from "../server/peopled-service.ts";
import type { ServiceOptions } from "../server/service.ts";
import { type Finding, judge } from "./judge.ts";
import { planOf } from "./plan.ts";
import { type Asked, questionsOf } from "./questions.ts";
import { LOCAL_SESSIONS, type Scenario } from "./rooms.ts";

/** The settings while a room is made: its owner may choose a policy. */
const SETTINGS_TO_BEGIN_WITH: Settings = { ...UNLIMITED, hidden: "moderators" };

/** The findings about one room. */
export interface RoomReport {
  readonly findings: readonly Finding[];
  readonly questions: number;
  readonly stanzas: number;
}

export class PopulatedServer {
  readonly #people: PeopledService;

  private constructor(people: PeopledService) {
    this.#people = people;
  }

  /** Starts a server and connects everybody. */
  static async start(options: Pick<ServiceOptions, "installation" | "pluginPath">): Promise<PopulatedServer> {
    const settings = { ...optionsOf(SETTINGS_TO_BEGIN_WITH), muc_tombstones: false, storage: "memory" };
    return new PopulatedServer(await PeopledService.start({ ...options, options: settings }, LOCAL_SESSIONS));
  }

  get release(): Release {
    return this.#people.release;
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
      findings: [...judge(room, questions, arrivals), ...this.#people.errors()],
      questions: questions.length,
      stanzas: [...arrivals.values()].reduce((sum, stanzas) => sum + stanzas.length, 0),
    };
  }

  /** Gives the server the plugin as it is now. */
  copyPlugins(): void {
    this.#people.service.server.copyPlugins();
  }

  stop(): Promise<void> {
    return this.#people.stop();
  }

  async #set(settings: Settings): Promise<void> {
    await this.#call("set", toLua(optionsOf(settings)));
    await this.#people.service.control.reload(MUC_HOST, "muc_probe");
  }

  async #call(name: string, argument: string): Promise<void> {
    await this.#people.service.control.evaluate(
      `prosody.hosts["${MUC_HOST}"].modules.trust_rooms.${name}(${argument})`,
    );
  }

  async #ask(questions: readonly Asked[]): Promise<void> {
    for (const [jid, client] of this.#people.clients) {
      const asked = questions.filter(({ from }) => from === jid);
      if (asked.length > 0) await client.send(asked.map(({ stanza }) => stanza).join(""));
    }
    const remote = questions.filter(({ from }) => !this.#people.clients.has(from));
    await this.#people.component.send(remote.map(({ stanza }) => stanza).join(""));
  }

  /**
   * Everything that has come to anybody. A second round of pings waits for what the last question of the slowest may have
   * sent to the quickest.
   */
  async #arrivals(): Promise<Map<string, Element[]>> {
    const arrivals = new Map<string, Element[]>();
    for (let round = 0; round < 2; round += 1)
      await this.#people.takeArrivals((to, stanza) => {
        arrivals.set(to, [...(arrivals.get(to) ?? []), stanza]);
      });
    return arrivals;
  }
}

function optionsOf(settings: Settings): Record<string, LuaValue> {
  return {
    // The default before 13.0.
    component_admins_as_room_owners: true,
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
