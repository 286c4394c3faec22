// Asks every question there is in rooms of every kind, and holds every answer against the contract.
import { type CheckCommand, commandOf } from "../command.ts";
import { PopulatedServer } from "./populated-server.ts";
import type { Scenario } from "./rooms.ts";

/** A line for the service and for the room, and one for each person. */
function describe({ settings, room: { people, ...room } }: Scenario): string {
  return [settings, room, ...people].map((each) => JSON.stringify(each)).join("\n");
}

const CHECK: CheckCommand<Scenario> = {
  name: "privacy",
  does: `Makes rooms on a server and has everybody in them and around them probe everybody, singly and in a batch. What comes to
each client is held against the contract: the right answer, to who asked, to nobody else, with no real JID it hides.
Stops at the first room that fails, and shows it as small as it can be made.`,
  unit: "rooms",
  byDefault: 100,
  section: {
    title: "Privacy",
    explanation:
      "Written by `make privacy ROOMS=500`: in rooms of every kind on services of every kind everybody probes everybody, singly " +
      "and in batches, below the limit and above it, from full JIDs and bare ones, and looks at the room's disco#info and form. Every " +
      "stanza that comes to anybody is held against the contract.",
  },
  start: (place) => PopulatedServer.start(place),
  counted: ["rooms", "questions", "stanzas checked"],
  describe,
};

export const PRIVACY = commandOf(CHECK);
