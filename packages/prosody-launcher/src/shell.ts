import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { changeRoot, type ProsodyServer } from "./server.ts";

/** The modules of a server with a shell (0.12 and later): those that every server has, and the shell. */
export const MODULES_WITH_SHELL = ["disco", "ping", "roster", "saslauth", "admin_shell"];

/**
 * Runs a command of `prosodyctl shell` on a server that was started with {@link MODULES_WITH_SHELL}. The shell's socket is in
 * the server's own folder, which only this user can enter. Resolves to what it prints.
 */
export async function runShell(
  { installation: { lua, root }, folder }: ProsodyServer,
  ...command: string[]
): Promise<string> {
  const configuration = `/${relative(root, join(folder, "prosody.cfg.lua"))}`;
  const prosodyctl = ["/usr/bin/prosodyctl", "--root", "--config", configuration, "shell", ...command];
  const [program, ...args] = changeRoot(root, [`/usr/bin/${lua}`, ...prosodyctl]);
  const { stdout } = await promisify(execFile)(program, args);
  return stdout;
}
