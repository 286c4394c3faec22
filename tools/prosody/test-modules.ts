import { Reporter, wantsColour } from "scansion-runner";
import { playScripts } from "./play.ts";
import { playableOn, readScripts } from "./scripts.ts";
import type { ServerOptions } from "./server.ts";

/** Plays scripts and prints how they end. Resolves to the exit code. */
export async function testModules(server: ServerOptions, paths: readonly string[]): Promise<number> {
  const { name, version } = server.installation;
  const scripts = readScripts(paths);
  const playable = playableOn(version, scripts);
  console.log(`Prosody ${name}: ${playable.length} of ${scripts.length} scripts`);
  const reporter = new Reporter({ colour: wantsColour(process.env, process.stdout.isTTY) });
  const results = await playScripts(playable, {
    server,
    onResult: (_script, result) => {
      console.log(reporter.result(result));
    },
  });
  console.log(reporter.summary([...results.values()]));
  return results.size > 0 && [...results.values()].every(({ status }) => status === "passed") ? 0 : 1;
}
