import { parseArgs } from "node:util";
import {
  isPort,
  isStreamUrl,
  MATCH_MODES,
  type MatchMode,
  MECHANISM_NAMES,
  STREAM_URLS,
  type Tls,
  TLS_CHOICES,
} from "./choices.ts";
import type { ConnectionSettings } from "./script.ts";
import { normaliseTag, type ScriptFilter } from "./tags.ts";

/** A command line that has been read. */
export interface CommandOptions {
  paths: string[];
  connection: ConnectionSettings;
  componentPort: number;
  timeoutMs: number;
  match: MatchMode;
  filter: ScriptFilter;
  /** Most scripts that are played at the same time. */
  jobs: number;
  /** Ends the run at the first failure. */
  bail: boolean;
  /** Fails the run if a script was skipped. */
  failOnSkipped: boolean;
  verbose: boolean;
  /** Prints all that goes over the wire. */
  trace: boolean;
  /** Prints long stanzas whole. */
  full: boolean;
  reports: ReportFile[];
}

export interface ReportFile {
  format: ReportFormat;
  /** A file's path, or `-` for standard output. */
  path: string;
}

export type ReportFormat = (typeof REPORT_FORMATS)[number];

const REPORT_FORMATS = ["json", "junit", "tap"] as const;

/** A day: timers cannot wait for more than 24 of them. */
const MAX_SECONDS = 86_400;
const MAX_JOBS = 1000;

/** A command line that makes no sense. */
export class UsageError extends Error {}

export const USAGE = `Usage: scansion [options] FILE|FOLDER…

Plays scansion scripts (scripted conversations between XMPP clients) against a
server. A FOLDER means every *.scs below it, sorted; "-" means standard input.

Which scripts
  -d, --directory FOLDER  the same as FOLDER
      --name TEXT         only scripts with TEXT in their title or file name
      --only-tags TAGS    only scripts with one of these tags (comma-separated)
      --skip-tags TAGS    skip scripts with one of these tags

Where to; a script's cast may say otherwise
  -h, --host HOST         the server (127.0.0.1)
      --port PORT         its port for clients (5222)
      --component-port P  its port for components (5347)
      --url URL           ws: or wss: for WebSocket, http: or https: for BOSH
      --tls HOW           none, starttls or direct (none)
      --ca FILE           trust the certificate authorities in FILE (PEM)
      --insecure          trust any certificate
      --mechanism NAME    log in with this SASL mechanism only

How to play
      --match MODE        lenient: pass over stanzas that do not match (default)
                          documented: the next stanza must match
                          exact: the same, and nothing may be left over
      --timeout SECONDS   how long one "receives", or connecting, may take (5)
      --jobs N            how many scripts to play at the same time (1); scripts
                          that share an account are never among them
      --bail              stop at the first failure
      --fail-on-skipped   exit with 1 if a script was skipped, for whatever reason

What to print
  -v, --verbose           each action as it goes
      --trace             all that goes over the wire, with the time, and without
                          passwords
      --full              long stanzas whole
      --json FILE         the results as JSON; "-" for standard output
      --junit FILE        the results as JUnit XML
      --tap FILE          the results as TAP
      --help, -h alone    this
      --version           the version

--name, --only-tags, --skip-tags and the reports may be repeated. Colours follow
NO_COLOR and FORCE_COLOR.

Exits with 0 if no script failed; 1 if one did (also one that cannot be read) or
a report cannot be written; 2 if the command makes no sense or nothing was
played; 128 and the signal's number if a signal ended it. Reports are written as
results come.`;

/**
 * Reads the command line.
 *
 * @throws UsageError
 */
export function parseOptions(args: string[]): CommandOptions | "help" | "version" {
  // Whoever comes from the original has -h for the host; all others know it for help.
  if (args.length === 1 && args[0] === "-h") return "help";
  const { values, positionals } = readArguments(args);
  if (values.help) return "help";
  if (values.version) return "version";
  const paths = [...values.directory, ...positionals];
  if (paths.length === 0)
    throw new UsageError(
      args.includes("-h")
        ? `no FILE or FOLDER given: -h took ${values.host} for the host`
        : "no FILE or FOLDER given",
    );
  return {
    paths,
    connection: toConnection(values),
    componentPort: toPort("--component-port", values["component-port"]),
    timeoutMs: toNumber("--timeout", values.timeout, "seconds", MAX_SECONDS) * 1000,
    match: toChoice("--match", values.match, MATCH_MODES),
    filter: { names: values.name, only: toTags(values["only-tags"]), skip: toTags(values["skip-tags"]) },
    jobs: Math.floor(toNumber("--jobs", values.jobs, "scripts", MAX_JOBS)) || 1,
    bail: values.bail,
    failOnSkipped: values["fail-on-skipped"],
    verbose: values.verbose,
    trace: values.trace,
    full: values.full,
    reports: toReports(values),
  };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        directory: { type: "string", short: "d", multiple: true, default: [] },
        name: { type: "string", multiple: true, default: [] },
        "only-tags": { type: "string", multiple: true, default: [] },
        "skip-tags": { type: "string", multiple: true, default: [] },
        host: { type: "string", short: "h", default: "127.0.0.1" },
        port: { type: "string", default: "5222" },
        "component-port": { type: "string", default: "5347" },
        url: { type: "string" },
        tls: { type: "string", default: "none" },
        ca: { type: "string" },
        insecure: { type: "boolean", default: false },
        mechanism: { type: "string" },
        match: { type: "string", default: "lenient" },
        timeout: { type: "string", default: "5" },
        jobs: { type: "string", default: "1" },
        bail: { type: "boolean", default: false },
        verbose: { type: "boolean", short: "v", default: false },
        full: { type: "boolean", default: false },
        "fail-on-skipped": { type: "boolean", default: false },
        trace: { type: "boolean", default: false },
        json: { type: "string", multiple: true, default: [] },
        junit: { type: "string", multiple: true, default: [] },
        tap: { type: "string", multiple: true, default: [] },
        help: { type: "boolean", default: false },
        version: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function toReports(values: ReturnType<typeof readArguments>["values"]): ReportFile[] {
  const reports = REPORT_FORMATS.flatMap((format) => values[format].map((path) => ({ format, path })));
  const paths = reports.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined)
    throw new UsageError(`two reports go to ${twice === "-" ? "standard output" : twice}: only one can`);
  return reports;
}

function toConnection(values: ReturnType<typeof readArguments>["values"]): ConnectionSettings {
  const { host, port, url, ca, insecure, mechanism } = values;
  if (url !== undefined && !isStreamUrl(url))
    throw new UsageError(`--url: ${url} is no address of ${STREAM_URLS}`);
  const tls: Tls = toChoice("--tls", values.tls, TLS_CHOICES);
  return {
    host,
    port: toPort("--port", port),
    tls,
    insecure,
    ...(url !== undefined && { url }),
    ...(ca !== undefined && { caFile: ca }),
    ...(mechanism !== undefined && { mechanism: toChoice("--mechanism", mechanism, MECHANISM_NAMES) }),
  };
}

function toChoice<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === text);
  if (choice === undefined) throw new UsageError(`${option}: ${text} is none of ${choices.join(", ")}`);
  return choice;
}

function toPort(option: string, text: string): number {
  if (!isPort(text)) throw new UsageError(`${option}: ${text} is not a port`);
  return Number(text);
}

function toNumber(option: string, text: string, unit: string, max: number): number {
  const number = Number(text);
  if (!(number > 0 && number <= max))
    throw new UsageError(`${option}: ${text} is not a number of ${unit} up to ${max}`);
  return number;
}

function toTags(lists: string[]): string[] {
  return lists
    .flatMap((list) => list.split(","))
    .map(normaliseTag)
    .filter((tag) => tag !== "");
}
