// What the commands of trust have in common: options, exit codes, and the Prosody they run on.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runCommandLine } from "../command-line.ts";
import { installedProsody, type Installation } from "../prosody/installation.ts";
import { fetchRelease, RELEASES, whyNoReleases } from "../prosody/releases.ts";
import { ROOT } from "../project.ts";
import { type Figures, figuresAsText, recordFigures, type Section } from "./results.ts";

const DEFAULT_SUITE = "bookworm";

export const COMMON_OPTIONS_HELP = `  --seed N        where the random choices begin (1)
  --release NAME  on this Debian release: ${RELEASES.map(({ suite }) => suite).join(", ")} (${DEFAULT_SUITE})
  --plugins DIR   the folder that holds mod_muc_probe (dist)
  --record        keep the figures in spec/results/trust.md
  --help          show this text

Exit codes: 0 nothing was found, 1 something was or the check could not be run, 2 bad usage.`;

/** For commands that can repeat what an earlier run has found. */
export const REPLAY_HELP =
  "  --replay PATH   nothing but what an earlier run with the same seed has failed with, by the path that it told";

/** What every command can be told. */
export interface CommonOptions {
  readonly seed: number;
  /** How much to do: rooms, stanzas. */
  readonly amount: number;
  /** What to repeat of an earlier run, in fast-check's words. */
  readonly replay: string | undefined;
  readonly suite: string | undefined;
  readonly pluginPath: string;
  readonly record: boolean;
}

/** A command: its usage, the option that says how much to do, and what it does. */
export interface Command {
  readonly usage: string;
  readonly amount: { readonly option: string; readonly byDefault: number };
  readonly canReplay: boolean;
  /** Where its figures are kept. */
  readonly section: Section;
  readonly run: (options: CommonOptions, installation: Installation) => Promise<Outcome>;
}

/** What a command has counted, and what it has found wrong, in words. */
export interface Outcome {
  readonly figures: readonly Figures[];
  readonly problems: readonly string[];
}

/** Runs a command with the arguments of this process. Resolves to the exit code. */
export function runCommand(command: Command): Promise<number> {
  return runCommandLine({
    usage: command.usage,
    read: () => readOptions(command),
    run: async (options) => {
      const { figures, problems } = await command.run(options, await findInstallation(options.suite));
      for (const problem of problems) console.log(`\n${problem}`);
      console.log(`\n${figuresAsText(figures)}`);
      if (options.record) recordFigures(command.section, figures);
      return problems.length === 0 ? 0 : 1;
    },
  });
}

function readOptions({ amount, canReplay }: Command): CommonOptions | undefined {
  const { values }: { values: Readonly<Record<string, OptionValue>> } = parseArgs({
    options: {
      [amount.option]: { type: "string" },
      seed: { type: "string" },
      ...(canReplay && { replay: { type: "string" } as const }),
      release: { type: "string" },
      plugins: { type: "string" },
      record: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return undefined;
  return {
    seed: wholeNumber("seed", values.seed, 0, 1),
    amount: wholeNumber(amount.option, values[amount.option], 1, amount.byDefault),
    replay: typeof values.replay === "string" ? values.replay : undefined,
    suite: knownSuite(values.release),
    pluginPath: typeof values.plugins === "string" ? values.plugins : join(ROOT, "dist"),
    record: values.record === true,
  };
}

type OptionValue = string | boolean | undefined;

function wholeNumber(name: string, value: OptionValue, least: number, byDefault: number): number {
  if (value === undefined) return byDefault;
  const number = Number(value);
  if (value === "" || !Number.isSafeInteger(number) || number < least) {
    throw new Error(`--${name} is a whole number from ${least}, not ${value}`);
  }
  return number;
}

function knownSuite(name: OptionValue): string | undefined {
  if (typeof name !== "string") return undefined;
  if (!RELEASES.some(({ suite }) => suite === name)) throw new Error(`There is no release ${name}`);
  return name;
}

/** A release of Prosody, or where none was named and none can be fetched the installed one. */
export async function findInstallation(suite?: string): Promise<Installation> {
  const release = RELEASES.find((each) => each.suite === (suite ?? DEFAULT_SUITE));
  const installed = installedProsody();
  if (suite === undefined && installed && whyNoReleases() !== undefined) return installed;
  if (release === undefined) throw new Error(`There is no release ${suite ?? DEFAULT_SUITE}`);
  return fetchRelease(release);
}
