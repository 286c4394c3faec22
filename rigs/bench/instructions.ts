import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Command } from "prosody-launcher";
import { Bench, type BenchOptions, type Handler } from "./inside.ts";

/** Valgrind as Debian packages it. */
const VALGRIND = "/usr/bin/valgrind.bin";
const VALGRIND_LIBRARY = "/usr/libexec/valgrind";

// What valgrind needs of the machine, in view of this one command only: mounts in a namespace of its own end with it.
const ENTER_ROOT_WITH_VALGRIND = `
  set -e
  root=$1; shift
  mkdir -p "$root/proc" "$root${VALGRIND_LIBRARY}"
  touch "$root${VALGRIND}"
  mount -t proc proc "$root/proc"
  mount --bind ${VALGRIND_LIBRARY} "$root${VALGRIND_LIBRARY}"
  mount --bind ${VALGRIND} "$root${VALGRIND}"
  VALGRIND_LIB=${VALGRIND_LIBRARY} exec chroot "$root" "$@"`;

/** Names the reason why instructions cannot be counted on this machine, if they cannot. */
export function whyNoInstructions(): string | undefined {
  return existsSync(VALGRIND) ? undefined : "valgrind is not installed";
}

function enterRootCounting(root: string, folder: string, command: Command): Command {
  const counting: Command = [
    VALGRIND,
    "--quiet",
    "--tool=callgrind",
    `--callgrind-out-file=${join(folder, "out")}`,
    `--vgdb-prefix=${join(folder, "vgdb-pipe")}`,
    ...command,
  ];
  if (root === "/") return ["/usr/bin/env", `VALGRIND_LIB=${VALGRIND_LIBRARY}`, ...counting];
  return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", ENTER_ROOT_WITH_VALGRIND, "sh", root, ...counting];
}

/** A server in callgrind, which counts the instructions of operations: the same whatever else the machine does. */
export class InstructionCounter {
  readonly #bench: Bench;
  readonly #folder: string;

  private constructor(bench: Bench, folder: string) {
    this.#bench = bench;
    this.#folder = folder;
  }

  static async start(options: BenchOptions): Promise<InstructionCounter> {
    const folder = mkdtempSync(join(options.installation.root, "tmp", "callgrind-"));
    const folderInRoot = join("/tmp", basename(folder));
    const bench = await Bench.start({
      ...options,
      enterRoot: (root, command) => enterRootCounting(root, folderInRoot, command),
    });
    return new InstructionCounter(bench, folder);
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
    const pipes = join(this.#folder, "vgdb-pipe");
    execFileSync("callgrind_control", [`--vgdb-prefix=${pipes}`, command, String(this.#bench.server.pid)], {
      stdio: "ignore",
    });
  }
}
