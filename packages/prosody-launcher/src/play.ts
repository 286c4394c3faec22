import { readFileSync } from "node:fs";
import { parseScript, runScript, type ScriptResult } from "scansion-runner";
import { freePort } from "./free-port.ts";
import { groupByOptions, type TestScript } from "./scripts.ts";
import { startProsody, type ServerOptions } from "./server.ts";

/** Options for playing scripts. */
export interface PlayOptions {
  /** The server that they are played on; each group of scripts with the same options gets one. */
  readonly server: ServerOptions;
  /** Plays a script on the server at a port for clients and one for components; by default `scansion-runner` does. */
  readonly play?: (script: TestScript, port: number, componentPort: number) => Promise<ScriptResult>;
  /** Called after each script. */
  readonly onResult?: (script: TestScript, result: ScriptResult) => void;
  /** Called with the log of each server, after its last script. */
  readonly onLog?: (log: string) => void;
}

const TIMEOUT_MILLISECONDS = 10_000;

/** Plays scripts one after another, on a server for each set of options; a server is stopped when its scripts are done. */
export async function playScripts(
  scripts: readonly TestScript[],
  { server: options, play = playScript, onResult, onLog }: PlayOptions,
): Promise<Map<TestScript, ScriptResult>> {
  const results = new Map<TestScript, ScriptResult>();
  for (const group of groupByOptions(scripts)) {
    const componentPort = await freePort();
    const server = await startProsody({
      ...options,
      globalOptions: { component_ports: [componentPort], ...options.globalOptions },
      extraConfig: [options.extraConfig ?? "", ...(group[0]?.options ?? [])].join("\n"),
    });
    try {
      for (const script of group) {
        const result = await play(script, server.c2sPort, componentPort);
        results.set(script, result);
        onResult?.(script, result);
      }
    } finally {
      await server.stop();
      onLog?.(server.log());
    }
  }
  return results;
}

function playScript(script: TestScript, port: number, componentPort: number): Promise<ScriptResult> {
  const parsed = parseScript(readFileSync(script.path, "utf8"), script.path);
  return runScript(parsed, { port, componentPort, match: script.match, timeoutMs: TIMEOUT_MILLISECONDS });
}
