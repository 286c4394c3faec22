import { failureOf } from "./failure.ts";
import type { ScriptResult } from "./player.ts";
import { type Action, describeAction } from "./script.ts";

/** A script of a run, by what results say of it. */
export type Entry = Pick<ScriptResult, "file" | "title" | "tags">;

interface Playing {
  since: number;
  action?: Action;
}

/** Knows at any time the outcome of each script, in the order of the files. */
export class Progress {
  readonly #entries: readonly Entry[];
  readonly #results = new Map<string, ScriptResult>();
  readonly #playing = new Map<string, Playing>();

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** Notes that a script is being played from now on. */
  start(file: string): void {
    this.#playing.set(file, { since: performance.now() });
  }

  /** Notes what a script does next. */
  act(file: string, action: Action): void {
    const playing = this.#playing.get(file);
    if (playing) playing.action = action;
  }

  /** Notes what became of a script. */
  end(result: ScriptResult): void {
    this.#playing.delete(result.file);
    this.#results.set(result.file, result);
  }

  /** Scripts that have not been begun. */
  get left(): number {
    return this.#entries.filter(({ file }) => !this.#results.has(file) && !this.#playing.has(file)).length;
  }

  /** The results if the run ended now: what was begun is interrupted, and what was not is skipped, with a reason. */
  results(reason: string): ScriptResult[] {
    return this.#entries.map((entry) => {
      const result = this.#results.get(entry.file);
      if (result) return result;
      const playing = this.#playing.get(entry.file);
      return playing
        ? interrupted(entry, playing)
        : { ...toPlain(entry), seconds: 0, status: "skipped", reason };
    });
  }
}

function interrupted(entry: Entry, { since, action }: Playing): ScriptResult {
  const seconds = Math.round(performance.now() - since) / 1000;
  const failure = failureOf(
    action?.line ?? 1,
    action ? describeAction(action) : "",
    "interrupted: the run ended here",
  );
  return { ...toPlain(entry), seconds, status: "failed", failure };
}

function toPlain({ file, title, tags }: Entry): Entry {
  return { file, title, tags };
}
