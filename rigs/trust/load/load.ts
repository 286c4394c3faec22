// Many clients ask at once while everything around them changes: each question must get exactly one answer.
import { COMMON_OPTIONS_HELP, type Command, runCommand } from "../command.ts";
import { runLoad, TOLERATED_BYTES } from "./run-load.ts";
import type { Figures } from "../results.ts";

const CLIENTS = 200;
const MOST_PROBLEMS_SHOWN = 10;

const USAGE = `Usage: load [--questions N] [--seed N] [--release NAME] [--plugins DIR] [--record] [--help]

${CLIENTS} clients send probes and batches while others come, go, change nicks, are banned and change policies, and while the
module is reloaded ten times. Each must get exactly one answer, or be told to wait; the server's memory must be what it
was before.

  --questions N   how many probes and batches (100000)
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Load",
  explanation:
    `Written by \`make load\`: ${CLIENTS} clients probe at once, faster than they may, while others come, go, change nicks, are ` +
    "banned and change policies, and the module is reloaded. Each probe and batch got exactly one answer: what it asked for, a " +
    "refusal since the asker had left, or the word to wait. Memory is that of the server's Lua with all garbage collected and " +
    `everybody back in place; up to ${TOLERATED_BYTES} bytes for each question are let pass, since the least that Lua could keep of one, an empty table, is 56.`,
};

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "questions", byDefault: 100_000 },
  canReplay: false,
  section: SECTION,
  async run({ seed, amount, pluginPath }, installation) {
    console.log(`${amount} probes and batches to Prosody ${installation.name}, from seed ${seed}`);
    const result = await runLoad({ installation, pluginPath, seed, questions: amount, clients: CLIENTS });
    const figures: Figures = [
      ["Prosody", installation.version],
      ["seed", seed],
      ["clients", CLIENTS],
      ["probes and batches", result.asked],
      ["answered", result.answered],
      ["refused", result.refused],
      ["told to wait", result.throttled],
      ["changes", result.changes],
      ["reloads", result.reloads],
      ["memory, kB more", Math.round(result.memoryGrowth / 1000)],
      ["findings", result.problems.length],
    ];
    return { figures: [figures], problems: result.problems.slice(0, MOST_PROBLEMS_SHOWN) };
  },
};

process.exitCode = await runCommand(COMMAND);
