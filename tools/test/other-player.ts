import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { LOOPBACK, type TestScript } from "prosody-launcher";
import { failureOf, type ScriptResult } from "scansion-runner";
import { run } from "./command.ts";

/** Says in the cast where to connect to: how a player is told is its own affair, but all read the cast. */
function addressCast(text: string, port: number, componentPort: number): string {
  return text.replace(/^\[(Client|Component)\].*$/gm, (line, kind) => {
    const address = kind === "Client" ? port : componentPort;
    return `${line}\n\tconnect_host: ${LOOPBACK}\n\tconnect_port: ${address}`;
  });
}

/** Has another implementation play a script: it is called with the script's file, and exits with 0 if all is well. */
export async function playElsewhere(
  player: string,
  script: TestScript,
  port: number,
  componentPort: number,
): Promise<ScriptResult> {
  const folder = mkdtempSync(join(tmpdir(), "scansion-"));
  const file = join(folder, basename(script.path));
  writeFileSync(file, addressCast(readFileSync(script.path, "utf8"), port, componentPort));
  const started = performance.now();
  try {
    const { code } = await run(player, [file]).catch(() => ({
      code: "no exit code: it could not be started",
    }));
    const seconds = (performance.now() - started) / 1000;
    const result = { file: script.path, title: script.title, tags: [], seconds };
    if (code === 0) return { ...result, status: "passed" };
    const message = `${player} exited with ${code}`;
    return { ...result, status: "failed", failure: failureOf(1, "the script", message) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
