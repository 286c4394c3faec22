import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { reloadPlugins } from "./reload.ts";
import type { Command, ProsodyServer } from "./server.ts";

/** The folders to watch, and the server to reload. */
export interface ReloadOptions {
  /** The folder of the sources. */
  readonly sources: string;
  /** Builds the plugins; what it prints is passed on. */
  readonly build: Command;
  /** The folders of plugins that the server was started with. */
  readonly pluginPaths: readonly string[];
}

/** Editors write a file in several steps. */
const PAUSE_MILLISECONDS = 200;

/** Builds the plugins when a source is saved, and has a running server load them anew, as long as it runs. */
export function reloadOnSave(server: ProsodyServer, options: ReloadOptions): void {
  let turn = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const saved = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn
        .then(() => buildAndReload(server, options))
        .catch((error: unknown) => {
          console.error((error as Error).message);
        });
    }, PAUSE_MILLISECONDS);
  };
  watch(options.sources, { recursive: true, persistent: false }, saved);
  // The recursive watch of Node 20 loses a file that git or an editor has put a new one in the place of.
  watch(options.sources, { persistent: false }, saved);
  console.log(`Save a file in ${options.sources}, and this server has it.`);
}

async function buildAndReload(server: ProsodyServer, { build, pluginPaths }: ReloadOptions): Promise<void> {
  if (!(await succeeds(build))) {
    console.log("The server goes on with what it had.");
    return;
  }
  await reloadPlugins(server, pluginPaths);
  console.log("The server has it.");
}

async function succeeds([program, ...args]: Command): Promise<boolean> {
  const [code] = (await once(spawn(program, args, { stdio: "inherit" }), "exit")) as [number | null];
  return code === 0;
}
