// Floods a large room from another server, and compares what those in it notice with Prosody alone.
import { COMMON_OPTIONS_HELP, type Command, runCommand } from "../command.ts";
import { Progress } from "../progress.ts";
import type { Figures } from "../results.ts";
import { type AttackResult, runAttacks, TARGETS } from "./attack-run.ts";
import { ATTACKS, BYTES_PER_SECOND } from "./flood.ts";

const OCCUPANTS = 10_000;

const USAGE = `Usage: attack [--seconds N] [--seed N] [--release NAME] [--plugins DIR] [--record] [--help]

An external component floods a room of ${OCCUPANTS} with probes and batches from JIDs it invents, at ${BYTES_PER_SECOND} bytes a second, while
others in the room ping and probe. The plugin and Prosody alone have their turns in one run. Those in the room may wait ${TARGETS.p50}
times as long as with Prosody alone (median), and ${TARGETS.p99} times (99th percentile); memory must be as before.

  --seconds N     how long each turn takes (2)
${COMMON_OPTIONS_HELP}`;

const SECTION = {
  title: "Attack",
  explanation:
    `Written by \`make load\`: a component floods a room of ${OCCUPANTS} at ${BYTES_PER_SECOND} bytes a second, which is what Prosody lets ` +
    "another server send, from JIDs that it invents, while four others in the room ping and probe. The columns of pings and " +
    "probes are how long these are under way with the plugin, divided by the same with Prosody alone, both in turn in one run; " +
    `at most ${TARGETS.p50} (median, p50) and ${TARGETS.p99} (p99) are wanted. CPU is that of the whole server, likewise. Memory is that of ` +
    "the server's Lua after an attack, when the attackers' allowances are full again, less that before it. " +
    "Prosody 0.11 by itself answers no probes.",
};

function figuresOf(version: string, result: AttackResult): Figures {
  const { ping, probe } = result;
  return [
    ["Prosody", version],
    ["attack", result.attack],
    ["stanzas", result.stanzas],
    ["ping p50", ping.p50.toFixed(2)],
    ["ping p99", ping.p99.toFixed(2)],
    ["probe p50", probe?.p50.toFixed(2) ?? "–"],
    ["probe p99", probe?.p99.toFixed(2) ?? "–"],
    ["CPU", result.cpu.toFixed(2)],
    ["memory, kB more", Math.round(result.memoryGrowth / 1000)],
    ["findings", result.problems.length],
  ];
}

const COMMAND: Command = {
  usage: USAGE,
  amount: { option: "seconds", byDefault: 2 },
  canReplay: false,
  section: SECTION,
  async run({ amount, pluginPath }, installation) {
    const attacks = Object.keys(ATTACKS);
    console.log(`${attacks.length} attacks on Prosody ${installation.name}`);
    const results = await runAttacks({
      installation,
      pluginPath,
      seconds: amount,
      occupants: OCCUPANTS,
      attacks,
      progress: new Progress(attacks.length, "attacks"),
    });
    return {
      figures: results.map((result) => figuresOf(installation.version, result)),
      problems: results.flatMap(({ problems }) => problems),
    };
  },
};

process.exitCode = await runCommand(COMMAND);
