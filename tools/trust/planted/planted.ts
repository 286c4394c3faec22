// Breaks each rule of the contract in turn, and sees who notices.
import { parseArgs } from "node:util";
import { runCommandLine } from "../../command-line.ts";
import type { Installation } from "../../prosody/installation.ts";
import { findInstallation } from "../command.ts";
import { type Figures, figuresAsText, recordFigures } from "../results.ts";
import { CHECKS, type Check, type Fault, FAULTS } from "./faults.ts";
import { notices } from "./run.ts";

const USAGE = `Usage: planted [--release NAME] [--record] [--help]

Changes a line of the plugin's Lua, so that it breaks one rule of the contract, and runs the privacy check, the scansion
scripts and the busted specs on it. Each must notice. Takes about 10 minutes.

  --release NAME  on this Debian release (bookworm)
  --record        keep the table in spec/results/trust.md
  --help          show this text

Exit codes: 0 all faults were noticed, 1 one was not, or something is wrong without a fault, 2 bad usage.`;

const SECTION = {
  title: "Planted faults",
  explanation:
    "Written by `make planted`: one line of the plugin's Lua is changed, so that it breaks the rule. The model of the contract " +
    "(`make privacy`), the scansion scripts and the busted specs each run on it and must notice. Where one cannot, the table says why.",
};

/** What the table says of one who looked. */
async function look(check: Check, installation: Installation, fault: Fault): Promise<string> {
  const reason = fault.unseen?.[check];
  if (reason !== undefined) return `– ${reason}`;
  return (await notices(check, installation, fault)) ? "noticed" : "MISSED";
}

async function plantAll(installation: Installation): Promise<Figures[]> {
  const rows: Figures[] = [];
  for (const fault of FAULTS) {
    const cells: [string, string][] = [];
    for (const check of CHECKS) cells.push([check, await look(check, installation, fault)]);
    rows.push([["Prosody", installation.version], ["rule", fault.rule], ...cells]);
    console.log(
      `  ${rows.length} of ${FAULTS.length}: ${fault.rule}: ${cells.map(([, cell]) => cell).join(", ")}`,
    );
  }
  return rows;
}

interface Options {
  readonly release: string | undefined;
  readonly record: boolean;
}

async function run({ release, record }: Options): Promise<number> {
  const installation = await findInstallation(release);
  for (const check of CHECKS) {
    if (await notices(check, installation)) throw new Error(`${check} finds a fault though none is planted`);
  }
  const rows = await plantAll(installation);
  console.log(`\n${figuresAsText(rows)}`);
  if (record) recordFigures(SECTION, rows);
  return rows.some((row) => row.some(([, cell]) => cell === "MISSED")) ? 1 : 0;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: { release: { type: "string" }, record: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help === true) return undefined;
  return { release: values.release, record: values.record === true };
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run });
