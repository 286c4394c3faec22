// Foreign software against the plugin: makes the namespaces it runs in, and runs the checks inside.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { runCommandLine } from "../../tools/kit/command-line.ts";
import { describe, NONE } from "../../tools/kit/counts.ts";
import { ROOT } from "../../tools/kit/project.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { fetchForeign, ISOLATION, isRequired, whyNoWorld } from "./packages.ts";

const INSIDE = join(import.meta.dirname, "inside.ts");

/** Without the rights, or the packages, there is nothing to run. That is an error only if this is required. */
function skip(reason: string): number {
  if (isRequired()) throw new Error(reason);
  console.error(
    `SKIPPED: nothing of other people's software was run: ${reason}. REQUIRE=foreign makes this an error.`,
  );
  console.log(describe({ ...NONE, skipped: 1 }));
  return 0;
}

/** Fetches all that is needed; resolves to the folder to chroot into. */
async function fetchFor(options: Options): Promise<string> {
  const root = await fetchForeign();
  for (const part of options.parts) await part.fetch?.(options);
  return root;
}

/** Runs the checks in namespaces of their own; resolves to the exit code. */
async function runInside(root: string): Promise<number> {
  const [program, ...isolation] = ISOLATION;
  const inside = [process.execPath, "--import", "tsx", INSIDE, ...process.argv.slice(2)];
  const child = spawn(program, [...isolation, ...inside], {
    cwd: ROOT,
    env: { ...process.env, FOREIGN_ROOT: root },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: async (options) => {
    const obstacle = whyNoWorld();
    if (obstacle !== undefined) return skip(obstacle);
    console.log("Unpacking other people's software, which takes half a minute the first time …");
    const root = await fetchFor(options).catch((error: unknown) => error as Error);
    return typeof root === "string" ? runInside(root) : skip(root.message);
  },
});
