import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./project.ts";

/**
 * Builds a package where it has changed. Tests that call its command often call the built one: it starts in a third of the
 * time that its sources take.
 * @returns the path of its command.
 */
export function buildCommand(name: string): string {
  execFileSync("npm", ["run", "build", `--workspace=${name}`], { cwd: ROOT, stdio: "pipe" });
  return join(ROOT, "packages", name, "build/cli.js");
}
