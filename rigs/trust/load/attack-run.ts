// A flood from another server, with the plugin and without it in turn: what those in the room notice.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { percentile } from "../../../tools/kit/numbers.ts";
import { toLua, USER_HOST } from "prosody-launcher";
import { enter, logIn } from "../../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";
import { MUC_HOST, REMOTE_HOST } from "../contract/model.ts";
import type { Progress } from "../progress.ts";
import { PING_MILLISECONDS, received, Service, type ServiceOptions } from "../server/service.ts";
import { type Attack, ATTACKS, flood, probeFromBareJid } from "./flood.ts";

const ROOM = `verona@${MUC_HOST}`;
const BYSTANDERS = 4;
/** So that no bystander asks faster than it may. The pause is another each time: an even one falls into step with the flood. */
const PAUSE_MILLISECONDS = { shortest: 30, longest: 80 };
const ROUNDS = 8;
/** How long it takes until an allowance is full again: a burst of 200, at 20 a second. */
const ALLOWANCE_MILLISECONDS = 10_000;
const HANDLERS = ["plugin", "prosody"] as const;
const COLLECTIONS = 4;
/** What the server's Lua uses without an attack goes up and down by as much. */
const TOLERATED_GROWTH = 500_000;
/** The most that those in the room may notice, as a share of what they notice with Prosody alone. */
export const TARGETS = { p50: 1.2, p99: 1.5 };

export interface AttackOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  /** How long each turn of an attack takes. */
  readonly seconds: number;
  readonly occupants: number;
  /** Names of {@link ATTACKS}. */
  readonly attacks: readonly string[];
  readonly progress?: Progress;
}

type Handler = (typeof HANDLERS)[number];

/** How long the bystanders' questions were under way, in milliseconds. */
interface Waits {
  readonly ping: readonly number[];
  readonly probe: readonly number[];
}

/** Medians and 99th percentiles with the plugin, divided by those with Prosody alone. */
export interface AttackResult {
  readonly attack: string;
  readonly stanzas: number;
  readonly ping: Readonly<Record<"p50" | "p99", number>>;
  /** Undefined where Prosody alone does not answer probes. */
  readonly probe?: Readonly<Record<"p50" | "p99", number>>;
  /** The server's CPU time, likewise. */
  readonly cpu: number;
  /** What the server's Lua uses after an attack, less what it used before it, in bytes. */
  readonly memoryGrowth: number;
  readonly problems: readonly string[];
}

/** Plays attacks, one after the other. */
export async function runAttacks(options: AttackOptions): Promise<AttackResult[]> {
  const world = await AttackWorld.start(options);
  try {
    const results: AttackResult[] = [];
    for (const attack of options.attacks) {
      results.push(await new AttackRun(world, attack, options.seconds).run());
      options.progress?.report(results.length);
    }
    return results;
  } finally {
    await world.stop();
  }
}

class AttackRun {
  readonly #world: AttackWorld;
  readonly #name: string;
  readonly #attack: Attack;
  readonly #seconds: number;
  readonly #turns: Record<Handler, Turn[]> = { plugin: [], prosody: [] };

  constructor(world: AttackWorld, name: string, seconds: number) {
    const attack = ATTACKS[name];
    if (attack === undefined) throw new Error(`There is no attack ${name}`);
    this.#world = world;
    this.#name = name;
    this.#attack = attack;
    this.#seconds = seconds;
  }

  async run(): Promise<AttackResult> {
    for (let round = 0; round < ROUNDS; round += 1) {
      // Each goes first in every other round, so that what changes with time counts for both.
      for (const handler of round % 2 === 0 ? HANDLERS : HANDLERS.toReversed()) {
        await this.#world.use(handler);
        this.#turns[handler].push(await this.#world.turn(this.#attack, this.#seconds));
      }
    }
    await this.#world.use("plugin");
    const memoryGrowth = await this.#world.memoryGrowth(this.#attack, this.#seconds);
    const figures = {
      attack: this.#name,
      stanzas: [...this.#turns.plugin, ...this.#turns.prosody].reduce((sum, turn) => sum + turn.stanzas, 0),
      ping: this.#ratios("ping"),
      ...(this.#world.answersProbes && { probe: this.#ratios("probe") }),
      cpu: this.#sum("plugin", ({ cpu }) => cpu) / this.#sum("prosody", ({ cpu }) => cpu),
      memoryGrowth,
    };
    return { ...figures, problems: problemsIn(figures) };
  }

  #sum(handler: Handler, of: (turn: Turn) => number): number {
    return this.#turns[handler].reduce((sum, turn) => sum + of(turn), 0);
  }

  #ratios(kind: keyof Waits): Record<"p50" | "p99", number> {
    const [plugin = [], prosody = []] = HANDLERS.map((handler) =>
      this.#turns[handler].flatMap(({ waits }) => waits[kind]),
    );
    const ratio = (share: number): number => percentile(plugin, share) / percentile(prosody, share);
    return { p50: ratio(0.5), p99: ratio(0.99) };
  }
}

function problemsIn({ attack, ping, probe, memoryGrowth }: Omit<AttackResult, "problems">): string[] {
  const waits = (["p50", "p99"] as const).flatMap((which) =>
    Object.entries({ ping, probe })
      .filter(([, ratios]) => ratios !== undefined && !(ratios[which] <= TARGETS[which]))
      .map(
        ([kind, ratios]) =>
          `${attack}: a ${kind} takes ${ratios?.[which].toFixed(2) ?? ""} of Prosody alone (${which}), not ${TARGETS[which]}`,
      ),
  );
  if (memoryGrowth <= TOLERATED_GROWTH) return waits;
  return [...waits, `${attack}: the server's Lua uses ${memoryGrowth} bytes more than before`];
}

/** What was measured of one turn. */
interface Turn {
  readonly waits: Waits;
  readonly stanzas: number;
  /** Seconds. */
  readonly cpu: number;
}

class AttackWorld {
  readonly #service: Service;
  readonly #component: XmppClient;
  readonly #bystanders: readonly XmppClient[];
  #sent = 0;

  private constructor(service: Service, component: XmppClient, bystanders: readonly XmppClient[]) {
    this.#service = service;
    this.#component = component;
    this.#bystanders = bystanders;
  }

  /** Starts a server with a room full of people. */
  static async start(options: AttackOptions): Promise<AttackWorld> {
    const service = await Service.start({
      ...options,
      modules: ["trust_rooms"],
      options: { muc_room_locking: false },
    });
    try {
      const { c2sPort } = service.server;
      const bystanders: XmppClient[] = [];
      for (let i = 0; i < BYSTANDERS; i += 1) {
        const client = await logIn(`bystander${i}@${USER_HOST}/home`, c2sPort);
        await enter(client, ROOM, `bystander${i}`);
        bystanders.push(client);
      }
      const { crowd, host } = { crowd: options.occupants, host: `guests.${REMOTE_HOST}` };
      await service.control.evaluate(
        `prosody.hosts[${toLua(MUC_HOST)}].modules.trust_rooms.crowd(${toLua(ROOM)}, ${crowd}, ${toLua(host)})`,
      );
      return new AttackWorld(service, await service.connectComponent(), bystanders);
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** Whether Prosody by itself answers probes. */
  get answersProbes(): boolean {
    return this.#service.has("probes");
  }

  /** Who handles probes from now on. */
  async use(handler: Handler): Promise<void> {
    const { control } = this.#service;
    await control.unload(MUC_HOST, "muc_probe").catch(() => undefined);
    if (handler === "plugin") await control.load(MUC_HOST, "muc_probe");
    for (const client of this.#bystanders) await received(client);
  }

  /** Has the bystanders ask while an attack is under way. */
  async turn(attack: Attack, seconds: number): Promise<Turn> {
    const abort = new AbortController();
    const cpuBefore = this.#cpu();
    const flooding = flood(this.#component, { attack, room: ROOM, firstNumber: this.#sent }, abort.signal);
    const until = performance.now() + seconds * 1000;
    const waits = await Promise.all(this.#bystanders.map((client) => watch(client, until)));
    abort.abort();
    const stanzas = await flooding;
    this.#sent += stanzas;
    await received(this.#component);
    return {
      waits: { ping: waits.flatMap(({ ping }) => ping), probe: waits.flatMap(({ probe }) => probe) },
      stanzas,
      cpu: this.#cpu() - cpuBefore,
    };
  }

  /** How much more the server's Lua uses after an attack, when allowances are full again. */
  async memoryGrowth(attack: Attack, seconds: number): Promise<number> {
    const before = await this.#memory();
    await this.turn(attack, seconds);
    // Of the plugin's two tables of allowances one is dropped each time.
    for (let tables = 0; tables < 2; tables += 1) {
      await delay(ALLOWANCE_MILLISECONDS);
      await this.#component.send(probeFromBareJid(ROOM, this.#sent));
      await received(this.#component);
    }
    return (await this.#memory()) - before;
  }

  async stop(): Promise<void> {
    await this.#component.disconnect();
    for (const client of this.#bystanders) await client.disconnect();
    await this.#service.stop();
  }

  async #memory(): Promise<number> {
    return Number(await this.#service.control.evaluate(MEMORY));
  }

  /** The CPU time of the server up to now, in seconds: the kernel counts hundredths. */
  #cpu(): number {
    const stat = readFileSync(`/proc/${this.#service.server.pid ?? ""}/stat`, "utf8");
    const [user, system] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12);
    return (Number(user) + Number(system)) / 100;
  }
}

const MEMORY = `${"collectgarbage(); ".repeat(COLLECTIONS)}return collectgarbage("count") * 1024`;

/** Asks now and then, and takes the time. */
async function watch(client: XmppClient, until: number): Promise<Waits> {
  const ping: number[] = [];
  const probe: number[] = [];
  const { shortest, longest } = PAUSE_MILLISECONDS;
  while (performance.now() < until) {
    ping.push(await timed(() => client.ping(PING_MILLISECONDS)));
    probe.push(
      await timed(async () => {
        await client.send(`<presence type='probe' id='watch' to='${ROOM}/bystander0'/>`);
        if (!(await client.next(PING_MILLISECONDS))) throw new Error("A bystander's probe was not answered");
      }),
    );
    await delay(shortest + Math.random() * (longest - shortest));
  }
  return { ping, probe };
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
