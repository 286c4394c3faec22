import { spawn } from "node:child_process";
import { ROOT } from "../kit/project.ts";

/** The output of a command, and its exit code. */
export interface CommandResult {
  readonly output: string;
  readonly code: number;
}

/** Runs a command in the project's folder, passing on what it prints. */
export async function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const [stream, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      target.write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ output, code: code ?? 1 });
    });
  });
}
