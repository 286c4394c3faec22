// What src/elements.ts saves, which builds elements past Prosody's own constructors and their checks.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Installation } from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { withChanged } from "../trust/planted/run-planted.ts";
import { PROBES, SIZES } from "./cases.ts";
import { type Collector, COLLECTORS } from "./inside.ts";
import { InstructionCounter, whyNoInstructions } from "./instructions.ts";
import type { Section } from "./page.ts";

const [ROOM_SIZE] = SIZES;
const CASES = PROBES.filter(({ sizes }) => sizes.includes(ROOM_SIZE)).map(({ name }) => name);
const REGISTERED = 100;
const TIMES = 1000;
/** The least that it must save of a probe of somebody who is there, to be worth having. */
const LEAST_SAVED = 0.1;

/** The same library with Prosody's constructors. */
const WITH_CONSTRUCTORS = `
local st = require "util.stanza";
local function parent(name, attr, first, second)
	local element = st.stanza(name, attr);
	element:add_direct_child(first);
	if second then element:add_direct_child(second); end
	return element;
end
return { leaf = st.stanza, parent = parent };
`;

/** Instructions of one probe of each case. */
async function count(
  installation: Installation,
  collector: Collector,
  pluginPath: string,
): Promise<Map<string, number>> {
  const options = { installation, collector, sizes: [ROOM_SIZE], registered: REGISTERED, pluginPath };
  const counter = await InstructionCounter.start(options);
  const counts = new Map<string, number>();
  try {
    for (const name of CASES) counts.set(name, await counter.count(name, ROOM_SIZE, "plugin", TIMES));
  } finally {
    await counter.stop();
  }
  return counts;
}

/** Counts on a release, with both collectors. */
export async function measureElements(installation: Installation): Promise<Section> {
  const obstacle = whyNoInstructions();
  if (obstacle !== undefined) throw new Error(obstacle);
  const rows: string[][] = [];
  const missed: string[] = [];
  for (const collector of COLLECTORS) {
    const ours = await count(installation, collector, PLUGIN_PATH);
    const prosodys = await withChanged(
      (folder) => {
        writeFileSync(join(folder, "elements.lib.lua"), WITH_CONSTRUCTORS);
      },
      (pluginPath) => count(installation, collector, pluginPath),
    );
    for (const name of CASES) {
      const [own = 0, theirs = 0] = [ours.get(name), prosodys.get(name)];
      const saved = 1 - own / theirs;
      rows.push([collector.name, name, ...[own, theirs].map(inThousands), percent(saved)]);
      if (name === "participant" && saved < LEAST_SAVED)
        missed.push(`${collector.name}, ${name}: only ${percent(saved)} saved`);
    }
  }
  return {
    title: `Elements without constructors, Prosody ${installation.version}`,
    content: [
      "Instructions of a whole probe inside the server, counted by callgrind, in thousands: as the plugin is, and with an " +
        `\`elements.lib.lua\` that calls Prosody's own constructors (\`make bench PART=elements\`), in a room of ${ROOM_SIZE}.`,
      { headings: ["collector", "asked by or for", "as it is", "with constructors", "saved"], rows },
    ],
    missed,
  };
}

function inThousands(instructions: number): string {
  return (instructions / 1000).toFixed(1);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
