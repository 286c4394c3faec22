import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { findScripts, type MatchMode, parseScript, type Script } from "scansion-runner";
import { type Features, missingFeatures } from "./features.ts";

/** A script, and what it asks of its server. */
export interface TestScript {
  readonly path: string;
  readonly title: string;
  /** The way in which its stanzas are matched. */
  readonly match: MatchMode;
  /** The features that the server must offer, from tags `requires: FEATURE`. */
  readonly requires: readonly string[];
  /** Lines that end the configuration, and so are of its last host, from tags `options: LINE`. */
  readonly options: readonly string[];
}

function valuesOf(script: Script, tag: string): string[] {
  return script.tags
    .filter((text) => text.startsWith(`${tag}:`))
    .map((text) => text.slice(tag.length + 1).trim());
}

/**
 * Reads scripts; a folder means every script below it, sorted.
 * @throws {ScriptError} where one cannot be read.
 */
export function readScripts(paths: readonly string[], match: MatchMode = "exact"): TestScript[] {
  return findScripts(paths).map((found) => {
    const path = relative(process.cwd(), found);
    const script = parseScript(readFileSync(path, "utf8"), path);
    return {
      path,
      title: script.title,
      match,
      requires: valuesOf(script, "requires"),
      options: valuesOf(script, "options"),
    };
  });
}

/**
 * Scripts that a release of Prosody has the features for.
 * @param since the features that scripts name, beside versions.
 */
export function playableOn(version: string, scripts: readonly TestScript[], since?: Features): TestScript[] {
  return scripts.filter(({ requires }) => missingFeatures(version, requires, since).length === 0);
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
