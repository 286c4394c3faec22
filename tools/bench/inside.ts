import { join } from "node:path";
import { Control } from "../prosody/control.ts";
import type { Installation } from "../prosody/installation.ts";
import { type ProsodyServer, type ServerOptions, startProsody } from "../prosody/server.ts";
import { ROOT } from "../test/command.ts";
import { PLUGIN_PATH } from "../test/play.ts";

/** Who handles a stanza; the floor handles none. */
export type Handler = "prosody" | "plugin" | "floor";

/** What was measured of one handler: seconds of CPU in each round, and bytes allocated, for one operation. */
export interface Measurement {
  readonly seconds: readonly number[];
  readonly bytes: number;
}

const BENCH = 'prosody.hosts["conference.localhost"].modules.muc_probe_bench.bench';

/** A server that measures itself; see spec/bench/plugins. */
export class Bench {
  readonly server: ProsodyServer;
  readonly #control: Control;

  private constructor(server: ProsodyServer, control: Control) {
    this.server = server;
    this.#control = control;
  }

  /** Starts one with a room of each size. The rate limit is there, and out of reach. */
  static async start(
    installation: Installation,
    sizes: readonly number[],
    registered: number,
    options: Pick<ServerOptions, "enterRoot" | "mucOptions"> = {},
  ): Promise<Bench> {
    const server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH, join(ROOT, "spec/bench/plugins")],
      mucModules: ["muc_probe_bench"],
      control: true,
      ...options,
      mucOptions: { muc_probe_rate: 1_000_000_000, muc_probe_burst: 1_000_000_000, ...options.mucOptions },
    });
    const bench = new Bench(server, await Control.connect(server));
    await bench.#call(`set_up({${sizes.join(",")}}, ${registered})`);
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

  async stop(): Promise<void> {
    this.#control.close();
    await this.server.stop();
  }

  #call(expression: string): Promise<string> {
    return this.#control.evaluate(`return ${BENCH}.${expression}`);
  }
}
