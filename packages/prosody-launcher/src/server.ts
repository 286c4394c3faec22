import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { freePort, LOOPBACK } from "./free-port.ts";
import type { Installation } from "./installation.ts";
import { onProcessEnd } from "./process-end.ts";
import { openStream } from "./open-stream.ts";
import { ServerFolder, type FolderOptions, type Ports } from "./server-folder.ts";

/** The server to start, and its configuration. */
export interface ServerOptions extends FolderOptions {
  /** Ports that must be certain ones. */
  readonly ports?: { readonly c2s?: number; readonly http?: number };
  /** Gives the server a port for its HTTP modules. */
  readonly httpPort?: boolean;
  /** Variables of the server's process, besides those of this one. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A command line that runs a program in the root of an installation, if it takes more than chroot: valgrind, say. */
  readonly enterRoot?: (root: string, command: Command) => Command;
}

/** A program and its arguments. */
export type Command = readonly [string, ...string[]];

const START_ATTEMPTS = 5;
const START_MILLISECONDS = 90_000;
const POLL_MILLISECONDS = 20;
const STOP_MILLISECONDS = 30_000;

class PortTakenError extends Error {}

/** Starts a Prosody and waits until clients can log in. */
export async function startProsody(options: ServerOptions): Promise<ProsodyServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await choosePorts(options), options);
    } catch (error) {
      const canChooseAgain = error instanceof PortTakenError && options.ports?.c2s === undefined;
      if (!canChooseAgain || attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function choosePorts(options: ServerOptions): Promise<Ports> {
  return {
    c2s: options.ports?.c2s ?? (await freePort()),
    http: options.ports?.http ?? (options.httpPort === true ? await freePort() : undefined),
  };
}

async function startOn(ports: Ports, options: ServerOptions): Promise<ProsodyServer> {
  const server = new ProsodyServer(options, ports);
  try {
    await server.answering();
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A running Prosody; see {@link startProsody}. */
export class ProsodyServer {
  readonly installation: Installation;
  /** The port that clients connect to, on the loopback address. */
  readonly c2sPort: number;
  /** The port of the HTTP modules, if one was wanted. */
  readonly httpPort: number | undefined;
  readonly #folder: ServerFolder;
  readonly #process: ChildProcess;
  readonly #forgetProcessEnd: () => void;
  #lastLog: string | undefined;
  #stopped: Promise<void> | undefined;

  /** Starts the process only: use {@link startProsody}. */
  constructor(options: ServerOptions, ports: Ports) {
    this.installation = options.installation;
    this.c2sPort = ports.c2s;
    this.httpPort = ports.http;
    this.#folder = new ServerFolder(options, ports);
    this.#process = spawnProsody(options, this.#folder);
    this.#forgetProcessEnd = onProcessEnd(() => {
      this.#process.kill("SIGKILL");
      this.#folder.remove();
    });
  }

  /** The process of the server. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** The throw-away folder that the server runs in. */
  get folder(): string {
    return this.#folder.path;
  }

  /** The server's log up to now. */
  log(): string {
    return this.#lastLog ?? this.#folder.readLog();
  }

  /** Gives the server its plugins as they are now; see {@link reloadPlugins}. */
  copyPlugins(): void {
    this.#folder.copyPlugins();
  }

  /** Reads a file that the server has written to its data, with plugins by the paths that it was started with. */
  readData(name: string): string {
    return this.#folder.inSources(this.#folder.readData(name));
  }

  /** Resolves to the exit code once the process has ended by itself. */
  async ended(): Promise<number | null> {
    if (!this.#isGone()) await once(this.#process, "exit");
    return this.#process.exitCode;
  }

  /** Resolves once clients can log in, rejects with the log if they never will. */
  async answering(): Promise<void> {
    await once(this.#process, "spawn");
    const deadline = Date.now() + START_MILLISECONDS;
    while (Date.now() < deadline) {
      this.#throwIfFailed();
      if (this.#hasOpenedPort() && (await this.#offersFeatures(deadline))) {
        this.#throwIfFailed();
        return;
      }
      await delay(POLL_MILLISECONDS);
    }
    throw new Error(this.#complaint("did not answer in time"));
  }

  /** Ends the process and removes its folder; a second call waits for the first. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await this.#endProcess();
    this.#lastLog = this.#folder.readLog();
    this.#folder.keepData();
    this.#folder.remove();
    this.#forgetProcessEnd();
  }

  async #endProcess(): Promise<void> {
    if (this.#isGone()) return;
    const exit = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    const killing = setTimeout(() => this.#process.kill("SIGKILL"), STOP_MILLISECONDS);
    await exit;
    clearTimeout(killing);
  }

  #throwIfFailed(): void {
    if (this.#isGone()) throw new Error(this.#complaint("ended during its start"));
    if (this.log().includes("Failed to open server port")) {
      throw new PortTakenError(this.#complaint("found a port taken"));
    }
  }

  #isGone(): boolean {
    const { pid, exitCode, signalCode } = this.#process;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  #offersFeatures(deadline: number): Promise<boolean> {
    const timeout = AbortSignal.timeout(deadline - Date.now());
    return openStream(this.c2sPort, timeout).then(
      () => true,
      () => false,
    );
  }

  // Until then, whatever answers on the port is another server.
  #hasOpenedPort(): boolean {
    const opened = /Activated service 'c2s' on (.*)/.exec(this.log())?.[1] ?? "";
    return opened.split(", ").includes(`[${LOOPBACK}]:${this.c2sPort}`);
  }

  #complaint(what: string): string {
    return `Prosody ${this.installation.name} ${what}:\n${this.log()}`;
  }
}

// To a file and not a pipe: a test that blocks its own process must not block the server.
function spawnProsody(options: ServerOptions, folder: ServerFolder): ChildProcess {
  const [command, ...parameters] = commandLine(options, folder.configuration);
  const log = openSync(folder.logFile, "a");
  try {
    const env = { ...process.env, ...options.environment };
    return spawn(command, parameters, { stdio: ["ignore", log, log], env });
  } finally {
    closeSync(log);
  }
}

function commandLine(
  { installation, enterRoot = changeRoot }: ServerOptions,
  configuration: string,
): Command {
  const { lua, root } = installation;
  return enterRoot(root, [`/usr/bin/${lua}`, "/usr/bin/prosody", "--config", configuration, "-F"]);
}

/** A command as it is run in the root of an installation. */
export function changeRoot(root: string, command: Command): Command {
  return root === "/" ? command : ["/usr/sbin/chroot", root, ...command];
}
