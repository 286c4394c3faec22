// Prosody with the rooms: one service with the plugin, and the same without, for users of two servers.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  Control,
  LOOPBACK,
  type LuaValue,
  type ProsodyServer,
  readInstallation,
  startProsody,
  toLua,
} from "prosody-launcher";
import { PLUGIN_PATH } from "../../../tools/kit/project.ts";
import { C2S_PORT, HOME, HTTP_PORT, PLAIN_ROOMS, ROOMS, S2S_PORT, type World, worldFile } from "./hosts.ts";

/** The server with the rooms; see {@link startRooms}. */
export interface Rooms {
  readonly server: ProsodyServer;
  readonly control: Control;
}

/** Starts the server with the rooms; the options are those of the service with the plugin. */
export async function startRooms(world: World, options: Readonly<Record<string, LuaValue>>): Promise<Rooms> {
  mkdirSync(join(world.root, "tmp"), { recursive: true });
  const server = await startProsody({
    installation: readInstallation(world.root, "bookworm"),
    pluginPaths: [PLUGIN_PATH],
    mucModules: [],
    control: true,
    ports: { c2s: C2S_PORT },
    globalOptions: {
      interfaces: [LOOPBACK, world.verona.address],
      modules_enabled: ["disco", "ping", "roster", "saslauth", "presence", "dialback", "tls"],
      modules_disabled: [],
      s2s_ports: [S2S_PORT],
      s2s_require_encryption: true,
      s2s_secure_auth: false,
      ssl: { certificate: worldFile(`${HOME}.crt`), key: worldFile(`${HOME}.key`) },
      http_ports: [HTTP_PORT],
      http_interfaces: [world.verona.address],
      http_default_host: HOME,
      consider_websocket_secure: true,
    },
    extraConfig: [
      `VirtualHost ${toLua(HOME)}`,
      `modules_enabled = ${toLua(["websocket"])}`,
      `Component ${toLua(PLAIN_ROOMS)} "muc"`,
      `Component ${toLua(ROOMS)} "muc"`,
      `modules_enabled = { "muc_probe" }`,
      ...Object.entries(options).map(([name, value]) => `${name} = ${toLua(value)}`),
    ].join("\n"),
  });
  try {
    return { server, control: await Control.connect(server) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The nicks of those in a room, in alphabetical order. */
export async function occupantsOf({ control }: Rooms, room: string): Promise<string[]> {
  const service = room.slice(room.indexOf("@") + 1);
  const nicks = await control.evaluate(`
    local room = prosody.hosts["${service}"].modules.muc.get_room_from_jid("${room}")
    local nicks = {}
    for nick in room:each_occupant() do nicks[#nicks + 1] = nick:match("/(.*)") end
    return table.concat(nicks, "\\n")`);
  return nicks
    .split("\n")
    .filter((nick) => nick !== "")
    .sort();
}

/** The words of the shell about those who follow others on the service with the plugin. */
export function followersOf({ control }: Rooms): Promise<string> {
  return control.evaluate(`
    return prosody.hosts["${ROOMS}"].modules.muc_probe.module:require("followers").describe()`);
}
