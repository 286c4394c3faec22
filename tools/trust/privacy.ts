// Asks every question there is in rooms of every kind, and holds every answer against the contract.
import { COMMON_OPTIONS_HELP, type Command, runCommand } from "./cli.ts";
import { describeRoom } from "./describe-room.ts";
import type { Finding } from "./judge.ts";
import { type Failure, runPrivacy } from "./privacy-run.ts";
import type { Figures } from "./results.ts";

const USAGE = `Usage: privacy [--rooms N] [--seed N] [--release NAME] [--plugins DIR] [--record] [--help]

Makes rooms on a server and has everybody in them and around them probe everybody, singly and in a batch. What comes to
each client is held against the contract: the right answer, to who asked, to nobody else, with no real JID it hides.
Stops at the first room that fails, and shows it as small as it can be made.

  --rooms N       how many (100)
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Privacy",
  explanation:
    "Written by `make privacy ROOMS=500`: in rooms of every kind everybody probes everybody, singly and in a batch, and every " +
    "stanza that comes to anybody is held against the contract.",
};

function describeFinding({ to, problem, expected, received }: Finding): string {
  return [
    `${to} ${problem}`,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(received === undefined ? [] : [`  received: ${received}`]),
  ].join("\n");
}

function describeFailure({ seed, room, findings }: Failure): string {
  return [
    `Room ${seed} fails. The smallest that does:`,
    describeRoom(room),
    "",
    ...findings.map(describeFinding),
    "",
    `To see it again: make privacy SEED=${seed} ROOMS=1`,
  ].join("\n");
}

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "rooms", byDefault: 100 },
  section: SECTION,
  async run({ seed, amount, pluginPath }, installation) {
    console.log(`${amount} rooms on Prosody ${installation.name}, from seed ${seed}`);
    const result = await runPrivacy({ installation, pluginPath, seed, rooms: amount });
    const figures: Figures = [
      ["Prosody", installation.version],
      ["seed", seed],
      ["rooms", result.rooms],
      ["probes and batches", result.questions],
      ["stanzas checked", result.stanzas],
      ["findings", result.failure?.findings.length ?? 0],
    ];
    return { figures, problems: result.failure === undefined ? [] : [describeFailure(result.failure)] };
  },
};

process.exitCode = await runCommand(COMMAND);
