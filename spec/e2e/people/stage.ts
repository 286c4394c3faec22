// Rooms in which only moderators are seen by everybody, crowds in them, and Converse.js with the plugin to look at them.
import { xml } from "@xmpp/client";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser } from "playwright-core";
import { type Installation, type LuaValue, type ProsodyServer, startProsody } from "prosody-launcher";
import type { XmppClient } from "scansion-runner";
import { PLUGIN_PATH, ROOT } from "../../../tools/kit/project.ts";
import { blocksOf } from "../../first-contact/pages.ts";
import {
  administration,
  configuration,
  enter,
  logIn,
  probe,
  setIn,
} from "../../../tools/kit/room-clients.ts";
import { PeoplePage } from "./page.ts";

const MUC_HOST = "conference.localhost";
const CROWD_HOST = "crowd.localhost";
const MOST_PINGS = 12;
const ANSWER_MILLISECONDS = 10_000;
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Versions of Converse.js that are installed: from 14 on it is a module only. */
export const VERSIONS = { "12": "converse.js-12", "14": "converse.js" } as const;
export type Version = keyof typeof VERSIONS;

/** A tag for the plugin, and settings, in JavaScript. */
interface Pasted {
  readonly tag: string;
  readonly settings: string;
}

/** Reads from a page what web masters are to paste. A table of lists in Lua becomes one in JavaScript. */
function readPasted(page: string, language: string, tag: RegExp, settings: RegExp): Pasted {
  const found = blocksOf(page).filter((block) => block.language === language);
  const text = found.map((block) => block.text).join("\n");
  const [, code = ""] = settings.exec(text) ?? [];
  return { tag: tag.exec(text)?.[1] ?? "", settings: code.replace(/(\w+) = \{(.*?)\}/g, "$1: [$2]") };
}

/** For pages of their own. */
const FOR_PAGES = readPasted(
  "packages/converse-muc-people/README.md",
  "html",
  /^(<script src=.*)$/m,
  /initialize\((\{.*\})\)/,
);
/** For mod_conversejs, which loads Converse.js before it. */
const FOR_MOD_CONVERSEJS = readPasted(
  "docs/other-setups.md",
  "lua",
  /^conversejs_tags = \{ \[\[(.*)\]\] \}$/m,
  /^conversejs_options = (.*)$/m,
);

/** The module that answers questions in the rooms of a service. */
export type Service = "muc_probe" | "batches_only" | "nothing";

/** Settings of Converse.js, and the user it is shown to. */
export interface Showing {
  readonly version?: Version;
  readonly width?: number;
  /** The plugin's way to the page. */
  readonly loading?: "script" | "module" | "none";
  readonly nick?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A server with a service of rooms, a crowd, and a website with Converse.js. */
export class PeopleStage {
  readonly #server: ProsodyServer;
  readonly #director: XmppClient;
  readonly #website: Server;
  #rooms = 0;

  private constructor(server: ProsodyServer, director: XmppClient) {
    this.#server = server;
    this.#director = director;
    this.#website = createServer(({ url = "/" }, response) => {
      const { pathname, searchParams } = new URL(url, this.#address);
      const body = pathname === "/" ? this.#page(searchParams) : fileAt(pathname);
      const type = TYPES[extname(pathname)] ?? "text/html";
      response.writeHead(body === undefined ? 404 : 200, { "Content-Type": type }).end(body);
    });
  }

  static async set(
    installation: Installation,
    service: Service,
    mucOptions: Readonly<Record<string, LuaValue>> = {},
  ): Promise<PeopleStage> {
    const server = await startProsody({
      installation,
      pluginPaths: [PLUGIN_PATH, join(import.meta.dirname, "plugins")],
      mucModules: service === "nothing" ? ["muc_mam"] : ["muc_mam", service],
      mucOptions,
      hostModules: ["websocket", "smacks"],
      globalOptions: { consider_websocket_secure: true },
      extraConfig: `Component "${CROWD_HOST}" "crowd"`,
      httpPort: true,
    });
    const stage = new PeopleStage(server, await logIn("director@localhost", server.c2sPort));
    await once(stage.#website.listen(0, "127.0.0.1"), "listening");
    return stage;
  }

  /** Makes a room that shows only those of one role to everybody, or all if none is named. */
  async scene(broadcast = "moderator"): Promise<Scene> {
    this.#rooms += 1;
    const scene = new Scene(this.#director, `room${this.#rooms}@${MUC_HOST}`, this.#server.c2sPort);
    await scene.found(broadcast);
    return scene;
  }

  /** Opens Converse.js in a room. */
  async open(browser: Browser, scene: Scene, showing: Showing = {}): Promise<PeoplePage> {
    const { version = "14", width = 1280, loading = "script", nick = "Benvolio", settings = {} } = showing;
    const page = await browser.newPage({ viewport: { width, height: 720 }, timezoneId: "UTC" });
    const query = new URLSearchParams({
      version,
      loading,
      nick,
      room: scene.room,
      settings: JSON.stringify(settings),
    });
    await page.goto(`${this.#address}?${query.toString()}`);
    return new PeoplePage(page, scene.room, nick);
  }

  async strike(): Promise<void> {
    this.#website.closeAllConnections();
    this.#website.close();
    await this.#director.disconnect();
    await this.#server.stop();
  }

  get #address(): string {
    return `http://localhost:${(this.#website.address() as AddressInfo).port}/`;
  }

  #page(query: URLSearchParams): string {
    const of = (name: string): string => query.get(name) ?? "";
    const version = of("version") as Version;
    const loading = of("loading");
    const settings = {
      jid: `${of("nick").toLowerCase()}@localhost`,
      password: "any",
      auto_login: true,
      websocket_url: `ws://localhost:${this.#server.httpPort ?? 0}/xmpp-websocket`,
      discover_connection_methods: false,
      auto_join_rooms: [{ jid: of("room"), nick: of("nick") }],
      view_mode: "fullscreen",
      singleton: true,
      assets_path: `/converse-${version}`,
      persistent_store: "sessionStorage",
      allow_bookmarks: false,
      auto_register_muc_nickname: false,
      i18n: "en",
      ...(JSON.parse(of("settings")) as object),
    };
    const isOlder = version === "12";
    const pasted = isOlder ? FOR_MOD_CONVERSEJS : FOR_PAGES;
    const plugin = loading === "script" ? pasted.tag : "";
    const scripts = isOlder
      ? `<script src="/converse-12/converse.min.js"></script>${plugin}`
      : `${plugin}<script type="module" src="/converse-${version}/converse.min.js"></script>`;
    return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Verona</title>
    <link rel="stylesheet" href="/converse-${version}/converse.min.css">
  </head>
  <body class="converse-fullscreen">
    <converse-root></converse-root>
    ${scripts}
    <script type="module">
      ${loading === "module" ? `import addMucPeople from "/people/index.js"; addMucPeople(converse);` : ""}
      window.stanzas = [];
      const log = (way) => (stanza) => window.stanzas.push({ way, xml: stanza.outerHTML, at: performance.now() });
      converse.plugins.add("test-log", {
        initialize() {
          window.api = this._converse.api;
          window.api.listen.on("connectionInitialized", () => {
            Object.assign(window.api.connection.get(), { xmlOutput: log("sent"), xmlInput: log("received") });
          });
        },
      });
      const settings = { ...${pasted.settings}, ...${JSON.stringify(settings)} };
      settings.whitelisted_plugins.push("test-log");
      converse.initialize(settings);
    </script>
  </body>
</html>`;
  }
}

/** A room, and what happens in it. */
export class Scene {
  readonly room: string;
  readonly #director: XmppClient;
  readonly #port: number;

  constructor(director: XmppClient, room: string, port: number) {
    this.#director = director;
    this.room = room;
    this.#port = port;
  }

  async found(broadcast: string): Promise<void> {
    await enter(this.#director, this.room, "Director");
    await this.configure({
      "muc#roomconfig_persistentroom": "1",
      ...(broadcast !== "" && { "muc#roomconfig_presencebroadcast": broadcast }),
    });
  }

  async configure(fields: Readonly<Record<string, string>>): Promise<void> {
    await setIn(this.room, this.#director, configuration(fields));
  }

  /** Tells the crowd what to do, and waits until it is done. */
  async crowd(command: string, ...parameters: readonly (string | number)[]): Promise<void> {
    const body = [command, this.room, ...parameters].join(" ");
    await this.#director.send(xml("message", { to: CROWD_HOST }, xml("body", {}, body)));
    await this.#settled();
  }

  /** Waits until the server has done what it was told, which takes a busy one long. */
  async #settled(): Promise<void> {
    for (let pings = 1; ; pings++) {
      try {
        await this.#director.received();
        return;
      } catch (error) {
        if (pings === MOST_PINGS) throw error;
      }
    }
  }

  /** Has so many guests be there. */
  async fill(guests: number): Promise<void> {
    await this.crowd("crowd", "Guest", guests);
  }

  async affiliate(person: string, affiliation: string): Promise<void> {
    const jid = `${person.toLowerCase()}@${CROWD_HOST}`;
    await setIn(this.room, this.#director, administration({ affiliation, jid, nick: person }));
  }

  /** Gives somebody in the room a role. */
  async cast(nick: string, role: string): Promise<void> {
    await setIn(this.room, this.#director, administration({ nick, role }));
  }

  /** Has somebody ask so often from another client, and be gone. */
  async spend(nick: string, probes: number): Promise<void> {
    const client = await logIn(`${nick.toLowerCase()}@localhost`, this.#port);
    await enter(client, this.room, nick);
    for (let i = 0; i < probes; i++) await probe(client, `${this.room}/Director`, ANSWER_MILLISECONDS);
    await client.disconnect();
  }

  /** Has somebody come in and write. */
  async comesAndSays(person: string, ...lines: readonly string[]): Promise<void> {
    await this.crowd("join", person);
    for (const line of lines) await this.crowd("say", person, line);
  }
}

function fileAt(pathname: string): Buffer | undefined {
  const [, area = "", ...path] = pathname.split("/");
  const version = /^converse-(12|14)$/.exec(area)?.[1] as Version | undefined;
  const folder = version ? `node_modules/${VERSIONS[version]}/dist` : "packages/converse-muc-people/build";
  try {
    return readFileSync(join(ROOT, folder, ...(path.length === 0 ? [area] : path)));
  } catch {
    return undefined;
  }
}
