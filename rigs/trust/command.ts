// What the commands of trust have in common.
import {
  fetchOrStandIn,
  fetchRelease,
  type Installation,
  pickReleases,
  type Release,
} from "prosody-launcher";
import { sum } from "../../tools/kit/numbers.ts";
import { check, type Failure, type Finding, type Start } from "./check.ts";
import type { Figures, Section } from "./results.ts";

export const DEFAULT_RELEASE = "bookworm";

/** The things that there may be more or fewer of. */
export const UNITS = ["rooms", "runs", "stanzas"] as const;

/** The amount of work, and the plugin. */
export interface Options {
  readonly seed: number;
  readonly amount: number;
  /** The case of an earlier run to repeat, in fast-check's words. */
  readonly replay: string | undefined;
  /** A text that the names of rules must have. */
  readonly rule: string | undefined;
  readonly pluginPath: string;
}

/** The counts of a command, and its findings in words. */
export interface Result {
  readonly figures: readonly Figures[];
  readonly problems: readonly string[];
}

/** A command of its own. */
export interface Command {
  /** For its usage. */
  readonly does: string;
  /** The unit of the amount, and how many there are by default. */
  readonly unit: (typeof UNITS)[number];
  readonly byDefault: number;
  /** The section that keeps its figures. */
  readonly section: Section;
  readonly run: (options: Options, installation: Installation) => Promise<Result>;
}

/** A check of random cases that is a command. */
export interface CheckCommand<Case> extends Omit<Command, "run"> {
  /** The target of make. */
  readonly name: string;
  readonly start: Start<Case>;
  /** The units in a case, in the middle. @default 1 */
  readonly ofCase?: number;
  /** The names of what its reports count. */
  readonly counted: readonly string[];
  /** A case for people. */
  readonly describe: (one: Case) => string;
}

/** Makes a command of a check. */
export function commandOf<Case>({
  name,
  start,
  ofCase = 1,
  counted,
  describe,
  ...command
}: CheckCommand<Case>): Command {
  return {
    ...command,
    async run({ seed, amount, replay, pluginPath }, installation) {
      console.log(`${amount} ${command.unit} on Prosody ${installation.name}, from seed ${seed}`);
      const onProgress = (played: number): void => {
        console.log(`  ${played * ofCase} of ${amount} ${command.unit}`);
      };
      const choice = { seed, count: Math.ceil(amount / ofCase), replay, onProgress };
      const { reports, failure } = await check(start, { installation, pluginPath }, choice);
      const figures: Figures = [
        ["Prosody", installation.version],
        ["seed", seed],
        ...counted.map((what) => [what, sum(reports.map(({ counts }) => counts[what] ?? 0))] as const),
        ["findings", failure?.findings.length ?? 0],
      ];
      const told = failure && [
        describe(failure.smallest),
        describeFindings(failure),
        `To see it again: make ${name} SEED=${seed} REPLAY=${failure.replay}`,
      ];
      return { figures: [figures], problems: told ? [told.join("\n\n")] : [] };
    },
  };
}

function describeFindings({ findings }: Failure<unknown>): string {
  const describe = ({ to, problem, expected, received }: Finding): string[] => [
    `${to} ${problem}`,
    ...(expected === undefined ? [] : [`  expected: ${expected}`]),
    ...(received === undefined ? [] : [`  received: ${received}`]),
  ];
  return findings.flatMap(describe).join("\n");
}

/** The release that was named; without a name the usual one, or the installed Prosody where none can be fetched. */
export async function findInstallation(release?: Release): Promise<Installation> {
  if (release !== undefined) return fetchRelease(release);
  const [installation] = await fetchOrStandIn(pickReleases([DEFAULT_RELEASE]));
  if (installation === undefined) throw new Error(`There is no release ${DEFAULT_RELEASE}`);
  return installation;
}
