// ejabberd, the server that users in our rooms are at home on.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import {
  ABROAD,
  C2S_PORT,
  outside,
  S2S_PORT,
  start,
  until,
  type Running,
  type World,
  worldFile,
} from "./world.ts";

const DATA = worldFile("ejabberd");
const LIBRARIES = "/usr/lib/x86_64-linux-gnu";
const START_MILLISECONDS = 30_000;

/** The domain of scripts that nobody wrote for this world. */
const LOCALHOST = "localhost";

const CONFIGURATION = `
hosts: ["${ABROAD}", "${LOCALHOST}"]
loglevel: info
ca_file: "${worldFile(`${ABROAD}.crt`)}"
certfiles: ["${worldFile(`${ABROAD}.crt`)}", "${worldFile(`${ABROAD}.key`)}"]
listen:
  - { port: ${C2S_PORT}, ip: "::", module: ejabberd_c2s, starttls: true }
  - { port: ${S2S_PORT}, ip: "::", module: ejabberd_s2s_in }
s2s_use_starttls: required
auth_method: internal
modules:
  mod_admin_extra: {}
  mod_disco: {}
  mod_muc: {}
  mod_ping: {}
  mod_roster: {}
  mod_s2s_dialback: {}
`;

/** Somebody with an account. */
export interface Account {
  readonly name: string;
  readonly password: string;
  /** @default {@link ABROAD} */
  readonly domain?: string;
  /** Rooms that the user has in the roster, as contacts whose presence is shown. */
  readonly roomsInRoster?: readonly string[];
}

/** A running ejabberd. */
export class Ejabberd {
  readonly #world: World;
  #running: Running;

  private constructor(world: World, running: Running) {
    this.#world = world;
    this.#running = running;
  }

  /** Starts it on its host, with accounts, and waits until they can log in. */
  static async start(world: World, accounts: readonly Account[]): Promise<Ejabberd> {
    writeFileSync(outside(world, worldFile("ejabberd.yml")), CONFIGURATION);
    const ejabberd = new Ejabberd(world, launch(world, accounts));
    await ejabberd.#ready();
    return ejabberd;
  }

  get log(): string {
    return this.#running.output();
  }

  /** Ends it without giving it time to say anything to anybody. */
  async kill(): Promise<void> {
    const { process } = this.#running;
    if (process.exitCode !== null || process.signalCode !== null) return;
    const exit = once(process, "exit");
    process.kill("SIGKILL");
    await exit;
  }

  /** Starts it again after it was killed, with the same accounts. */
  async restart(): Promise<void> {
    this.#running = launch(this.#world, []);
    await this.#ready();
  }

  #ready(): Promise<void> {
    return until("ejabberd is ready", () => this.log.includes("accounts-are-there"), START_MILLISECONDS);
  }
}

// Without a name the Erlang node is none that others could reach, and needs no port mapper.
function launch(world: World, accounts: readonly Account[]): Running {
  const preparation = [
    "application:ensure_all_started(ejabberd)",
    ...accounts.flatMap(prepare),
    'io:format("accounts-are-there~n")',
  ];
  return start(
    world,
    world.mantua,
    [
      "erl",
      "-noinput",
      ...["-mnesia", "dir", `"${DATA}"`],
      ...["-s", "ejabberd", "-eval", `${preparation.join(", ")}.`],
    ],
    {
      ERL_LIBS: LIBRARIES,
      EJABBERD_CONFIG_PATH: worldFile("ejabberd.yml"),
      EJABBERD_LOG_PATH: worldFile("ejabberd.log"),
      EJABBERD_PID_PATH: worldFile("ejabberd.pid"),
      SPOOL_DIR: DATA,
    },
  );
}

function prepare({ name, password, domain = ABROAD, roomsInRoster = [] }: Account): string[] {
  const register = `ok = ejabberd_auth:try_register(${binaries(name, domain, password)})`;
  const addToRoster = roomsInRoster.map((jid) => {
    const [room = "", service = ""] = jid.split("@");
    return `ok = mod_admin_extra:add_rosteritem(${binaries(name, domain, room, service, "", "", "both")})`;
  });
  return [register, ...addToRoster];
}

function binaries(...texts: readonly string[]): string {
  return texts.map((text) => `<<"${text}">>`).join(", ");
}
