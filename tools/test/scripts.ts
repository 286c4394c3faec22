import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { missingFeatures } from "../prosody/features.ts";
import { type MatchMode, parseScript, type Script } from "../scansion/src/index.ts";
import { ROOT } from "../project.ts";

/** A script, and what it asks of its server. */
export interface TestScript {
  readonly path: string;
  readonly name: string;
  readonly title: string;
  /** How its stanzas are matched. */
  readonly match: MatchMode;
  /** What the server must offer, from tags `requires: FEATURE`. */
  readonly requires: readonly string[];
  /** Lines of the MUC component's configuration, from tags `options: LINE`. */
  readonly options: readonly string[];
}

const OURS = join(ROOT, "spec/scansion");
/** The reference script, where it is to be had: not part of the project. */
const SEEDS = join(ROOT, "../shared/seeds");

function valuesOf(script: Script, tag: string): string[] {
  return script.tags
    .filter((text) => text.startsWith(`${tag}:`))
    .map((text) => text.slice(tag.length + 1).trim());
}

function readScripts(folder: string, match: MatchMode): TestScript[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".scs"));
  return names.sort().map((name) => {
    const path = relative(process.cwd(), join(folder, name));
    const script = parseScript(readFileSync(path, "utf8"), path);
    return {
      path,
      name: name.replace(/\.scs$/, ""),
      title: script.title,
      match,
      requires: valuesOf(script, "requires"),
      options: valuesOf(script, "options"),
    };
  });
}

/** The project's own scripts, all exact. */
export function ownScripts(): TestScript[] {
  return readScripts(OURS, "exact");
}

/** The reference scripts, as they are, where they are to be had. */
export function seedScripts(): TestScript[] {
  return readScripts(SEEDS, "lenient");
}

/** Scripts that a release of Prosody has the features for. */
export function playableOn(version: string, scripts: readonly TestScript[]): TestScript[] {
  return scripts.filter(({ requires }) => missingFeatures(version, requires).length === 0);
}

/** Scripts that can share a server: those that ask for the same options. */
export function groupByOptions(scripts: readonly TestScript[]): TestScript[][] {
  const groups = new Map<string, TestScript[]>();
  for (const script of scripts) {
    const key = script.options.join("\n");
    groups.set(key, [...(groups.get(key) ?? []), script]);
  }
  return [...groups.values()];
}
