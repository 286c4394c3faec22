#!/usr/bin/env node
import { relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { runCommandLine } from "./command-line.ts";
import { createProject } from "./create.ts";
import { KIND_NAMES, kindOf, KINDS, USUAL_KIND } from "./kinds.ts";
import { moduleNameOf } from "./names.ts";

const USUAL_FOLDER = "my_module";

const USAGE = `Usage: create-prosody-module [FOLDER] [options]

Makes a folder with a Prosody module in TypeScript: its source, its tests, and
what it takes to build it and to try it on a server. The module is called like
the folder, with or without mod_.

  --kind KIND        ${KIND_NAMES.map((kind) => `${kind.padEnd(10)}${KINDS[kind]}`).join("\n                     ")}
  --packages FOLDER  take prosody-plugin-types and the others from tarballs in
                     that folder, not from npm's registry
  --help             show this text

On a terminal it asks for what you leave out. Elsewhere a FOLDER must be named,
and the kind is ${USUAL_KIND} unless you say another. It fetches nothing: npm install
does that.

Exit codes: 0 made, 1 could not be made, 2 bad usage.`;

interface Options {
  readonly folder: string | undefined;
  readonly kind: string | undefined;
  readonly packages: string | undefined;
}

function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { kind: { type: "string" }, packages: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help === true) return undefined;
  const [folder, ...others] = positionals;
  if (others.length > 0) throw new Error(`One folder at a time, not also ${others.join(", ")}.`);
  if (folder === undefined && !process.stdin.isTTY) throw new Error("Say which folder to make.");
  if (folder !== undefined) moduleNameOf(folder);
  if (values.kind !== undefined) kindOf(values.kind);
  return { folder, kind: values.kind, packages: values.packages };
}

/** Asks for what has not been said, where somebody is there to be asked. */
async function complete({ folder, kind }: Options): Promise<{ folder: string; kind: string }> {
  if (!process.stdin.isTTY) return { folder: folder ?? USUAL_FOLDER, kind: kind ?? USUAL_KIND };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ask = async (question: string, usual: string): Promise<string> =>
    (await terminal.question(`${question} (${usual}): `)).trim() || usual;
  try {
    return {
      folder: folder ?? (await ask("What is the module called?", USUAL_FOLDER)),
      kind: kind ?? (await ask(`Which kind: ${KIND_NAMES.join(", ")}?`, USUAL_KIND)),
    };
  } finally {
    terminal.close();
  }
}

async function create(options: Options): Promise<number> {
  const { folder, kind } = await complete(options);
  const project = { folder, name: moduleNameOf(folder), kind: kindOf(kind), packages: options.packages };
  console.log(`mod_${createProject(project)} is in ${folder}. Now:

  cd ${relative(process.cwd(), folder) || "."}
  npm install
  npm test`);
  return 0;
}

process.exitCode = await runCommandLine({ usage: USAGE, read: readOptions, run: create });
