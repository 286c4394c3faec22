import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { promisify } from "node:util";
import type { ProsodyServer } from "../prosody/server.ts";

/** The modules of a server whose plugin can be reloaded: those that every server has, and the shell (0.12 and later). */
export const MODULES_FOR_RELOADING = ["disco", "ping", "roster", "saslauth", "admin_shell"];

/** Runs a command of the server's shell. Its socket is in the server's own folder, which only this user can enter. */
async function runShell({ installation, folder }: ProsodyServer, command: string): Promise<string> {
  const configuration = `/${relative(installation.root, join(folder, "prosody.cfg.lua"))}`;
  const prosodyctl = ["/usr/bin/prosodyctl", "--root", "--config", configuration, "shell", command];
  const [program = "", ...args] =
    installation.root === "/" ? prosodyctl : ["chroot", installation.root, ...prosodyctl];
  const { stdout } = await promisify(execFile)(program, args);
  return stdout;
}

/**
 * Brings a built module to a running server, which has a copy of the one it was started with. The server must have been
 * started with {@link MODULES_FOR_RELOADING}. Rejects with what the shell says if the module does not load.
 * @param built the folder of the built module, in a folder `dist`
 * @param host the host that the module is loaded on
 */
export async function reload(server: ProsodyServer, built: string, host: string): Promise<void> {
  cpSync(built, join(server.folder, "plugins/0-dist", basename(built)), { recursive: true });
  const name = basename(built).replace(/^mod_/, "");
  const output = await runShell(server, `module:reload("${name}", "${host}")`);
  if (!/^OK:/m.test(output)) throw new Error(output.trim());
}
