// Loading the module on one component: what it takes where each library is loaded once, and where `module:require` loads it anew for
// each file, as it does by itself.
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Control, type Installation, startProsody } from "prosody-launcher";
import { PLUGIN_PATH } from "../../tools/kit/project.ts";
import { type Comparison, type Figure, missedBy, rowsOf } from "./comparison.ts";
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

const FIGURES: readonly Figure<Load>[] = [
  { name: "memory, kB", of: ({ kilobytes }) => kilobytes, limit: 0.4 },
  { name: "CPU, ms", of: ({ milliseconds }) => milliseconds, limit: 0.7 },
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
): Promise<Comparison<Load>> {
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
    const [ours, others]: [Load[], Load[]] = [[], []];
    for (let load = 0; load < rounds * LOADS_OF_A_ROUND; load += 1) {
      others.push(await measureLoad(control, EACH_TIME));
      ours.push(await measureLoad(control, ONCE));
    }
    return { where: [collector.name], ours, others };
  } finally {
    control.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Loads the module on a release, with both collectors. */
export async function measureLoading(installation: Installation, rounds: number): Promise<Section> {
  const all: Comparison<Load>[] = [];
  for (const collector of COLLECTORS) all.push(await measureCollector(installation, collector, rounds));
  return {
    title: `Loading, Prosody ${installation.version}`,
    content: [
      "One component loads the module: each library once, as it is, and once for each file that asks for it, as `module:require` does by itself. In one process, in turn. Medians of the loads; ratios with the least and the largest of a pair.",
      {
        headings: ["collector", "what", "once", "each time", "ratio", "target"],
        rows: all.flatMap((loads) => rowsOf(FIGURES, loads)),
      },
    ],
    missed: all.flatMap((loads) => missedBy(FIGURES, loads, "each time")),
  };
}
