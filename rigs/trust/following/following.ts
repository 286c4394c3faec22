// Lets everything happen that can change a presence, and holds what followers are sent against what is true.
import { COMMON_OPTIONS_HELP, type Command, REPLAY_HELP, runCommand } from "../command.ts";
import { Progress } from "../progress.ts";
import type { Figures } from "../results.ts";
import type { Failure } from "../check-cases.ts";
import type { Act } from "./acts.ts";
import { runFollowing } from "./run-following.ts";
import { sum } from "../../../tools/kit/numbers.ts";

const USAGE = `Usage: following [--runs N] [--seed N] [--replay PATH] [--release NAME] [--plugins DIR] [--record] [--help]

Lets the same happen in three rooms: one with the plugin, in which some follow others, one like it without the plugin, and
one that shows everybody. After each act every follower must have been sent what the room that shows everybody publishes,
none of it twice, and what is true as the last; everybody else what the room without the plugin sends. Every answer is
held against the contract.

  --runs N        how many runs, of up to 60 acts (50)
${REPLAY_HELP}
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Following",
  explanation:
    "Written by `make following RUNS=50`: runs of random acts of eight sessions (joining, leaving, new nicks and roles, bans, policies, " +
    "reloads, rooms swapped to disk), in which some follow others. What each follower was sent is what a room publishes that shows " +
    "everybody, with the truth as the last word; nobody else was sent anything that a room without the plugin does not send.",
};

function describeFailure({ smallest, findings, replay }: Failure<readonly Act[]>, seed: number): string {
  const told = findings.map(
    ({ to, problem, expected, received }) =>
      `${to} ${problem}\n  expected: ${expected ?? "nothing"}\n  received: ${received ?? "nothing"}`,
  );
  const happened = smallest.map((act) => `  ${JSON.stringify(act)}`);
  return `${happened.join("\n")}\n\n${told.join("\n")}\n\nTo see it again: make following SEED=${seed} REPLAY=${replay}`;
}

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "runs", byDefault: 50 },
  canReplay: true,
  section: SECTION,
  async run({ seed, amount, replay, pluginPath }, installation) {
    console.log(`${amount} runs on Prosody ${installation.name}, from seed ${seed}`);
    const progress = new Progress(amount, "runs");
    const options = { installation, pluginPath, seed, runs: amount, replay, progress };
    const { reports, failure } = await runFollowing(options);
    const figures: Figures = [
      ["Prosody", installation.version],
      ["seed", seed],
      ["runs", reports.length],
      ["acts", sum(reports.map(({ acts }) => acts))],
      ["stanzas", sum(reports.map(({ stanzas }) => stanzas))],
      ["findings", failure ? 1 : 0],
    ];
    return { figures: [figures], problems: failure === undefined ? [] : [describeFailure(failure, seed)] };
  },
};

process.exitCode = await runCommand(COMMAND);
