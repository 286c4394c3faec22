// Asks every question there is in rooms of every kind, and holds every answer against the contract.
import { COMMON_OPTIONS_HELP, type Command, REPLAY_HELP, runCommand } from "../command.ts";
import { Progress } from "../progress.ts";
import type { Figures } from "../results.ts";
import { describeScenario } from "./describe-room.ts";
import type { Finding } from "./judge.ts";
import type { Failure } from "../check-cases.ts";
import type { Scenario } from "./rooms.ts";
import { runPrivacy } from "./run-privacy.ts";
import { sum } from "../../../tools/kit/numbers.ts";

const USAGE = `Usage: privacy [--rooms N] [--seed N] [--replay PATH] [--release NAME] [--plugins DIR] [--record] [--help]

Makes rooms on a server and has everybody in them and around them probe everybody, singly and in a batch. What comes to
each client is held against the contract: the right answer, to who asked, to nobody else, with no real JID it hides.
Stops at the first room that fails, and shows it as small as it can be made.

  --rooms N       how many (100)
${REPLAY_HELP}
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Privacy",
  explanation:
    "Written by `make privacy ROOMS=500`: in rooms of every kind on services of every kind everybody probes everybody, singly " +
    "and in batches, below the limit and above it, from full JIDs and bare ones, and looks at the room's disco#info and form. Every " +
    "stanza that comes to anybody is held against the contract.",
};

function describeFinding({ to, problem, expected, received }: Finding): string {
  return [
    `${to} ${problem}`,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(received === undefined ? [] : [`  received: ${received}`]),
  ].join("\n");
}

function describeFailure(seed: number, { smallest, findings, replay }: Failure<Scenario>): string {
  return [
    "A room fails. The smallest that does:",
    describeScenario(smallest),
    "",
    ...findings.map(describeFinding),
    "",
    `To see it again: make privacy SEED=${seed} REPLAY=${replay}`,
  ].join("\n");
}

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "rooms", byDefault: 100 },
  canReplay: true,
  section: SECTION,
  async run({ seed, amount, replay, pluginPath }, installation) {
    console.log(`${amount} rooms on Prosody ${installation.name}, from seed ${seed}`);
    const progress = new Progress(amount, "rooms");
    const options = { installation, pluginPath, seed, rooms: amount, replay, progress };
    const { reports, failure } = await runPrivacy(options);
    const figures: Figures = [
      ["Prosody", installation.version],
      ["seed", seed],
      ["rooms", reports.length],
      ["questions", sum(reports.map(({ questions }) => questions))],
      ["stanzas checked", sum(reports.map(({ stanzas }) => stanzas))],
      ["findings", failure?.findings.length ?? 0],
    ];
    return {
      figures: [figures],
      problems: failure === undefined ? [] : [describeFailure(seed, failure)],
    };
  },
};

process.exitCode = await runCommand(COMMAND);
