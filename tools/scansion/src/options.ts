import { parseArgs } from "node:util";
import { isPort } from "./parser.ts";
import { normaliseTag, type TagFilter } from "./tags.ts";

/** What the command line asks for. */
export interface CommandOptions {
  paths: string[];
  host: string;
  port: number;
  timeoutMs: number;
  exact: boolean;
  verbose: boolean;
  tags: TagFilter;
  /** The file to write results to, as JSON. */
  report?: string;
}

/** A day: timers cannot wait for more than 24 of them. */
const MAX_SECONDS = 86_400;

/** A command line that makes no sense. */
export class UsageError extends Error {}

/** What `--help` prints. */
export const USAGE = `Usage: scansion [options] FILE|DIR…

Plays scansion scripts (scripted conversations between XMPP clients) against a server.
A DIR means every *.scs below it.

  --host H       where to connect to, unless the cast says otherwise (127.0.0.1)
  --port P       the port there (5222)
  --timeout S    how many seconds one "receives", or connecting, may take (5)
  --exact        fail on stanzas passed over, or left unread at the end
  --only-tags T  play only scripts with one of these tags (comma-separated, repeatable)
  --skip-tags T  skip scripts with one of these tags (the same)
  --report FILE  write the results to a file, as JSON
  --verbose      print each action as it goes
  --help         print this

Exits with 0 if all passed, 1 if a script failed or the results could not be
written, 2 on bad usage, an unreadable script or a FILE that cannot be written to.`;

/**
 * Reads the command line.
 *
 * @returns undefined where it asks for help.
 * @throws UsageError
 */
export function parseOptions(args: string[]): CommandOptions | undefined {
  const { values, positionals } = readArguments(args);
  if (values.help) return undefined;
  if (positionals.length === 0) throw new UsageError("no FILE or DIR given");
  return {
    paths: positionals,
    host: values.host,
    port: toPort(values.port),
    timeoutMs: toSeconds(values.timeout) * 1000,
    exact: values.exact,
    verbose: values.verbose,
    tags: { only: toTags(values["only-tags"]), skip: toTags(values["skip-tags"]) },
    ...(values.report !== undefined && { report: values.report }),
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "5222" },
        timeout: { type: "string", default: "5" },
        exact: { type: "boolean", default: false },
        "only-tags": { type: "string", multiple: true, default: [] },
        "skip-tags": { type: "string", multiple: true, default: [] },
        report: { type: "string" },
        verbose: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function toPort(text: string): number {
  if (!isPort(text)) throw new UsageError(`--port: ${text} is not a port`);
  return Number(text);
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
    throw new UsageError(`--timeout: ${text} is not a number of seconds up to ${MAX_SECONDS}`);
  }
  return seconds;
}

function toTags(lists: string[]): string[] {
  return lists
    .flatMap((list) => list.split(","))
    .map(normaliseTag)
    .filter((tag) => tag !== "");
}
