import { once } from "node:events";
import { missingFeatures } from "./features.ts";
import { isFree, LOOPBACK } from "./free-port.ts";
import { reloadOnSave, type ReloadOptions } from "./reload-on-save.ts";
import { type ProsodyServer, type ServerOptions, startProsody } from "./server.ts";
import { MODULES_WITH_SHELL } from "./shell.ts";

const LOG_MILLISECONDS = 200;

/** A server at ports that are known beforehand. */
type KeptUp = ServerOptions & { readonly ports: { readonly c2s: number; readonly http: number } };

/** Keeps a server up until it is interrupted, prints its log, and if asked to reloads what is saved. */
export async function keepUp(options: KeptUp, watched?: Omit<ReloadOptions, "pluginPaths">): Promise<number> {
  const { installation, ports, pluginPaths } = options;
  for (const port of Object.values(ports))
    if (!(await isFree(port))) throw new Error(`Port ${port} is taken: choose --port and --http-port`);
  const hasShell = missingFeatures(installation.version, ["0.12"]).length === 0;
  if (watched !== undefined && !hasShell)
    throw new Error(`Prosody ${installation.name} cannot reload: it has no shell`);
  const modules = hasShell && { globalOptions: { modules_enabled: MODULES_WITH_SHELL } };
  const server = await startProsody({ ...options, ...modules });
  printLog(server);
  console.log(`Prosody ${installation.name} is up. Any user may log in, with any password, without TLS:`);
  console.log(`XMPP on ${LOOPBACK}:${ports.c2s}, HTTP on http://localhost:${ports.http}/. Ctrl-C stops it.`);
  if (watched !== undefined) reloadOnSave(server, { ...watched, pluginPaths });
  // The server ends with this process.
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  return 0;
}

/** Prints what the server logs, as long as it runs. */
function printLog(server: ProsodyServer): void {
  let printed = 0;
  setInterval(() => {
    const log = server.log();
    process.stdout.write(log.slice(printed));
    printed = log.length;
  }, LOG_MILLISECONDS).unref();
}
