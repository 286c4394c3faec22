import { parseArgs } from "node:util";
import { fetchRelease, RELEASES, type Release } from "./releases.ts";

const USAGE = `Usage: npx tsx tools/prosody/fetch.ts

Unpacks the Prosody of each Debian release of the test matrix into .releases/,
once: ${RELEASES.map((release) => release.suite).join(", ")}.

Exit status: 0 if all are there, 1 if one could not be fetched, 2 for a wrong call.
`;

async function main(): Promise<number> {
  const help = readHelpOption();
  if (help === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  return (await fetchAll()) ? 0 : 1;
}

function readHelpOption(): boolean | undefined {
  try {
    return parseArgs({ options: { help: { type: "boolean", short: "h", default: false } } }).values.help;
  } catch {
    return undefined;
  }
}

async function fetchAll(): Promise<boolean> {
  let complete = true;
  for (const release of RELEASES) complete = (await report(release)) && complete;
  return complete;
}

async function report(release: Release): Promise<boolean> {
  const begin = Date.now();
  try {
    const { name } = await fetchRelease(release);
    console.log(`Prosody ${name}: there after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

process.exitCode = await main();
