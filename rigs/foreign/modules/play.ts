// Plays our scripts on a server that has other modules beside ours.
import { readFileSync } from "node:fs";
import { type Installation, playScripts, type ServerOptions, type TestScript } from "prosody-launcher";
import { playableOn } from "../../../tools/kit/features.ts";
import { type Element, type Failure, parseScript, runScript, type ScriptResult } from "scansion-runner";
import type { Effect, Neighbour } from "./neighbours.ts";
import { PuttingAside } from "./putting-aside.ts";

/** The results of the scripts. */
export interface Outcome {
  readonly played: number;
  readonly passed: number;
  /** Faults for which no effect of a module accounts: failures of scripts, and errors in the server's log. */
  readonly problems: readonly string[];
}

const TIMEOUT_MILLISECONDS = 5_000;
/** A line of Prosody's log, and what it says: what cannot be loaded is an error, and so is a handler that fails. */
const ERROR_LINE = /^\w+ \d+ [\d:]+ \S+\s+error\s+(.*)$/gm;

/** Plays scripts beside some modules; a server that does not start with them is a problem, too. */
export function playBeside(
  neighbours: readonly Neighbour[],
  installation: Installation,
  pluginPath: string,
  scripts: readonly TestScript[],
): Promise<Outcome> {
  return playAll(neighbours, installation, pluginPath, scripts).catch((error: unknown) => ({
    played: 0,
    passed: 0,
    problems: [String(error)],
  }));
}

async function playAll(
  neighbours: readonly Neighbour[],
  installation: Installation,
  pluginPath: string,
  all: readonly TestScript[],
): Promise<Outcome> {
  const effects = neighbours.flatMap(({ effect }) => effect ?? []);
  const server = serverWith(neighbours, installation, pluginPath);
  const scripts = playableOn(installation.version, all);
  const first = await play(scripts, server, effects);
  const strange = first.failures.filter(({ text }) => !effects.some(({ breaks }) => breaks?.test(text)));
  // This machine may have been slow: what fails twice has failed.
  const second = await play(
    strange.map(({ script }) => script),
    server,
    effects,
  );
  const errors = [...first.errors, ...second.errors].filter(
    (text) => !effects.some(({ logs }) => logs?.test(text)),
  );
  return {
    played: scripts.length,
    passed: scripts.length - first.failures.length + strange.length - second.failures.length,
    problems: [...second.failures.map(({ text }) => text), ...new Set(errors)],
  };
}

function serverWith(
  neighbours: readonly Neighbour[],
  installation: Installation,
  pluginPath: string,
): ServerOptions {
  const namesOn = (host: Neighbour["on"]): string[] =>
    neighbours.flatMap(({ names, on }) => (on === host ? names : []));
  return {
    installation,
    pluginPaths: [pluginPath],
    // No server of users is without it, and some modules build on it.
    hostModules: ["presence", ...namesOn("users")],
    mucModules: ["muc_probe", ...namesOn("rooms")],
    globalOptions: Object.fromEntries(neighbours.flatMap(({ options }) => Object.entries(options ?? {}))),
    httpPort: true,
  };
}

/** Takes presences inside of a result as those by themselves are taken: other modules add to both. */
function withLenientAnswers(script: string): string {
  return script.replaceAll(/<presence(?= xmlns=['"]jabber:client['"])/g, "<presence scansion:strict='false'");
}

/** Collects failures of scripts, and errors in the server's log. */
interface Troubles {
  readonly failures: { readonly script: TestScript; readonly text: string }[];
  readonly errors: string[];
}

async function play(
  scripts: readonly TestScript[],
  server: ServerOptions,
  effects: readonly Effect[],
): Promise<Troubles> {
  const failures: Troubles["failures"] = [];
  const errors: string[] = [];
  const isAdded = (stanza: Element): boolean => effects.some(({ adds }) => adds?.(stanza));
  await playScripts(scripts, {
    server,
    play: (script, port, componentPort) =>
      runScript(parseScript(withLenientAnswers(readFileSync(script.path, "utf8")), script.path), {
        port,
        componentPort,
        match: script.match,
        timeoutMs: TIMEOUT_MILLISECONDS,
        createClient: (options) => new PuttingAside(options, isAdded),
      }),
    onResult: (script, result) => {
      if (result.status === "failed") failures.push({ script, text: describe(result, result.failure) });
    },
    onLog: (log) => {
      errors.push(...[...log.matchAll(ERROR_LINE)].map(([, text = ""]) => text));
    },
  });
  return { failures, errors };
}

/** A failure in one line. */
function describe({ file }: ScriptResult, { line, action, message, expected, received }: Failure): string {
  const stanzas = [expected && `expected ${expected}`, received && `received ${received}`].filter(Boolean);
  return [`${file}:${line}: ${action}: ${message}`, ...stanzas].join("; ").replaceAll(/\s*\n\s*/g, " ");
}
