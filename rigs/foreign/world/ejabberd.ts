// ejabberd, the server that users in our rooms are at home on.
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
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
} from "./hosts.ts";

const DATA = worldFile("ejabberd");
const LIBRARIES = "/usr/lib/x86_64-linux-gnu";
const START_MILLISECONDS = 120_000;

/** The port at which the node takes one line of Erlang from each who connects, and answers with its value. */
const ERLANG_PORT = 5299;
const ANSWER_ERLANG = `
  {ok, Listener} = gen_tcp:listen(${ERLANG_PORT}, [{active, false}, {reuseaddr, true}, {packet, line}, {buffer, 65536}]),
  spawn(fun() ->
    (fun Answer() ->
      {ok, Socket} = gen_tcp:accept(Listener),
      {ok, Line} = gen_tcp:recv(Socket, 0),
      {ok, Tokens, _} = erl_scan:string(Line),
      {ok, Expressions} = erl_parse:parse_exprs(Tokens),
      {value, Value, _} = erl_eval:exprs(Expressions, []),
      gen_tcp:send(Socket, io_lib:format("~p", [Value])),
      gen_tcp:close(Socket),
      Answer()
    end)()
  end),
  io:format("takes-lines~n"),
  timer:sleep(infinity)`;

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

/** A running ejabberd: one for all checks, since it takes seconds to start. It ends with this process. */
export class Ejabberd {
  static #only: Ejabberd | undefined;
  readonly #world: World;
  #running: Running;

  private constructor(world: World, running: Running) {
    this.#world = world;
    this.#running = running;
  }

  /** Starts it on its host, unless it runs there already, and adds accounts. */
  static async start(world: World, accounts: readonly Account[]): Promise<Ejabberd> {
    if (Ejabberd.#only === undefined) {
      writeFileSync(outside(world, worldFile("ejabberd.yml")), CONFIGURATION);
      Ejabberd.#only = new Ejabberd(world, launch(world));
      await Ejabberd.#only.#ready();
    }
    const answer = await Ejabberd.#only.#evaluate(`${accounts.flatMap(prepare).join(", ")}.`);
    if (answer !== "ok") throw new Error(`ejabberd cannot add the accounts: ${answer}`);
    return Ejabberd.#only;
  }

  get log(): string {
    return this.#running.output();
  }

  /**
   * Says whether a user's session holds that it is in a room: it has sent presence there, and will say so when it ends.
   * Without a session there is nothing that holds it.
   */
  async holdsToBeIn(user: string, resource: string, room: string, nick: string): Promise<boolean> {
    const [name = "", service = ""] = room.split("@");
    const answer = await this.#evaluate(
      `case ejabberd_sm:get_session_pid(${binaries(user, ABROAD, resource)}) of none -> false; Session -> ` +
        `gb_sets:is_member({${binaries(name, service, nick)}}, maps:get(pres_a, sys:get_state(Session))) end.`,
    );
    if (answer !== "true" && answer !== "false")
      throw new Error(`ejabberd cannot say where ${user} is: ${answer}`);
    return answer === "true";
  }

  #evaluate(erlang: string): Promise<string> {
    const socket = connect(ERLANG_PORT, this.#world.mantua.address);
    socket.write(`${erlang}\n`);
    return text(socket);
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
    this.#running = launch(this.#world);
    await this.#ready();
  }

  #ready(): Promise<void> {
    return until("ejabberd is ready", () => this.log.includes("takes-lines"), START_MILLISECONDS);
  }
}

// Without a name the Erlang node is none that others could reach, and needs no port mapper.
function launch(world: World): Running {
  const preparation = ["application:ensure_all_started(ejabberd)", ANSWER_ERLANG];
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
