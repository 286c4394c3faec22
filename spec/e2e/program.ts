// A program as a user starts it: what it prints is read line by line.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { ROOT } from "../../tools/kit/project.ts";

/** Debian's, since that is what slixmpp is installed for; another python3 may come first in the PATH. */
export const PYTHON = "/usr/bin/python3";
/** The reason to skip what needs slixmpp, or false. */
export const WITHOUT_SLIXMPP =
  !existsSync("/usr/lib/python3/dist-packages/slixmpp") && "python3-slixmpp is not installed";

const WAIT_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

/** A running program. */
export class Program {
  readonly lines: string[] = [];
  /** Lines on standard error. */
  readonly complaints: string[] = [];
  readonly #process: ChildProcess;
  readonly #closed: Promise<unknown>;

  constructor([command = "", ...parameters]: readonly string[]) {
    this.#process = spawn(command, parameters, { cwd: ROOT });
    this.#closed = once(this.#process, "close");
    this.#read(this.#process.stdout, this.lines);
    this.#read(this.#process.stderr, this.complaints);
  }

  /** Waits until it has printed a line; all lines up to it are forgotten. */
  async says(line: string): Promise<void> {
    const deadline = Date.now() + WAIT_MILLISECONDS;
    while (!this.lines.includes(line) && !this.#isOver() && Date.now() < deadline)
      await delay(POLL_MILLISECONDS);
    assert.ok(
      this.lines.includes(line),
      `${line}\nis not among\n${[...this.lines, ...this.complaints].join("\n")}`,
    );
    this.lines.splice(0, this.lines.indexOf(line) + 1);
  }

  /** Waits for its end; resolves to its exit code. */
  async ends(): Promise<number | null> {
    const timer = setTimeout(() => this.#process.kill(), WAIT_MILLISECONDS);
    await this.#closed;
    clearTimeout(timer);
    return this.#process.exitCode;
  }

  /** Waits until it fails, with one line that says why. */
  async fails(reason: string): Promise<void> {
    const code = await this.ends();
    assert.deepEqual({ complaints: this.complaints, code }, { complaints: [reason], code: 1 });
  }

  /** Interrupts it, as Ctrl-C does. */
  async stop(): Promise<void> {
    this.#process.kill("SIGINT");
    await this.ends();
  }

  #isOver(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #read(stream: NodeJS.ReadableStream | null, lines: string[]): void {
    if (stream === null) return;
    createInterface(stream).on("line", (line) => lines.push(line));
  }
}
