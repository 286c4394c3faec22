import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { ProsodyServer, type ServerOptions } from "./server.ts";

/** The result of specs. */
export interface SpecsResult {
  readonly passed: boolean;
  /** The output of busted. */
  readonly report: string;
  readonly log: string;
}

const BUSTED_FOLDER = join(import.meta.dirname, "busted");
const REPORT = "busted.txt";
const DEADLINE_MILLISECONDS = 60_000;

/** Loads `mod_busted`, whatever the rest of the configuration says. */
function bustedHost(paths: number): string {
  return `Component "busted.localhost" "busted"\nbusted_paths = ${paths}`;
}

/** Says whether a path is a spec, or a folder with one. */
export function hasSpecs(path: string): boolean {
  const names = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
    : [path];
  return names.some((name) => name.endsWith("_spec.lua"));
}

/**
 * Runs busted specs (`*_spec.lua`) inside of a server of their own, where all that they see is Prosody's. The modules are those
 * of the server's configuration, loaded by Prosody.
 * @param paths specs, and folders with specs
 */
export async function runSpecs(options: ServerOptions, paths: readonly string[]): Promise<SpecsResult> {
  const { installation, pluginPaths, extraConfig = "" } = options;
  if (!existsSync(join(installation.root, "usr/bin/busted")))
    throw new Error("busted is not installed: apt install lua-busted");
  const server = new ProsodyServer(
    {
      ...options,
      pluginPaths: [...paths, ...pluginPaths, BUSTED_FOLDER],
      extraConfig: `${extraConfig}\n${bustedHost(paths.length)}`,
    },
    { c2s: await freePort(), http: undefined },
  );
  try {
    const code = await Promise.race([server.ended(), delay(DEADLINE_MILLISECONDS, "late", { ref: false })]);
    const report = server.readData(REPORT);
    // The exit code is the number of failures, and one of 256 is none.
    const passed = code === 0 && /^\d+ success\w* \/ 0 failures \/ 0 errors /m.test(report);
    if (report === "") throw new Error(`The specs could not be run:\n${server.log()}`);
    return { passed, report, log: server.log() };
  } finally {
    await server.stop();
  }
}
