import { type Installation, type LuaValue, type ProsodyServer, startProsody } from "prosody-launcher";
import { Verona, type Player } from "../../tools/demo/verona.ts";
import { Website } from "../../tools/demo/website.ts";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";

/** A server with an archive and Converse.js, and a room whose presence broadcast is limited to moderators. */
export class Stage {
  readonly verona: Verona;
  readonly #website: Website;
  readonly #server: ProsodyServer;

  private constructor(website: Website, server: ProsodyServer, verona: Verona) {
    this.#website = website;
    this.#server = server;
    this.verona = verona;
  }

  /**
   * Starts the server, and has Romeo found the room. Before 0.12 its presence broadcast cannot be limited.
   * @param plugin whether the server loads the plugin.
   * @param mucOptions options of the service with the room.
   */
  static async set(
    installation: Installation,
    plugin: boolean,
    mucOptions: Readonly<Record<string, LuaValue>> = {},
  ): Promise<Stage> {
    const website = new Website(installation);
    const server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH],
      mucModules: plugin ? ["muc_mam", "muc_probe"] : ["muc_mam"],
      mucOptions,
      hostModules: website.hostModules,
      globalOptions: website.globalOptions,
      httpPort: true,
    });
    const verona = await Verona.connect(server.c2sPort);
    await verona.found();
    return new Stage(website, server, verona);
  }

  get httpPort(): number {
    return this.#server.httpPort ?? 0;
  }

  /** Has somebody come in, write, and leave. */
  async passThrough(name: Player, text: string): Promise<void> {
    await this.verona.join(name);
    await this.verona.say(name, text);
    await this.verona.exit(name);
  }

  async strike(): Promise<void> {
    await this.verona.leave();
    await this.#server.stop();
    this.#website.remove();
  }
}
