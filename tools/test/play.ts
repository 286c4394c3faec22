import type { ScriptResult } from "scansion-runner";
import { PLUGIN_PATH } from "../kit/project.ts";
import * as launcher from "prosody-launcher";

/** Options for playing scripts on a release. */
export interface PlayOptions extends Omit<launcher.PlayOptions, "server"> {
  readonly installation: launcher.Installation;
  /** True if the server loads the plugin. */
  readonly plugin: boolean;
  /** The folder that holds the plugin's own folder. @default {@link PLUGIN_PATH} */
  readonly pluginPath?: string;
}

/** Plays scripts on servers of a release, with the plugin on their MUC component or without. */
export function playScripts(
  scripts: readonly launcher.TestScript[],
  { installation, plugin, pluginPath = PLUGIN_PATH, ...options }: PlayOptions,
): Promise<Map<launcher.TestScript, ScriptResult>> {
  const server = { installation, pluginPaths: [pluginPath], mucModules: plugin ? ["muc_probe"] : [] };
  return launcher.playScripts(scripts, { ...options, server });
}
