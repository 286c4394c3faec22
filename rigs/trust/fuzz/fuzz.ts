// Sends a server probes, batches and queries that are malformed in every way a stream allows.
import { type CheckCommand, commandOf } from "../command.ts";
import { FuzzedRoom } from "./fuzzed-room.ts";
import { type FuzzStanza, MOST_AT_ONCE } from "./stanzas.ts";

const LONGEST_EXCERPT = 2_000;

const CHECK: CheckCommand<readonly FuzzStanza[]> = {
  name: "fuzz",
  does: `Sends a server malformed probes, batches and queries, from an occupant, an outsider and an external component. No error
with the plugin in its stack may be logged, every stream that was not broken must still be answered on, nobody but the
sender may be sent anything, and each query must be answered as the contract says. Stops at the first stanzas with which
that fails.`,
  unit: "stanzas",
  byDefault: 10_000,
  ofCase: MOST_AT_ONCE / 2,
  section: {
    title: "Bad input",
    explanation:
      "Written by `make fuzz N=10000`: malformed probes, batches and queries, after which no error with the plugin in its stack is in " +
      "the server's log, the connection answers and nobody else was sent anything; every query was answered as the contract says. Streams are closed by Prosody itself, for what " +
      "is no XML or too large. Errors of its own are those it raises with the plugin nowhere in the stack: over addresses whose " +
      "resource stringprep leaves empty (rostermanager.lua), and over iqs of no known type without an id (mod_iq.lua).",
  },
  start: (place) => FuzzedRoom.start(place),
  counted: ["stanzas sent", "answers", "streams closed", "errors of Prosody's own"],
  describe: (stanzas) =>
    stanzas.map(({ sender, xml }) => `${sender}: ${xml.slice(0, LONGEST_EXCERPT)}`).join("\n"),
};

export const FUZZ = commandOf(CHECK);
