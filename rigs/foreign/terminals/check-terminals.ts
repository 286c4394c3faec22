// Clients in terminals: what is on the screen for each answer.
import { compareToPage } from "../page.ts";
import type { CheckOptions, Section } from "../row.ts";
import { describeChange } from "../describe.ts";
import { Hall } from "../world/hall.ts";
import { startRooms } from "../world/rooms.ts";
import { PLAIN_ROOMS, ROOMS, type World } from "../world/hosts.ts";
import { type Client, type Seat, TIME, type View } from "./client.ts";
import { changePolicy, FORM_TITLES, sendUnchanged } from "./form.ts";
import { Poezio, poezio } from "./poezio.ts";
import { Profanity, profanity } from "./profanity.ts";
import { BURST, STEPS } from "./steps.ts";
import { Terminal } from "./terminal.ts";

const TITLE = "Clients in terminals";
const EXPLANATION =
  "Each client runs in a terminal that keys are sent to. It enters a room where only moderators are shown, and stanzas are written by hand in it: " +
  "the lines that come on its screen, without their time, then who is added to its list of those in the room, or removed from it.";

const CLIENTS = [
  { name: "profanity", program: profanity, sit: (seat: Seat) => new Profanity(seat) },
  { name: "poezio", program: poezio, sit: (seat: Seat) => new Poezio(seat) },
] as const;
type Kind = (typeof CLIENTS)[number];

/** Checks all clients; what they show is compared to the page for authors of clients. */
export async function checkTerminals(world: World, { pluginPath }: CheckOptions): Promise<Section> {
  const rooms = await startRooms(world, {
    pluginPath,
    options: { muc_probe_rate: 0.01, muc_probe_burst: BURST },
  });
  try {
    const columns = await Promise.all(CLIENTS.map((kind) => watch(world, kind)));
    const headings = ["what is done", ...CLIENTS.map(({ name }) => name)];
    const titles = [...STEPS.map(({ title }) => title), ...FORM_TITLES];
    const seen = titles.map((title, i) => [title, ...columns.map((cells) => cells[i] ?? "")]);
    return { title: TITLE, explanation: EXPLANATION, headings, rows: compareToPage(TITLE, headings, seen) };
  } finally {
    rooms.control.close();
    await rooms.server.stop();
  }
}

async function watch(world: World, kind: Kind): Promise<string[]> {
  const [played, unchanged] = await Promise.all([playAll(world, kind), playElsewhere(world, kind)]);
  return [...played, unchanged];
}

/** A client, and the terminal that it runs in. */
interface Player {
  readonly client: Client;
  readonly terminal: Terminal;
}

async function seat(world: World, kind: Kind, room: string, nick: string): Promise<Player> {
  const terminal = await Terminal.start(world, kind.program(world, nick));
  const client = kind.sit({ terminal, room, nick });
  await client.logIn();
  return { client, terminal };
}

async function playAll(world: World, kind: Kind): Promise<string[]> {
  const hall = await Hall.open(`${kind.name}@${ROOMS}`, kind.name);
  const player = await seat(world, kind, hall.room, kind.name);
  const cells: string[] = [];
  let before: View | undefined;
  for (const [i, { does }] of STEPS.entries()) {
    await does(player.client, hall);
    const after = await look(player, hall, i);
    // What it has said elsewhere while it started is no news.
    cells.push(describe(before ?? { ...after, room: [], occupants: [] }, after, hall.room));
    before = after;
  }
  cells.push(...(await changePolicy(player.client, player.terminal, hall)));
  await hall.close();
  return cells;
}

/** Saves the form of a room that the plugin has nothing to do with. */
async function playElsewhere(world: World, kind: Kind): Promise<string> {
  const nick = `${kind.name}2`;
  const { client, terminal } = await seat(world, kind, `${nick}@${PLAIN_ROOMS}`, nick);
  await client.join();
  return sendUnchanged(client, terminal);
}

/** Looks at the screen when all has come to it that was sent before. */
async function look({ client, terminal }: Player, hall: Hall, step: number): Promise<View> {
  const [question, answer] = [`Question ${step}?`, `Answer ${step}.`];
  await client.say(question);
  await hall.answer(question, answer);
  await terminal.shows(answer);
  const view = await client.look();
  return { ...view, room: view.room.filter((line) => !/ (Question \d+\?|Answer \d+\.)$/.test(line)) };
}

function describe(before: View, after: View, room: string): string {
  const newLines = (lines: readonly string[], old: readonly string[]): string =>
    lines
      .filter((line) => !old.includes(line))
      .map((line) => `\`${normalize(line, room)}\``)
      .join(", ");
  const inRoom = newLines(after.room, before.room);
  const elsewhere = newLines(after.elsewhere, before.elsewhere);
  return (
    [inRoom, elsewhere && `elsewhere: ${elsewhere}`, ...describeChange(before.occupants, after.occupants)]
      .filter((part) => part !== "")
      .join("; ") || "nothing"
  );
}

/** A line without what differs from run to run. */
function normalize(line: string, room: string): string {
  return line
    .replace(TIME, "")
    .replaceAll(room, "ROOM")
    .replace(/\d+ s$/, "N s")
    .replace(/<iq .*>/, "<iq …>");
}
