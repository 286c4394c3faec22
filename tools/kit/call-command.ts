import { join } from "node:path";
import { mock } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "./project.ts";

/** The exit code of a command, and its output. */
export interface Called {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

let calls = 0;

/**
 * Calls a command of this project within this process: to start another for each takes a second of CPU. For calls that end
 * at once, one at a time, since they have one `process.argv`.
 */
export async function callCommand(file: string, ...args: readonly string[]): Promise<Called> {
  const { argv, exitCode } = process;
  const [out, err] = (["log", "error"] as const).map((name) => mock.method(console, name, () => undefined));
  const printed = (stream: typeof out): string =>
    (stream?.mock.calls ?? []).map((call) => `${call.arguments.join(" ")}\n`).join("");
  const exit = mock.method(process, "exit", () => {
    throw new Error(`${file} would end the tests without a word: it sets process.exitCode in place of that`);
  });
  process.argv = [process.execPath, file, ...args];
  process.exitCode = 0;
  try {
    // A module runs once for each address.
    await import(`${pathToFileURL(join(ROOT, file)).href}?${++calls}`);
    return { status: process.exitCode, out: printed(out), err: printed(err) };
  } finally {
    process.argv = argv;
    process.exitCode = exitCode;
    out?.mock.restore();
    err?.mock.restore();
    exit.mock.restore();
  }
}
