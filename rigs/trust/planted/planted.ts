// Breaks each rule of the contract in turn, and sees who notices.
import type { Installation } from "prosody-launcher";
import type { Command } from "../command.ts";
import type { Figures } from "../results.ts";
import { CHECKS, type Check, type Fault, FAULTS } from "./faults.ts";
import { buildSpecs } from "../../../tools/test/busted.ts";
import { notices, plant, type PlantOptions, withChanged } from "./run-planted.ts";

const MISSED = "MISSED";

/** Lets one check look, and returns its cell in the table. */
async function look(
  check: Check,
  installation: Installation,
  fault: Fault,
  { pluginPath, ...options }: PlantOptions & { readonly pluginPath: string },
): Promise<string> {
  const reason = fault.unseen[check];
  if (reason !== undefined) return `– ${reason}`;
  const isNoticed = await withChanged(
    (folder) => {
      plant(folder, fault);
    },
    (copy) => notices(check, installation, copy, options),
    pluginPath,
  );
  return isNoticed ? "noticed" : MISSED;
}

export const PLANTED: Command = {
  does: `Changes the plugin's Lua in one place, so that it breaks one rule of the contract, and runs the privacy check, random runs
of followers, the scansion scripts and the busted specs on it. Each must notice. There are half as many runs of followers
as rooms`,
  unit: "rooms",
  byDefault: 60,
  section: {
    title: "Planted faults",
    explanation:
      "Written by `make planted`: the plugin's Lua is changed in one place, so that it breaks the rule. The model of the contract " +
      "(`make privacy`), the random runs of followers (`make following`), the scansion scripts and the busted specs each run on it and must notice. Where one cannot, the table says why.",
  },
  async run({ seed, amount, rule = "", pluginPath }, installation) {
    const faults = FAULTS.filter((each) => each.rule.includes(rule));
    const options = { rooms: amount, runs: Math.ceil(amount / 2), seed };
    await buildSpecs();
    for (const check of CHECKS) {
      if (await notices(check, installation, pluginPath, options))
        throw new Error(`${check} finds a fault though none is planted`);
    }
    const figures: Figures[] = [];
    const problems: string[] = [];
    for (const fault of faults) {
      const cells = await Promise.all(
        CHECKS.map(async (check): Promise<[Check, string]> => {
          return [check, await look(check, installation, fault, { ...options, pluginPath })];
        }),
      );
      figures.push([["Prosody", installation.version], ["rule", fault.rule], ...cells]);
      const missing = cells.filter(([, cell]) => cell === MISSED).map(([check]) => check);
      if (missing.length > 0) problems.push(`${fault.rule}: not noticed by ${missing.join(", ")}`);
      const said = cells.map(([, cell]) => cell).join(", ");
      console.log(`  ${figures.length} of ${faults.length}: ${fault.rule}: ${said}`);
    }
    return { figures, problems };
  },
};
