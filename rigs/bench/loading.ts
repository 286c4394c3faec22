// Loading the module on one component: what it takes where each library is loaded once, and where `module:require` loads it anew for
// each file, as it does by itself.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Control, type Installation, startProsody } from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import {
  describeAmount,
  describeLimit,
  describeRatio,
  median,
  ratioOfRounds,
} from "../../tools/kit/numbers.ts";
import { COLLECTORS, type Collector } from "./inside.ts";
import type { Section } from "./page.ts";

const MUC = "conference.localhost";
const ONCE = "muc_probe";
const EACH_TIME = "muc_probe_each_time";
/** A load takes so little that it takes many of them to tell. */
const LOADS_OF_A_ROUND = 25;

/** The price of one load. */
export interface Load {
  /** Memory in use after it beyond what there was before, with all garbage collected. */
  readonly kilobytes: number;
  /** Of CPU. */
  readonly milliseconds: number;
}

/** Loads of the same rounds on one server. */
export interface Loads {
  readonly collector: string;
  readonly once: readonly Load[];
  readonly eachTime: readonly Load[];
}

const FIGURES = [
  { name: "memory, kB", of: ({ kilobytes }: Load) => kilobytes, limit: 0.4 },
  { name: "CPU, ms", of: ({ milliseconds }: Load) => milliseconds, limit: 0.7 },
];

/** Loads a module, unloads it, and says what the load took. */
const MEASURE_LOAD = `
  local modulemanager = require "core.modulemanager";
  local function kilobytes()
    for _ = 1, 3 do collectgarbage(); end
    return collectgarbage("count");
  end
  local memory, start = kilobytes(), os.clock();
  assert(modulemanager.load("${MUC}", name));
  local seconds = os.clock() - start;
  memory = kilobytes() - memory;
  assert(modulemanager.unload("${MUC}", name));
  return ("%.3f %.6f"):format(memory, seconds * 1000);`;

/** The entry without the lines that have each library loaded once. Throws if it has no such lines. */
export function withoutCache(entry: string): string {
  const found = /^-- Loads each library .*\ndo\n[\s\S]*?^end\n\n/m.exec(entry);
  if (found === null) throw new Error("the module does not load each library once");
  return entry.replace(found[0], "");
}

/** Puts a plugin that loads libraries each time into a folder. */
function writeEachTime(folder: string): void {
  const place = join(folder, `mod_${EACH_TIME}`);
  const entry = join(place, `mod_${EACH_TIME}.lua`);
  cpSync(join(PLUGIN_PATH, `mod_${ONCE}`), place, { recursive: true });
  renameSync(join(place, `mod_${ONCE}.lua`), entry);
  writeFileSync(entry, withoutCache(readFileSync(entry, "utf8")));
}

async function measureLoad(control: Control, name: string): Promise<Load> {
  const [kilobytes = "", milliseconds = ""] = (
    await control.evaluate(`local name = "${name}";\n${MEASURE_LOAD}`)
  ).split(" ");
  return { kilobytes: Number(kilobytes), milliseconds: Number(milliseconds) };
}

async function measureCollector(
  installation: Installation,
  collector: Collector,
  rounds: number,
): Promise<Loads> {
  const folder = mkdtempSync(join(tmpdir(), "bench-loading-"));
  writeEachTime(folder);
  const server = await startProsody({
    installation,
    pluginPaths: [PLUGIN_PATH, folder],
    mucModules: [],
    globalOptions: { gc: { ...collector.gc } },
    control: true,
  });
  const control = await Control.connect(server);
  try {
    // what the first load leaves behind, such as libraries of Prosody's, is none of a component's
    for (const name of [ONCE, EACH_TIME]) await measureLoad(control, name);
    const [once, eachTime]: [Load[], Load[]] = [[], []];
    for (let load = 0; load < rounds * LOADS_OF_A_ROUND; load += 1) {
      eachTime.push(await measureLoad(control, EACH_TIME));
      once.push(await measureLoad(control, ONCE));
    }
    return { collector: collector.name, once, eachTime };
  } finally {
    control.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** One line for each target that loads missed. */
export function missedByLoads({ collector, once, eachTime }: Loads): string[] {
  return FIGURES.flatMap(({ name, of, limit }) => {
    const { median: ratio } = ratioOfRounds(once.map(of), eachTime.map(of));
    if (ratio <= limit) return [];
    return [`${collector}, ${name}: ${ratio.toFixed(2)} of each time, the target is ${limit}`];
  });
}

/** Loads the module on a release, with both collectors. */
export async function measureLoading(installation: Installation, rounds: number): Promise<Section> {
  const all: Loads[] = [];
  for (const collector of COLLECTORS) all.push(await measureCollector(installation, collector, rounds));
  return {
    title: `Loading, Prosody ${installation.version}`,
    content: [
      "One component loads the module: each library once, as it is, and once for each file that asks for it, as `module:require` does by itself. In one process, in turn. Medians of the loads; ratios with the least and the largest of a pair.",
      {
        headings: ["collector", "what", "once", "each time", "ratio", "target"],
        rows: all.flatMap(({ collector, once, eachTime }) =>
          FIGURES.map(({ name, of, limit }) => [
            collector,
            name,
            describeAmount(median(once.map(of))),
            describeAmount(median(eachTime.map(of))),
            describeRatio(ratioOfRounds(once.map(of), eachTime.map(of))),
            describeLimit(limit),
          ]),
        ),
      },
    ],
    missed: all.flatMap(missedByLoads),
  };
}
