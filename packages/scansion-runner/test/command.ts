import { Writable } from "node:stream";
import { main } from "../src/main.ts";

/** The exit code of a call of the command, and what it printed. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly lastLine: string | undefined;
}

export function toOutcome(code: number | null, out: string, err: string): Outcome {
  return { code, out, err, lastLine: out.trimEnd().split("\n").at(-1) };
}

/** A stream that keeps what is written to it. */
class Kept extends Writable {
  text = "";

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Calls the command within this process. */
export async function scansion(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const code = await main(args, { stdout, stderr, env });
  return toOutcome(code, stdout.text, stderr.text);
}
