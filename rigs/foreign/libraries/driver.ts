// A program that uses one of the libraries as its readme says, told what to do and telling what the library reports.
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { Command } from "prosody-launcher";
import { inRoot } from "../world/root.ts";
import { C2S_PORT, HOME, HTTP_PORT, outside, until, type World, worldFile } from "../world/hosts.ts";

const DRIVERS = join(import.meta.dirname, "drivers");
/** The server's, which its own key has signed. */
const CERTIFICATE = worldFile(`${HOME}.crt`);
/** After an answer nothing more is reported within this time. */
const QUIET_MILLISECONDS = 300;

/** A library, and how its driver is run. */
export interface Library {
  readonly name: string;
  readonly port: number;
  readonly command: (world: World) => Command;
}

function inJavaScript(name: string, file: string, port: number): Library {
  return { name, port, command: () => [process.execPath, join(DRIVERS, file)] };
}

export const LIBRARIES: readonly Library[] = [
  {
    name: "slixmpp",
    port: C2S_PORT,
    command: ({ root }) => inRoot(root, ["python3", "-c", readFileSync(join(DRIVERS, "slixmpp.py"), "utf8")]),
  },
  inJavaScript("stanza", "stanza.js", HTTP_PORT),
  inJavaScript("strophe.js", "strophe.js", HTTP_PORT),
  inJavaScript("@xmpp/client", "xmpp-client.js", C2S_PORT),
];

/** The report of a library: the names of its events in their order, and whom it lists, if it keeps a list. */
export interface Report {
  readonly events: readonly string[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A running driver. */
export class Driver {
  readonly #library: string;
  readonly #process: ChildProcess;
  #events: string[] = [];
  #lists: (readonly string[] | undefined)[] = [];
  #lastLine = 0;
  #errors = "";

  /** Starts the driver of a library: it logs in and waits. */
  constructor(world: World, library: Library, room: string, nick: string) {
    this.#library = library.name;
    const [program, ...parameters] = world.street.enter(library.command(world));
    const login = [`${nick.toLowerCase()}@${HOME}`, "any", world.verona.address, String(library.port)];
    this.#process = spawn(program, [...parameters, ...login, room, nick], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: outside(world, CERTIFICATE), CERTIFICATE },
    });
    this.#process.stderr?.on("data", (text: Buffer) => {
      this.#errors += text.toString();
    });
    if (this.#process.stdout) {
      createInterface(this.#process.stdout).on("line", (line) => {
        this.#read(line);
      });
    }
  }

  /** Enters the room, and waits until the library says so. */
  async join(): Promise<void> {
    this.#tell("join");
    await this.#until("joined the room", () => this.#events.includes("joined"));
    await this.#quiet();
    this.#events = [];
  }

  /** Has something done, and resolves to what the library reports of it. */
  async does(...commands: readonly string[]): Promise<Report> {
    const before = await this.#list();
    this.#events = [];
    for (const command of commands) this.#tell(command);
    await this.#quiet();
    return { events: [...new Set(this.#events)], before, after: await this.#list() };
  }

  stop(): void {
    this.#process.stdin?.end();
  }

  async #list(): Promise<readonly string[]> {
    const lists = this.#lists.length;
    this.#tell("list");
    await this.#until("told who is there", () => this.#lists.length > lists);
    return this.#lists.at(-1) ?? [];
  }

  #tell(command: string): void {
    if (this.#process.exitCode !== null) throw new Error(`the driver has ended: ${this.#errors}`);
    this.#process.stdin?.write(`${command}\n`);
    this.#lastLine = Date.now();
  }

  #read(line: string): void {
    const { event, occupants } = JSON.parse(line) as { event?: string; occupants?: string[] };
    this.#lastLine = Date.now();
    if (event === undefined) this.#lists.push(occupants);
    else this.#events.push(event);
  }

  async #until(what: string, condition: () => boolean): Promise<void> {
    await until(`${this.#library} has ${what}`, condition).catch((error: unknown) => {
      throw new Error(`${(error as Error).message}\n${this.#errors}`);
    });
  }

  async #quiet(): Promise<void> {
    while (Date.now() - this.#lastLine < QUIET_MILLISECONDS) await delay(20);
  }
}
