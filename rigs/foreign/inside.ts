// The checks themselves: run by foreign.ts, in namespaces that end with this process.
import { toText } from "../../tools/kit/table.ts";
import { runCommandLine } from "../../tools/kit/command-line.ts";
import { describe } from "../../tools/kit/counts.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { record } from "./record.ts";
import { countRows, type Section } from "./row.ts";
import { createWorld } from "./world/hosts.ts";

function report({ title, headings, rows }: Section): void {
  const table = { headings: ["", ...headings], rows: rows.map(({ verdict, cells }) => [verdict, ...cells]) };
  console.log(`\n${title}\n\n${toText(table)}`);
  for (const { problem } of rows) if (problem !== undefined) console.log(`\nWrong: ${problem}`);
}

async function check(options: Options): Promise<number> {
  const world = createWorld(process.env.FOREIGN_ROOT ?? "");
  const sections: Section[] = [];
  for (const part of options.parts) {
    console.log(`${part.name}: ${part.checks} …`);
    const section = await part.run(world, options);
    report(section);
    sections.push(section);
  }
  if (options.record) record(sections);
  const counts = countRows(sections);
  console.log(`\n${describe(counts)}`);
  return counts.failed === 0 ? 0 : 1;
}

// Whatever was started ends with this process.
process.exit(await runCommandLine({ usage: USAGE, read: readOptions, run: check }));
