// The Prosody that the checks of trust run on: rooms, users with any password, and an external component.
import { join } from "node:path";
import { Control, freePort, type LuaValue, type ProsodyServer, startProsody } from "prosody-launcher";
import { missingFeatures } from "../../../tools/kit/features.ts";
import { type Element, XmppClient } from "scansion-runner";
import type { Place } from "../check.ts";
import { REMOTE_HOST } from "../contract/model.ts";

/** The Prosody modules of these checks. */
export const MODULES_FOLDER = join(import.meta.dirname, "modules");
const SECRET = "open sesame";
/** The longest that a busy server may take for a ping. */
const PING_MILLISECONDS = 60_000;

/** The server, and what its MUC component has. */
export interface ServiceOptions extends Place {
  /** Modules of the MUC component, besides `muc_probe`. */
  readonly modules?: readonly string[];
  /** Options of the MUC component. */
  readonly options?: Readonly<Record<string, LuaValue>>;
  /** Lines of the configuration for further hosts. */
  readonly moreHosts?: string;
}

/** Everything that was sent to a client up to now, once it has come. */
export function received(client: XmppClient): Promise<Element[]> {
  return client.received(PING_MILLISECONDS);
}

/** A running service. */
export class Service {
  readonly server: ProsodyServer;
  readonly control: Control;
  readonly #componentPort: number;

  private constructor(server: ProsodyServer, control: Control, componentPort: number) {
    this.server = server;
    this.control = control;
    this.#componentPort = componentPort;
  }

  static async start({
    installation,
    pluginPath,
    modules,
    options,
    moreHosts = "",
  }: ServiceOptions): Promise<Service> {
    const componentPort = await freePort();
    const server = await startProsody({
      installation,
      pluginPaths: [pluginPath, MODULES_FOLDER],
      mucModules: ["muc_probe", ...(modules ?? [])],
      ...(options && { mucOptions: options }),
      globalOptions: { component_ports: [componentPort] },
      extraConfig: `Component "${REMOTE_HOST}"\n\tcomponent_secret = "${SECRET}"\n${moreHosts}`,
      control: true,
    });
    try {
      return new Service(server, await Control.connect(server), componentPort);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Says whether this release of Prosody has a feature; see `tools/kit/features.ts` for their names. */
  has(feature: string): boolean {
    return missingFeatures(this.server.installation.version, [feature]).length === 0;
  }

  /**
   * Connects an external component (XEP-0114): whoever runs one speaks for every user of its domain, by full and by bare JID, as
   * another server does.
   */
  async connectComponent(): Promise<XmppClient> {
    const port = this.#componentPort;
    const component = new XmppClient({
      kind: "component",
      jid: REMOTE_HOST,
      password: SECRET,
      port,
      timeoutMs: PING_MILLISECONDS,
    });
    await component.connect();
    return component;
  }

  async stop(): Promise<void> {
    this.control.close();
    await this.server.stop();
  }
}
