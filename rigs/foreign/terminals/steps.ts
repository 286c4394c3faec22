// What is done in a room with each client, and told by what has changed on its screen.
import { batch } from "../../../tools/kit/room-clients.ts";
import type { Hall } from "../world/hall.ts";
import type { Client } from "./client.ts";

/** The probes that a user may send at once, in these checks; see `muc_probe_burst`. */
export const BURST = 15;

/** Something to do; the client is in the room afterwards. */
export interface Step {
  readonly title: string;
  readonly does: (client: Client, hall: Hall) => Promise<void>;
}

function probing(title: string, nick: string): Step {
  return { title, does: (client, hall) => client.send(probe(`${hall.room}/${nick}`)) };
}

function probe(to: string): string {
  return `<presence type="probe" to="${to}"/>`;
}

export const STEPS: readonly Step[] = [
  { title: "Joins", does: (client) => client.join() },
  { title: "Somebody writes who is hidden", does: (_, hall) => hall.julietSays("Romeo?") },
  probing("Row 2: somebody who is there, and shown", "Romeo"),
  probing("Row 2: somebody who is there, and hidden", "Juliet"),
  {
    title: "the same again after she has left",
    does: async (client, hall) => {
      await hall.julietLeaves();
      await client.send(probe(`${hall.room}/Juliet`));
    },
  },
  probing("Row 3: somebody registered who is absent", "Nurse"),
  probing("Row 4: a nick that nobody has", "Nobody"),
  {
    title: "Row 7: oneself",
    does: (client, hall) => client.send(probe(`${hall.room}/${hall.guest}`)),
  },
  { title: "The room itself", does: (client, hall) => client.send(probe(hall.room)) },
  {
    title: "A batch: somebody who is there, is registered, is unknown",
    does: (client, hall) => client.send(batch(hall.room, ["Romeo", "Nurse", "Nobody"], "batch").toString()),
  },
  {
    title: "Row 1: leaves, probes, and comes back",
    does: async (client, hall) => {
      await client.leave();
      await client.send(probe(`${hall.room}/Romeo`));
      await client.join();
    },
  },
  {
    title: "Too fast: told to wait",
    does: async (client, hall) => {
      await hall.exhaust(BURST);
      await client.send(probe(`${hall.room}/Romeo`));
    },
  },
];
