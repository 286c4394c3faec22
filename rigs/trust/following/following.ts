// Lets everything happen that can change a presence, and holds what followers are sent against what is true.
import { type CheckCommand, commandOf } from "../command.ts";
import type { Act } from "./acts.ts";
import { ThreeRooms } from "./three-rooms.ts";

const CHECK: CheckCommand<readonly Act[]> = {
  name: "following",
  does: `Lets the same happen in three rooms: one with the plugin, in which some follow others, one like it without the plugin, and
one that shows everybody. After each act every follower must have been sent what the room that shows everybody publishes,
none of it twice, and what is true as the last; everybody else what the room without the plugin sends. Every answer is
held against the contract. A run has up to 60 acts`,
  unit: "runs",
  byDefault: 50,
  section: {
    title: "Following",
    explanation:
      "Written by `make following RUNS=50`: runs of random acts of eight sessions (joining, leaving, new nicks and roles, bans, policies, " +
      "reloads, rooms swapped to disk), in which some follow others. What each follower was sent is what a room publishes that shows " +
      "everybody, with the truth as the last word; nobody else was sent anything that a room without the plugin does not send.",
  },
  start: (place) => ThreeRooms.start(place),
  counted: ["runs", "acts", "stanzas"],
  describe: (acts) => acts.map((act) => JSON.stringify(act)).join("\n"),
};

export const FOLLOWING = commandOf(CHECK);
