import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import type { ProsodyServer } from "../prosody/server.ts";
import { runShell } from "../prosody/shell.ts";

/**
 * Brings a built module to a running server, which has a copy of the one it was started with. The server must have been
 * started with `MODULES_WITH_SHELL`. Rejects with what the shell says if the module does not load.
 * @param built the folder of the built module, in a folder `dist`
 * @param host the host that the module is loaded on
 */
export async function reload(server: ProsodyServer, built: string, host: string): Promise<void> {
  cpSync(built, join(server.folder, "plugins/0-dist", basename(built)), { recursive: true });
  const name = basename(built).replace(/^mod_/, "");
  const output = await runShell(server, `module:reload("${name}", "${host}")`);
  if (!/^OK:/m.test(output)) throw new Error(output.trim());
}
