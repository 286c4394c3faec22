import { Control, type Installation, startProsody } from "prosody-launcher";
import { enter, logIn } from "../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { median, percentile } from "../../tools/kit/numbers.ts";
import type { Section } from "./page.ts";

const MUC = "conference.localhost";
const ROOM = `bench@${MUC}`;
const CLIENTS = 8;
const IN_FLIGHT = 20;
const SECONDS = 3;
const ROUNDS = 3;
const ANSWER_MILLISECONDS = 60_000;

/** Measurements by clients of one handler. */
interface Throughput {
  readonly answersPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Keeps probes in flight for a while; returns how long each was under way, in milliseconds. */
async function keepAsking(client: XmppClient, until: number): Promise<number[]> {
  const sent: number[] = [];
  const took: number[] = [];
  const ask = async (): Promise<void> => {
    sent.push(performance.now());
    await client.send(`<presence type="probe" to="${ROOM}/client0"/>`);
  };
  for (let i = 0; i < IN_FLIGHT; i += 1) await ask();
  while (sent.length > 0) {
    const answer = await client.next(ANSWER_MILLISECONDS);
    if (answer?.attrs.from !== `${ROOM}/client0`) throw new Error("A probe was not answered");
    took.push(performance.now() - (sent.shift() ?? 0));
    if (performance.now() < until) await ask();
  }
  return took;
}

async function measureOnce(clients: readonly XmppClient[]): Promise<Throughput> {
  const started = performance.now();
  const all = await Promise.all(clients.map((client) => keepAsking(client, started + SECONDS * 1000)));
  const seconds = (performance.now() - started) / 1000;
  const took = all.flat();
  return { answersPerSecond: took.length / seconds, p50: median(took), p99: percentile(took, 0.99) };
}

/** Lets the clients in, one after the other, and puts aside what they are told of each other. */
async function gather(port: number): Promise<XmppClient[]> {
  const clients: XmppClient[] = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const client = await logIn(`client${i}@localhost`, port);
    await enter(client, ROOM, `client${i}`);
    clients.push(client);
  }
  for (const client of clients) await client.received();
  return clients;
}

function medians(rounds: readonly Throughput[]): Throughput {
  const of = (key: keyof Throughput): number => median(rounds.map((round) => round[key]));
  return { answersPerSecond: of("answersPerSecond"), p50: of("p50"), p99: of("p99") };
}

/** With the plugin and with Prosody's own handler in turn. */
async function measureBoth(installation: Installation): Promise<Record<"plugin" | "prosody", Throughput>> {
  const server = await startProsody({
    installation,
    pluginPaths: [PLUGIN_PATH],
    mucModules: ["muc_probe"],
    mucOptions: { muc_probe_rate: 0, muc_room_locking: false },
    control: true,
  });
  const control = await Control.connect(server);
  const rounds: Record<"plugin" | "prosody", Throughput[]> = { plugin: [], prosody: [] };
  try {
    const clients = await gather(server.c2sPort);
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.plugin.push(await measureOnce(clients));
      await control.unload(MUC, "muc_probe");
      rounds.prosody.push(await measureOnce(clients));
      await control.load(MUC, "muc_probe");
    }
    await Promise.all(clients.map((client) => client.disconnect()));
  } finally {
    control.close();
    await server.stop();
  }
  return { plugin: medians(rounds.plugin), prosody: medians(rounds.prosody) };
}

/** Measures on a release over real connections on loopback. */
export async function measureConnections(installation: Installation): Promise<Section> {
  const { plugin, prosody } = await measureBoth(installation);
  const figures = ["answersPerSecond", "p50", "p99"] as const;
  return {
    title: `Connections, Prosody ${installation.version}`,
    content: [
      "Over connections on loopback: the plugin's figures divided by those of Prosody's own handler.",
      {
        headings: ["answers per second", "p50", "p99"],
        rows: [figures.map((key) => (plugin[key] / prosody[key]).toFixed(2))],
      },
    ],
  };
}
