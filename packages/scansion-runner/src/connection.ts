import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { XmppClientOptions } from "./client.ts";
import type { Character, ConnectionSettings } from "./script.ts";

/** The runner's own settings, for characters that say nothing else themselves. */
export interface RunnerConnection extends ConnectionSettings {
  /** The port of components whose character names none. @default 5347 */
  componentPort?: number;
}

/** Puts together the settings of a character: the script's own come before the runner's. */
export function connectionOf(
  { kind, jid, password, resource, connection }: Character,
  scriptFile: string,
  { host, port, componentPort, url, tls, caFile, insecure, mechanism }: RunnerConnection,
): XmppClientOptions {
  const isComponent = kind === "component";
  const ownPort = isComponent ? componentPort : port;
  // An address of one's own outdoes the runner's, of whatever kind that is; a component's is always of TCP.
  const hasOwnAddress = connection.host !== undefined || connection.port !== undefined || isComponent;
  const settings: ConnectionSettings = {
    host: host ?? "127.0.0.1",
    ...(ownPort !== undefined && { port: ownPort }),
    ...(url !== undefined && !hasOwnAddress && { url }),
    ...(tls !== undefined && !isComponent && { tls }),
    ...(caFile !== undefined && { caFile }),
    ...(insecure !== undefined && { insecure }),
    ...(mechanism !== undefined && { mechanism }),
  };
  const { caFile: file, ...rest } = { ...settings, ...connection };
  // A script names a file as it stands to the script, the runner as it stands to the runner.
  const path = connection.caFile === undefined ? file : resolve(dirname(scriptFile), connection.caFile);
  return {
    jid,
    password,
    kind,
    ...(resource !== undefined && { resource }),
    ...rest,
    ...(path !== undefined && { ca: readFileSync(path, "utf8") }),
  };
}
