import { readFileSync } from "node:fs";
import { freePort } from "../prosody/free-port.ts";
import { startProsody } from "../prosody/server.ts";
import type { Installation } from "../prosody/installation.ts";
import { parseScript, runScript, type ScriptResult } from "../scansion/src/index.ts";
import { PLUGIN_PATH } from "../project.ts";
import { groupByOptions, type TestScript } from "./scripts.ts";

/** How to play scripts on a release. */
export interface PlayOptions {
  readonly installation: Installation;
  /** Whether the server loads the plugin. */
  readonly plugin: boolean;
  /** The folder that holds the plugin's own folder. @default {@link PLUGIN_PATH} */
  readonly pluginPath?: string;
  /** Plays a script on the server at a port for clients and one for components; by default the project's own runner does. */
  readonly play?: (script: TestScript, port: number, componentPort: number) => Promise<ScriptResult>;
  /** Called after each script. */
  readonly onResult?: (script: TestScript, result: ScriptResult) => void;
}

const TIMEOUT_MILLISECONDS = 2_000;

/** Plays scripts one after another, on a server for each set of options; a server is stopped when its scripts are done. */
export async function playScripts(
  scripts: readonly TestScript[],
  options: PlayOptions,
): Promise<Map<TestScript, ScriptResult>> {
  const results = new Map<TestScript, ScriptResult>();
  for (const group of groupByOptions(scripts)) {
    const componentPort = await freePort();
    const server = await startProsody({
      installation: options.installation,
      pluginPaths: [options.pluginPath ?? PLUGIN_PATH],
      globalOptions: { component_ports: [componentPort] },
      mucModules: options.plugin ? ["muc_probe"] : [],
      extraConfig: group[0]?.options.join("\n") ?? "",
    });
    try {
      for (const script of group) {
        const result = await (options.play ?? playScript)(script, server.c2sPort, componentPort);
        results.set(script, result);
        options.onResult?.(script, result);
      }
    } finally {
      await server.stop();
    }
  }
  return results;
}

function playScript(script: TestScript, port: number, componentPort: number): Promise<ScriptResult> {
  const parsed = parseScript(readFileSync(script.path, "utf8"), script.path);
  return runScript(parsed, { port, componentPort, match: script.match, timeoutMs: TIMEOUT_MILLISECONDS });
}
