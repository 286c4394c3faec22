// Measures what a large room costs a page with Converse.js: with everybody broadcast, and with the plugin.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { installedProsody } from "prosody-launcher";
import { runCommandLine } from "../../../tools/kit/command-line.ts";
import { ROOT } from "../../../tools/kit/project.ts";
import { startChromium } from "../chromium.ts";
import { PeopleStage, type Scene } from "./stage.ts";

const USAGE = `Usage: measure [--sizes 300,1000,3000] [--runs N] [--record] [--help]

Opens Converse.js in rooms with so many people, in turn with everybody broadcast and with the plugin, and says how long it took to the first
message, and how much memory the page then has.

  --sizes S,…   how many people (300,1000,3000)
  --runs N      how often each is opened; the medians count (3)
  --record      write spec/results/converse.md
  --help        show this text

Exit codes: 0 measured, 1 something went wrong, 2 bad usage.`;

const LINES = 20;
/** After that the page does nothing more. */
const SETTLE_MILLISECONDS = 8_000;
/** Whoever waits for so long has gone. */
const PATIENCE_SECONDS = 300;

interface Options {
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly record: boolean;
}

/** The cost of one opening of a page. */
interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
  readonly elements: number;
  readonly received: number;
}

/** Two ways to know the people in a room. */
const WAYS = [
  { name: "everybody broadcast", loading: "none" },
  { name: "with the plugin", loading: "script" },
] as const;

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      sizes: { type: "string", default: "300,1000,3000" },
      runs: { type: "string", default: "3" },
      record: { type: "boolean", default: false },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return undefined;
  const sizes = values.sizes.split(",").map(Number);
  const runs = Number(values.runs);
  if (![...sizes, runs].every((number) => Number.isInteger(number) && number > 0))
    throw new Error("--sizes and --runs are whole numbers");
  return { sizes, runs, record: values.record };
}

/** Opens the page once. */
async function open(
  stage: PeopleStage,
  browser: Browser,
  scene: Scene,
  loading: "none" | "script",
): Promise<Figures> {
  const chat = await stage.open(browser, scene, { loading });
  try {
    await chat.page
      .locator(".chat-msg__text")
      .first()
      .waitFor({ timeout: PATIENCE_SECONDS * 1000 });
  } catch {
    await chat.page.context().close();
    return { seconds: Infinity, megabytes: NaN, elements: NaN, received: NaN };
  }
  const seconds = (await chat.page.evaluate<number>("performance.now()")) / 1000;
  await chat.page.waitForTimeout(SETTLE_MILLISECONDS);
  const session = await chat.page.context().newCDPSession(chat.page);
  const received = await chat.page.evaluate<number>(
    `{ const { length } = stanzas.filter(({ way, xml }) => way === "received" && xml.startsWith("<presence")); stanzas.length = 0; length }`,
  );
  await session.send("HeapProfiler.collectGarbage");
  await session.send("Performance.enable");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  await chat.page.context().close();
  return { seconds, megabytes: of("JSHeapUsedSize") / 2 ** 20, elements: of("Nodes"), received };
}

/** Fills a room of each kind, and opens the page in turn. */
async function measure(stage: PeopleStage, browser: Browser, size: number, runs: number): Promise<Figures[]> {
  const scenes: Scene[] = [];
  for (const { loading } of WAYS) {
    const scene = await stage.scene();
    await scene.fill(size - LINES);
    for (let i = 1; i <= LINES; i++) await scene.comesAndSays(`Author${i}`, `Line ${i}.`);
    if (loading === "none") await scene.crowd("show_everybody");
    scenes.push(scene);
  }
  const figures: Figures[][] = WAYS.map(() => []);
  for (let run = 0; run < runs; run++) {
    for (const [i, { loading }] of WAYS.entries()) {
      const [scene, found] = [scenes[i], figures[i]];
      if (scene && found) found.push(await open(stage, browser, scene, loading));
    }
  }
  return figures.map(medians);
}

function medians(all: readonly Figures[]): Figures {
  const median = (read: (figures: Figures) => number): number =>
    all.map(read).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  return {
    seconds: median(({ seconds }) => seconds),
    megabytes: median(({ megabytes }) => megabytes),
    elements: median(({ elements }) => elements),
    received: median(({ received }) => received),
  };
}

function row(size: number, [broadcast, plugin]: readonly Figures[]): string {
  if (!broadcast || !plugin) throw new Error("nothing was measured");
  const pair = (read: (figures: Figures) => string): string => `${read(broadcast)} → ${read(plugin)}`;
  return `| ${[
    size.toLocaleString("en"),
    pair(({ seconds }) => (seconds === Infinity ? `over ${PATIENCE_SECONDS}` : seconds.toFixed(1))),
    broadcast.seconds === Infinity ? "" : `${(broadcast.seconds / plugin.seconds).toFixed(1)} ×`,
    pair(({ megabytes }) => known(megabytes.toFixed(0))),
    pair(({ elements }) => known(elements.toLocaleString("en"))),
    pair(({ received }) => known(received.toLocaleString("en"))),
  ].join(" | ")} |`;
}

function known(number: string): string {
  return number === "NaN" ? "?" : number;
}

async function run({ sizes, runs, record }: Options): Promise<number> {
  const installation = installedProsody();
  if (installation === undefined) throw new Error("Prosody is not installed");
  const browser = await startChromium();
  const stage = await PeopleStage.set(installation, "muc_probe");
  try {
    const versions = `Prosody ${installation.version}, Chromium ${browser.version()}`;
    const rows: string[] = [];
    for (const size of sizes) {
      rows.push(row(size, await measure(stage, browser, size, runs)));
      console.log(rows.at(-1));
      if (record) writeFileSync(join(ROOT, "spec/results/converse.md"), report(rows, runs, versions));
    }
    return 0;
  } finally {
    await browser.close();
    await stage.strike();
  }
}

function report(rows: readonly string[], runs: number, versions: string): string {
  return `# Large rooms in Converse.js

Converse.js 14 enters a room in which ${LINES} people wrote one line each, as somebody new to it: without the plugin where everybody is broadcast, and
with \`converse-muc-people\` where only moderators are. In turn, ${runs === 1 ? "once each" : `${runs} times each, the medians`}: everybody broadcast → with the plugin.
${versions}, one machine for all, which may have had other work to do: the ratios count, and what is no time.

\`node --import tsx spec/e2e/people/measure.ts --runs ${runs} --record\` writes this page.

| people in the room | seconds to the first message | ratio | MiB of JavaScript | nodes of the page | presences received |
| -----------------: | ---------------------------: | ----: | ----------------: | ----------------: | -----------------: |
${rows.join("\n")}
`;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run });
