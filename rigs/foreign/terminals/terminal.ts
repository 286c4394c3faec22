// A program in a terminal: what is typed into it, and what is on its screen.
import { execFile } from "node:child_process";
import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import type { Command } from "prosody-launcher";
import { inRootAsNobody, NOBODY } from "../world/root.ts";
import { outside, until, type World, worldFile } from "../world/hosts.ts";

const COLUMNS = 200;
const LINES = 60;
/** How much of a long text surely is on the screen when it has been typed. */
const TAIL = 30;
/** Between two keys: what comes at once is taken for something pasted. */
const KEY_MILLISECONDS = 60;

/** A program to run, and the files that it finds in its home. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Runs a command of tmux; resolves to what it prints. */
type Tmux = (...parameters: readonly string[]) => Promise<string>;

/** A terminal that a program runs in. */
export class Terminal {
  readonly #tmux: Tmux;

  private constructor(tmux: Tmux) {
    this.#tmux = tmux;
  }

  /** Starts a program in a terminal, on the clients' host. */
  static async start(world: World, { name, command, files }: Program): Promise<Terminal> {
    const home = worldFile(name);
    for (const [path, text] of Object.entries(files)) writeIntoHome(outside(world, home), path, text);
    const environment = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: home, LANG: "C.UTF-8" };
    const inTmux = (...parameters: readonly string[]): Command =>
      inRootAsNobody(world.root, ["tmux", "-S", join(home, "tmux"), "-f", "/dev/null", ...parameters]);
    const run = async ([program, ...parameters]: Command): Promise<string> =>
      (await promisify(execFile)(program, parameters, { env: environment })).stdout;
    const size = ["-x", String(COLUMNS), "-y", String(LINES)];
    const session = inTmux("new-session", "-d", ...size, command, ";", "set", "-g", "remain-on-exit", "on");
    await run(world.street.enter(session));
    return new Terminal((...parameters) => run(inTmux(...parameters)));
  }

  /** The lines on the screen, without the space at their ends. */
  async screen(): Promise<string[]> {
    return (await this.#tmux("capture-pane", "-p")).split("\n").map((line) => line.trimEnd());
  }

  /** Whether the program has ended. */
  async hasEnded(): Promise<boolean> {
    return (await this.#tmux("display-message", "-p", "#{pane_dead}")).trim() === "1";
  }

  /** Types a line, and sends it off once the program has taken it. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.press("Enter");
  }

  /** Types a text into the line at the bottom, and waits until it is there. */
  async type(text: string): Promise<void> {
    await this.#tmux("send-keys", "-l", text);
    await this.#until(`"${text}" is typed`, (screen) =>
      (screen[LINES - 1] ?? "").endsWith(text.slice(-TAIL)),
    );
  }

  async press(key: string): Promise<void> {
    await this.#tmux("send-keys", key);
    await delay(KEY_MILLISECONDS);
  }

  /** Waits until something is on the screen; resolves to what it is, rejects with the screen. */
  async shows(text: string | RegExp): Promise<string> {
    const find = (screen: readonly string[]): string | undefined =>
      typeof text === "string"
        ? screen.find((line) => line.includes(text))
        : screen.map((line) => text.exec(line)?.[0]).find((found) => found !== undefined);
    let found: string | undefined;
    await this.#until(`${String(text)} is on the screen`, (screen) => (found = find(screen)) !== undefined);
    return found ?? "";
  }

  async #until(what: string, condition: (screen: readonly string[]) => boolean): Promise<void> {
    let screen: readonly string[] = [];
    const isSo = async (): Promise<boolean> => condition((screen = await this.screen()));
    await until(what, isSo).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}:\n${screen.join("\n")}`);
    });
  }
}

function writeIntoHome(home: string, path: string, text: string): void {
  const file = join(home, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  for (let each = file; each !== dirname(home); each = dirname(each)) chownSync(each, NOBODY, NOBODY);
}
