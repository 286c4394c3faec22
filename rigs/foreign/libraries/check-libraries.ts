// Libraries with layers of their own for rooms: what each reports for each answer.
import { describeChange } from "../describe.ts";
import type { Section } from "../row.ts";
import { compareToPage } from "../page.ts";
import { startRooms } from "../world/rooms.ts";
import { ROOMS, type World } from "../world/hosts.ts";
import { Driver, LIBRARIES, type Library, type Report } from "./driver.ts";
import { Hall } from "../world/hall.ts";

export const TITLE = "Libraries";
const EXPLANATION =
  "Each library enters a room where only moderators are shown, and probes. Its events are named in their order, each once; then who " +
  "is added to its list of those in the room, or removed from it.";

const BURST = 20;

/** Something to do, and what it is in the table. */
interface Step {
  readonly title: string;
  readonly does: (driver: Driver, hall: Hall) => Promise<Report>;
}

function probing(title: string, nick: string): Step {
  return { title, does: (driver, hall) => driver.does(`probe ${hall.room}/${nick}`) };
}

const STEPS: readonly Step[] = [
  probing("Row 2: somebody who is there, and shown", "Romeo"),
  probing("Row 2: somebody who is there, and hidden", "Juliet"),
  {
    title: "the same again after she has left",
    does: async (driver, hall) => {
      await hall.julietLeaves();
      return driver.does(`probe ${hall.room}/Juliet`);
    },
  },
  probing("Row 3: somebody registered who is absent", "Nurse"),
  probing("Row 4: a nick that nobody has", "Nobody"),
  { title: "Row 7: oneself", does: (driver, hall) => driver.does(`probe ${hall.room}/${hall.guest}`) },
  { title: "The room itself", does: (driver, hall) => driver.does(`probe ${hall.room}`) },
  {
    title: "Row 1: after leaving",
    does: async (driver, hall) => {
      await driver.does("leave");
      return driver.does(`probe ${hall.room}/Romeo`);
    },
  },
  {
    title: "Too fast: told to wait",
    does: async (driver, hall) => {
      await driver.join();
      await hall.exhaust(BURST);
      return driver.does(`probe ${hall.room}/Romeo`);
    },
  },
];

/** Checks all libraries; what they report is compared to the page for authors of clients. */
export async function checkLibraries(world: World): Promise<Section> {
  const rooms = await startRooms(world, { muc_probe_rate: 0.1, muc_probe_burst: BURST });
  try {
    const reports = await Promise.all(LIBRARIES.map((library) => listen(world, library)));
    const headings = ["answer", ...LIBRARIES.map(({ name }) => name)];
    const seen = STEPS.map(({ title }, i) => [title, ...reports.map((each) => each[i] ?? "")]);
    return { title: TITLE, explanation: EXPLANATION, headings, rows: compareToPage(TITLE, headings, seen) };
  } finally {
    rooms.control.close();
    await rooms.server.stop();
  }
}

async function listen(world: World, library: Library): Promise<string[]> {
  const guest = library.name.replace(/\W/g, "");
  const hall = await Hall.open(`${guest}@${ROOMS}`, guest);
  const driver = new Driver(world, library, hall.room, guest);
  await driver.join();
  const cells: string[] = [];
  for (const { does } of STEPS) {
    cells.push(describe(await does(driver, hall)));
  }
  driver.stop();
  await hall.close();
  return cells;
}

function describe({ events, before, after }: Report): string {
  const reported = events.map((event) => `\`${event}\``).join(", ") || "nothing";
  return [reported, ...describeChange(before, after)].join("; ");
}
