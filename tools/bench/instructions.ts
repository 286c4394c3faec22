import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Installation } from "../prosody/installation.ts";
import { Bench, type Handler } from "./inside.ts";

const VALGRIND = "/usr/bin/valgrind";

/** Why instructions cannot be counted on this machine, if they cannot. */
export function whyNoInstructions(installation: Installation): string | undefined {
  if (!existsSync(VALGRIND)) return "valgrind is not installed";
  if (installation.root !== "/") return "valgrind cannot follow a release into its folder";
  return undefined;
}

/** A server in callgrind, which counts the instructions of operations: the same whatever else the machine does. */
export class InstructionCounter {
  readonly #bench: Bench;
  readonly #folder: string;

  private constructor(bench: Bench, folder: string) {
    this.#bench = bench;
    this.#folder = folder;
  }

  static async start(
    installation: Installation,
    sizes: readonly number[],
    registered: number,
  ): Promise<InstructionCounter> {
    const folder = mkdtempSync(join(tmpdir(), "callgrind-"));
    const wrapper = [VALGRIND, "--quiet", "--tool=callgrind", `--callgrind-out-file=${join(folder, "out")}`];
    return new InstructionCounter(await Bench.start(installation, sizes, registered, wrapper), folder);
  }

  /** Instructions of one operation: what many take, less what it takes to ask for none. */
  async count(name: string, size: number, handler: Handler, times: number): Promise<number> {
    await this.#bench.repeat(name, size, handler, 20);
    const none = await this.#countAll(() => this.#bench.repeat(name, size, handler, 0));
    const many = await this.#countAll(() => this.#bench.repeat(name, size, handler, times));
    return (many - none) / times;
  }

  async stop(): Promise<void> {
    await this.#bench.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #countAll(operation: () => Promise<void>): Promise<number> {
    this.#tell("--zero");
    await operation();
    const before = new Set(readdirSync(this.#folder));
    this.#tell("--dump");
    const dump = readdirSync(this.#folder).find((name) => !before.has(name));
    if (dump === undefined) throw new Error("callgrind has written nothing");
    const total = /^(?:summary|totals): (\d+)/m.exec(readFileSync(join(this.#folder, dump), "utf8"))?.[1];
    return Number(total);
  }

  #tell(command: "--zero" | "--dump"): void {
    execFileSync("callgrind_control", [command, String(this.#bench.server.pid)], { stdio: "ignore" });
  }
}
