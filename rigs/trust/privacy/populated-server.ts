// A server, everybody who is ever in a room connected to it, and rooms to check.
import type { Element } from "scansion-runner";
import type { Place, Report, World } from "../check.ts";
import { MUC_HOST, type Settings, UNLIMITED } from "../contract/model.ts";
import { Oracle } from "../contract/oracle.ts";
import { optionsOf, PeopledService } from "../server/peopled-service.ts";
import { judge } from "./judge.ts";
import { planOf } from "./plan.ts";
import { type Asked, questionsOf } from "./questions.ts";
import { LOCAL_SESSIONS, type Scenario, scenarios } from "./rooms.ts";

/** The settings while a room is made: its owner may choose a policy. */
const SETTINGS_TO_BEGIN_WITH: Settings = { ...UNLIMITED, hidden: "moderators" };

export class PopulatedServer implements World<Scenario> {
  readonly cases;
  readonly #people: PeopledService;

  private constructor(people: PeopledService) {
    this.#people = people;
    this.cases = scenarios(people.release);
  }

  /** Starts a server and connects everybody. */
  static async start(place: Place): Promise<PopulatedServer> {
    const service = { ...place, options: { storage: "memory" } };
    return new PopulatedServer(await PeopledService.start(SETTINGS_TO_BEGIN_WITH, service, LOCAL_SESSIONS));
  }

  /** Makes a room, sets the service up, asks every question there is, and takes the room away. */
  async play(scenario: Scenario): Promise<Report> {
    const { room, settings } = scenario;
    await this.#people.call("build", planOf(room));
    await this.#set(settings);
    await this.#arrivals();
    const questions = questionsOf(scenario, new Oracle(room, settings, this.#people.release));
    await this.#ask(questions);
    const arrivals = await this.#arrivals();
    await this.#people.call("remove", room.jid);
    await this.#set(SETTINGS_TO_BEGIN_WITH);
    const checked = [...arrivals.values()].reduce((sum, stanzas) => sum + stanzas.length, 0);
    return {
      findings: [...judge(room, questions, arrivals), ...this.#people.errors()],
      counts: { rooms: 1, questions: questions.length, "stanzas checked": checked },
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
    await this.#people.call("set", optionsOf(settings));
    await this.#people.service.control.reload(MUC_HOST, "muc_probe");
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
