// Where things are in this project.
import { join } from "node:path";

/** The project's folder. */
export const ROOT = join(import.meta.dirname, "../..");

/** The folder that holds the plugin's own folder, as `plugin_paths` wants it. */
export const PLUGIN_PATH = join(ROOT, "dist");

/** The declarations. */
export const TYPES = join(ROOT, "types");

/** The path of a program that npm installed. */
export function npmProgram(name: string): string {
  return join(ROOT, "node_modules/.bin", name);
}

/** Options of Node's for a program that makes much and keeps little: V8 looks for garbage less often. */
export const ROOMY_RUN = ["--max-semi-space-size=64", "--min-semi-space-size=64"];

/** The same for one that takes some seconds: in so short a time V8's optimizer takes more than it saves. */
export const SHORT_RUN = ["--no-opt", "--always-sparkplug", ...ROOMY_RUN];
