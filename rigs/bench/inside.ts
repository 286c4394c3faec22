import { join } from "node:path";
import {
  Control,
  type Installation,
  type ProsodyServer,
  type ServerOptions,
  startProsody,
} from "prosody-launcher";
import { PLUGIN_PATH, ROOT } from "../../tools/kit/project.ts";

/** Handlers of a stanza; the floor handles none. */
export type Handler = "prosody" | "plugin" | "floor";

/** A way to collect garbage: a name for people, and Prosody's option `gc`. */
export interface Collector {
  readonly name: string;
  readonly gc: { readonly mode: "incremental" | "generational"; readonly threshold?: number };
}

/** Both collectors of Lua 5.4, as Prosody sets them; without the option it takes the first. */
export const COLLECTORS: readonly [Collector, Collector] = [
  { name: "incremental", gc: { mode: "incremental" } },
  { name: "generational", gc: { mode: "generational" } },
];

/** Measurements of one handler: seconds of CPU in each round, and bytes allocated, for one operation. */
export interface Measurement {
  readonly seconds: readonly number[];
  readonly bytes: number;
}

/** A herd that was played once. */
export interface Herd {
  /** Seconds of CPU that all probes took. */
  readonly seconds: number;
  /** Memory at the peak, beyond what there was before. */
  readonly kilobytes: number;
  /** The seconds that each ping waited. */
  readonly waits: readonly number[];
}

/** Ways of a room to tell who is there: by broadcasting everybody, its moderators only, or them with pages and following. */
export type Way = "everybody" | "moderators" | "following";

/** An hour of a crowd: what clients were sent, and seconds of CPU. */
export interface CrowdHour {
  readonly stanzas: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Bytes for a pair of a follower and somebody followed, and bytes that are left of it when it is none any more. */
export interface PairsMemory {
  readonly bytes: number;
  readonly left: number;
}

/** A server to measure: with which collector, and rooms of which sizes. */
export interface BenchOptions extends Pick<ServerOptions, "enterRoot" | "mucOptions"> {
  readonly installation: Installation;
  readonly collector: Collector;
  readonly sizes: readonly number[];
  /** Absent users with registered nicks in each room. */
  readonly registered: number;
  /** The folder that holds the plugin's own folder. @default {@link PLUGIN_PATH} */
  readonly pluginPath?: string;
}

const BENCH = 'prosody.hosts["conference.localhost"].modules.muc_probe_bench.bench';

/** A server that measures itself; see rigs/bench/plugins. */
export class Bench {
  readonly server: ProsodyServer;
  readonly #control: Control;

  private constructor(server: ProsodyServer, control: Control) {
    this.server = server;
    this.#control = control;
  }

  /** Starts one with a room of each size. The rate limit is there, and out of reach. Rejects if it collects garbage otherwise. */
  static async start({
    collector,
    sizes,
    registered,
    mucOptions,
    pluginPath = PLUGIN_PATH,
    ...serverOptions
  }: BenchOptions): Promise<Bench> {
    const server = await startProsody({
      ...serverOptions,
      pluginPaths: [pluginPath, join(ROOT, "rigs/bench/plugins")],
      mucModules: ["muc_probe_bench"],
      mucOptions: {
        muc_probe_rate: 1_000_000_000,
        muc_probe_burst: 1_000_000_000,
        muc_probe_list: true,
        ...mucOptions,
      },
      globalOptions: { gc: { ...collector.gc } },
      control: true,
    });
    const bench = new Bench(server, await Control.connect(server));
    try {
      const mode = await bench.#call("collector()");
      if (mode !== collector.gc.mode) throw new Error(`Garbage is collected in another way: ${mode}`);
      await bench.#call(`set_up({${sizes.join(",")}}, ${registered})`);
    } catch (error) {
      await bench.stop();
      throw error;
    }
    return bench;
  }

  /** Measures a case in a room, its handlers in turn in each round. Rejects if anything is not answered as it should be. */
  async measure(name: string, size: number, rounds: number): Promise<Partial<Record<Handler, Measurement>>> {
    return JSON.parse(await this.#call(`measure("${name}", ${size}, ${rounds})`)) as Record<
      Handler,
      Measurement
    >;
  }

  /** Does an operation a number of times. */
  async repeat(name: string, size: number, handler: Handler, times: number): Promise<void> {
    await this.#call(`repeat_case("${name}", ${size}, "${handler}", ${times})`);
  }

  /** Has everybody in a room ask for the same author within a second. Rejects if anybody is not answered. */
  async playHerd(size: number, handler: Handler): Promise<Herd> {
    return JSON.parse(await this.#call(`play_herd(${size}, "${handler}")`)) as Herd;
  }

  /** Plays an hour of people who come, go, change their status and write. */
  async playCrowd(size: number, way: Way): Promise<CrowdHour> {
    return JSON.parse(await this.#call(`play_crowd(${size}, "${way}")`)) as CrowdHour;
  }

  /** Has sessions of a room follow people, so many each, and let them go. Rejects if they follow fewer. */
  async measurePairs(size: number, followers: number, followed: number): Promise<PairsMemory> {
    return JSON.parse(await this.#call(`measure_pairs(${size}, ${followers}, ${followed})`)) as PairsMemory;
  }

  async stop(): Promise<void> {
    this.#control.close();
    await this.server.stop();
  }

  #call(expression: string): Promise<string> {
    return this.#control.evaluate(`return ${BENCH}.${expression}`);
  }
}
