// What the commands of trust have in common: options, exit codes, and the Prosody they run on.
import { parseArgs } from "node:util";
import { runCommandLine, wholeNumber } from "../../tools/kit/command-line.ts";
import {
  fetchOrStandIn,
  fetchRelease,
  type Installation,
  pickReleases,
  type Release,
  RELEASE_NAMES,
} from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { type Figures, figuresAsText, recordFigures, type Section } from "./results.ts";

const DEFAULT_RELEASE = "bookworm";

export const COMMON_OPTIONS_HELP = `  --seed N        where the random choices begin (1)
  --release NAME  on this Debian release: ${RELEASE_NAMES.join(", ")} (${DEFAULT_RELEASE})
  --plugins DIR   the folder that holds mod_muc_probe (dist)
  --record        keep the figures in spec/results/trust.md
  --help          show this text

Exit codes: 0 nothing was found, 1 something was or the check could not be run, 2 bad usage.`;

/** For commands that can repeat what an earlier run has found. */
export const REPLAY_HELP =
  "  --replay PATH   nothing but what an earlier run with the same seed has failed with, by the path that it told";

/** The options of every command. */
export interface CommonOptions {
  readonly seed: number;
  /** The amount of work: rooms, stanzas. */
  readonly amount: number;
  /** The case of an earlier run to repeat, in fast-check's words. */
  readonly replay: string | undefined;
  /** A text that the names of rules must have. */
  readonly rule: string | undefined;
  readonly release: Release | undefined;
  readonly pluginPath: string;
  readonly record: boolean;
}

/** A command: its usage, the option that says how much to do, and what it does. */
export interface Command {
  readonly usage: string;
  readonly amount: { readonly option: string; readonly byDefault: number };
  readonly canReplay: boolean;
  /** True if it can be told for which rules. */
  readonly hasRules?: true;
  /** The section that keeps its figures. */
  readonly section: Section;
  readonly run: (options: CommonOptions, installation: Installation) => Promise<Outcome>;
}

/** The counts of a command, and its findings in words. */
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
      const { figures, problems } = await command.run(options, await findInstallation(options.release));
      for (const problem of problems) console.log(`\n${problem}`);
      console.log(`\n${figuresAsText(figures)}`);
      if (options.record) recordFigures(command.section, figures, command.hasRules && 2);
      return problems.length === 0 ? 0 : 1;
    },
  });
}

function readOptions({ amount, canReplay, hasRules }: Command): CommonOptions | undefined {
  const { values }: { values: Readonly<Record<string, string | boolean | undefined>> } = parseArgs({
    options: {
      [amount.option]: { type: "string", default: String(amount.byDefault) },
      seed: { type: "string", default: "1" },
      ...(canReplay && { replay: { type: "string" } as const }),
      ...(hasRules && { rule: { type: "string" } as const }),
      release: { type: "string" },
      plugins: { type: "string" },
      record: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return undefined;
  return {
    seed: wholeNumber("seed", String(values.seed), 0),
    amount: wholeNumber(amount.option, String(values[amount.option])),
    replay: typeof values.replay === "string" ? values.replay : undefined,
    rule: typeof values.rule === "string" ? values.rule : undefined,
    release: typeof values.release === "string" ? pickReleases([values.release])[0] : undefined,
    pluginPath: typeof values.plugins === "string" ? values.plugins : PLUGIN_PATH,
    record: values.record === true,
  };
}

/** The release that was named; without a name the usual one, or the installed Prosody where none can be fetched. */
export async function findInstallation(release?: Release): Promise<Installation> {
  if (release !== undefined) return fetchRelease(release);
  const [installation] = await fetchOrStandIn(pickReleases([DEFAULT_RELEASE]));
  if (installation === undefined) throw new Error(`There is no release ${DEFAULT_RELEASE}`);
  return installation;
}
