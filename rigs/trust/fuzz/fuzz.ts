// Sends a server probes, batches and queries that are malformed in every way a stream allows.
import { COMMON_OPTIONS_HELP, type Command, runCommand } from "../command.ts";
import { type FuzzFailure, runFuzz } from "./run-fuzz.ts";
import type { Figures } from "../results.ts";

const USAGE = `Usage: fuzz [--stanzas N] [--seed N] [--release NAME] [--plugins DIR] [--record] [--help]

Sends a server malformed probes, batches and queries, from an occupant, an outsider and an external component. No error
with the plugin in its stack may be logged, every stream that was not broken must still be answered on, nobody but the
sender may be sent anything, and each query must be answered as the contract says. Stops at the first stanza with which
that fails.

  --stanzas N     how many (10000)
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Bad input",
  explanation:
    "Written by `make fuzz N=10000`: malformed probes, batches and queries, after which no error with the plugin in its stack is in " +
    "the server's log, the connection answers and nobody else was sent anything; every query was answered as the contract says. Streams are closed by Prosody itself, for what " +
    "is no XML or too large. Errors of its own are those it raises with the plugin nowhere in the stack: over addresses whose " +
    "resource stringprep leaves empty (rostermanager.lua), and over iqs of no known type without an id (mod_iq.lua).",
};
const LONGEST_EXCERPT = 2_000;

function describeFailure({ problem, stanzas }: FuzzFailure): string {
  const [first = 0, last = first] = [stanzas[0]?.seed, stanzas.at(-1)?.seed];
  const told = stanzas.map(
    ({ seed, sender, xml }) => `Stanza ${seed}, from the ${sender}: ${xml.slice(0, LONGEST_EXCERPT)}`,
  );
  return `${told.join("\n")}\n\n${problem}\n\nTo see it again: make fuzz SEED=${first} N=${last - first + 1}`;
}

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "stanzas", byDefault: 10_000 },
  canReplay: false,
  section: SECTION,
  async run({ seed, amount, pluginPath }, installation) {
    console.log(`${amount} stanzas to Prosody ${installation.name}, from seed ${seed}`);
    const { sent, answers, closed, othersErrors, failure } = await runFuzz({
      installation,
      pluginPath,
      seed,
      stanzas: amount,
    });
    const figures: Figures = [
      ["Prosody", installation.version],
      ["seed", seed],
      ["stanzas sent", sent],
      ["answers", answers],
      ["streams closed", closed],
      ["errors of Prosody's own", othersErrors],
      ["findings", failure ? 1 : 0],
    ];
    return { figures: [figures], problems: failure === undefined ? [] : [describeFailure(failure)] };
  },
};

process.exitCode = await runCommand(COMMAND);
