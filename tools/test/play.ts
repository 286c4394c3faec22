import type { ScriptResult } from "scansion-runner";
import { PLUGIN_PATH } from "../kit/project.ts";
import type { Installation } from "../../packages/prosody-launcher/src/installation.ts";
import * as launcher from "../../packages/prosody-launcher/src/play.ts";
import type { TestScript } from "../../packages/prosody-launcher/src/scripts.ts";

/** How to play scripts on a release. */
export interface PlayOptions extends Omit<launcher.PlayOptions, "server"> {
  readonly installation: Installation;
  /** Whether the server loads the plugin. */
  readonly plugin: boolean;
  /** The folder that holds the plugin's own folder. @default {@link PLUGIN_PATH} */
  readonly pluginPath?: string;
}

/** Plays scripts on servers of a release, with the plugin on their MUC component or without. */
export function playScripts(
  scripts: readonly TestScript[],
  { installation, plugin, pluginPath = PLUGIN_PATH, ...options }: PlayOptions,
): Promise<Map<TestScript, ScriptResult>> {
  const server = { installation, pluginPaths: [pluginPath], mucModules: plugin ? ["muc_probe"] : [] };
  return launcher.playScripts(scripts, { ...options, server });
}
