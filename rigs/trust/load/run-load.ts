import { loadQuestion, stanzaOf, type Tally, tally } from "./questions.ts";
import { ask, type Asker, BusyServer } from "./busy-server.ts";
import { Progress } from "../progress.ts";
import { Random } from "./random.ts";
import type { ServiceOptions } from "../server/service.ts";

const AT_ONCE = 10;
const RELOADS = 10;
const CHANGES_PER_ROUND = 20;

/**
 * By how much memory may have grown, for each question. The smallest thing that Lua could keep of one, an empty table, takes
 * 56 bytes; what stays behind without any fault is room for more entries in tables and buffers that were once fuller.
 */
export const TOLERATED_BYTES = 10;
/** In short runs, what tables and buffers grow to whatever the number of questions. */
const TOLERATED_AT_LEAST = 1_000_000;

/** The number of questions, and of clients. */
export interface LoadOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  readonly seed: number;
  readonly questions: number;
  readonly clients: number;
}

export interface LoadResult {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly throttled: number;
  readonly changes: number;
  readonly reloads: number;
  /** The growth of the server's Lua in memory, in bytes. */
  readonly memoryGrowth: number;
  readonly problems: readonly string[];
}

/** Asks until enough was asked, or something is wrong. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const world = await BusyServer.start(options, options.clients);
  try {
    return await new LoadRun(world, options).run();
  } finally {
    await world.stop();
  }
}

class LoadRun {
  readonly #world: BusyServer;
  readonly #options: LoadOptions;
  readonly #random: Random;
  readonly #sum = { asked: 0, answered: 0, refused: 0, throttled: 0, changes: 0, reloads: 0 };
  readonly #problems: string[] = [];

  constructor(world: BusyServer, options: LoadOptions) {
    this.#world = world;
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<LoadResult> {
    const { questions } = this.#options;
    const progress = new Progress(questions, "probes and batches");
    await this.#round(false);
    const before = await this.#memoryAtRest();
    while (this.#sum.asked < questions && this.#problems.length === 0) {
      await this.#round(true);
      progress.report(this.#sum.asked);
    }
    const memoryGrowth = (await this.#memoryAtRest()) - before;
    if (memoryGrowth > Math.max(TOLERATED_AT_LEAST, TOLERATED_BYTES * this.#sum.asked)) {
      this.#problems.push(`the server's Lua uses ${memoryGrowth} bytes more than before`);
    }
    if (/traceback/i.test(this.#world.log())) this.#problems.push("there is a traceback in the server's log");
    return { ...this.#sum, memoryGrowth, problems: this.#problems };
  }

  /** Everybody asks; meanwhile, if wanted, things change and the plugin is reloaded. */
  async #round(isUnquiet: boolean): Promise<void> {
    const asking = this.#world.askers.map((asker) => this.#ask(asker));
    const changing = isUnquiet ? this.#changeThings() : Promise.resolve();
    const tallies = await Promise.all(asking);
    await changing;
    for (const { answered, refused, throttled, problems } of tallies) {
      this.#sum.asked += AT_ONCE;
      this.#sum.answered += answered;
      this.#sum.refused += refused;
      this.#sum.throttled += throttled;
      this.#problems.push(...problems);
    }
  }

  async #ask({ client, room, name, isRestless }: Asker): Promise<Tally> {
    const nicks = this.#world.nicksOf(room);
    const questions = Array.from({ length: AT_ONCE }, (_, index) =>
      loadQuestion(this.#random, `${name}-${this.#sum.asked + index}`, room, nicks),
    );
    const result = tally(questions, await ask(client, questions.map(stanzaOf).join("")));
    if (isRestless || result.refused === 0) return result;
    return { ...result, problems: [...result.problems, `${name} was refused, and is in the room`] };
  }

  async #changeThings(): Promise<void> {
    const { asked, reloads } = this.#sum;
    if (asked * RELOADS >= reloads * this.#options.questions && reloads < RELOADS) {
      await this.#world.reloadPlugin();
      this.#sum.reloads += 1;
    }
    for (let i = 0; i < CHANGES_PER_ROUND; i += 1) await this.#world.change(this.#random);
    this.#sum.changes += CHANGES_PER_ROUND;
  }

  async #memoryAtRest(): Promise<number> {
    await this.#world.gather();
    return this.#world.memory();
  }
}
