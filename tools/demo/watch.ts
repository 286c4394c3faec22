// Builds the plugin when its source is saved, and has a running server load it anew.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { join } from "node:path";
import type { ProsodyServer } from "../prosody/server.ts";
import { PLUGIN_PATH, ROOT } from "../project.ts";
import { reload } from "./reload.ts";
import { MUC_HOST } from "./verona.ts";

/** Editors write a file in several steps. */
const PAUSE_MILLISECONDS = 200;

/** Builds the plugin; what is wrong with it is printed. Resolves to whether it could be built. */
async function build(): Promise<boolean> {
  const builder = spawn(process.execPath, ["--import", "tsx", "tools/build/build.ts"], {
    cwd: ROOT,
    stdio: "inherit",
  });
  const [code] = (await once(builder, "exit")) as [number | null];
  return code === 0;
}

async function buildAndReload(server: ProsodyServer): Promise<void> {
  if (!(await build())) {
    console.log("The server goes on with the plugin as it was.");
    return;
  }
  await reload(server, join(PLUGIN_PATH, "mod_muc_probe"), MUC_HOST);
  console.log("The server has it.");
}

/** Watches the sources as long as this process runs. */
export function reloadOnSave(server: ProsodyServer): void {
  let turn = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  watch(join(ROOT, "src"), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn
        .then(() => buildAndReload(server))
        .catch((error: unknown) => {
          console.error((error as Error).message);
        });
    }, PAUSE_MILLISECONDS);
  });
  console.log("Save a file in src/, and this server has it.");
}
