// The checks of trust: make privacy, following, fuzz and planted.
import { runCommandLine, wholeNumber } from "../../tools/kit/command-line.ts";
import { parseArgs } from "node:util";
import { pickReleases, RELEASE_NAMES, type Release } from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { type Command, DEFAULT_RELEASE, findInstallation, type Options, UNITS } from "./command.ts";
import { FOLLOWING } from "./following/following.ts";
import { FUZZ } from "./fuzz/fuzz.ts";
import { PLANTED } from "./planted/planted.ts";
import { PRIVACY } from "./privacy/privacy.ts";
import { figuresAsText, recordFigures } from "./results.ts";

const COMMANDS = { privacy: PRIVACY, following: FOLLOWING, fuzz: FUZZ, planted: PLANTED };

const USAGE = `Usage: trust NAME [--rooms N | --runs N | --stanzas N] [--seed N] [--replay PATH] [--rule TEXT] [--release NAME] [--plugins DIR] [--record] [--help]

${Object.entries(COMMANDS)
  .map(([name, { does, byDefault, unit }]) => `${name}: ${does} (${byDefault} ${unit})`)
  .join("\n\n")}

  --rooms N       of privacy and planted: how many
  --runs N        of following: how many
  --stanzas N     of fuzz: how many
  --seed N        where the random choices begin (1)
  --replay PATH   nothing but what an earlier run with the same seed has failed with, by the path that it told
  --rule TEXT     of planted: nothing but the rules that have this in their names
  --release NAME  on this Debian release: ${RELEASE_NAMES.join(", ")} (${DEFAULT_RELEASE})
  --plugins DIR   the folder that holds mod_muc_probe (dist)
  --record        keep the figures in spec/results/trust.md
  --help          show this text

Exit codes: 0 nothing was found, 1 something was or the check could not be run, 2 bad usage.`;

interface Call extends Options {
  readonly command: Command;
  readonly release: Release | undefined;
  readonly record: boolean;
}

function readOptions(): Call | undefined {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rooms: text,
      runs: text,
      stanzas: text,
      seed: { ...text, default: "1" },
      replay: text,
      rule: text,
      release: text,
      plugins: { ...text, default: PLUGIN_PATH },
      record: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const found = Object.entries(COMMANDS).find(([name]) => name === positionals[0]);
  if (found === undefined || positionals.length > 1)
    throw new Error(`Name one of ${Object.keys(COMMANDS).join(", ")}`);
  const [name, command] = found;
  const other = UNITS.find((unit) => unit !== command.unit && values[unit] !== undefined);
  if (other !== undefined) throw new Error(`${name} has no --${other}`);
  if (values.replay !== undefined && command === PLANTED) throw new Error("planted has nothing to --replay");
  if (values.rule !== undefined && command !== PLANTED) throw new Error("Only planted has a --rule");
  return {
    command,
    seed: wholeNumber("seed", values.seed, 0),
    amount: wholeNumber(command.unit, values[command.unit] ?? String(command.byDefault)),
    replay: values.replay,
    rule: values.rule,
    release: values.release === undefined ? undefined : pickReleases([values.release])[0],
    pluginPath: values.plugins,
    record: values.record,
  };
}

process.exitCode = await runCommandLine({
  usage: USAGE,
  read: readOptions,
  run: async ({ command, release, record, ...options }) => {
    const { figures, problems } = await command.run(options, await findInstallation(release));
    for (const problem of problems) console.log(`\n${problem}`);
    console.log(`\n${figuresAsText(figures)}`);
    if (record) recordFigures(command.section, figures, command === PLANTED ? 2 : 1);
    return problems.length === 0 ? 0 : 1;
  },
});
