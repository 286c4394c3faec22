import { escapeXML } from "ltx";
import type { ReportFormat } from "./options.ts";
import type { ScriptResult } from "./player.ts";
import { visible } from "./visible.ts";
import { Reporter, warningsOf } from "./report.ts";

/** Characters that XML cannot hold: what a server sends that is ill-formed is told of in reports. */
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Writes results for other programs.
 *
 * @param bailOut Why the run has ended before its end, if it has.
 */
export function writeReport(
  format: ReportFormat,
  results: readonly ScriptResult[],
  bailOut?: string,
): string {
  if (format === "json") return toJson(results);
  return format === "junit" ? toJunit(results) : toTap(results, bailOut);
}

const plain = new Reporter({ colour: false, full: true });

function toJson(results: readonly ScriptResult[]): string {
  const isShown = (key: string, value: unknown): unknown => (key === "rows" ? undefined : value);
  return `${JSON.stringify(results, isShown, 2)}\n`;
}

function toJunit(results: readonly ScriptResult[]): string {
  const count = (status: ScriptResult["status"]) => results.filter((each) => each.status === status).length;
  const seconds = results.reduce((sum, each) => sum + each.seconds, 0).toFixed(3);
  const totals = `tests="${results.length}" failures="${count("failed")}" skipped="${count("skipped")}" time="${seconds}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    `  <testsuite name="scansion" errors="0" ${totals}>`,
    ...results.map(toTestCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function toTestCase(result: ScriptResult): string {
  const { file, title, seconds } = result;
  const start = `    <testcase classname="${xml(file)}" name="${xml(title)}" file="${xml(file)}" time="${seconds.toFixed(3)}"`;
  const warnings = warningsOf(result).join("\n");
  const parts = [
    ...outcomeOf(result),
    ...(warnings === "" ? [] : [`<system-out>${xml(warnings)}</system-out>`]),
  ];
  return parts.length === 0
    ? `${start}/>`
    : [`${start}>`, ...parts.map((part) => `      ${part}`), "    </testcase>"].join("\n");
}

function outcomeOf(result: ScriptResult): string[] {
  if (result.status === "passed") return [];
  if (result.status === "skipped")
    return [result.reason === undefined ? "<skipped/>" : `<skipped message="${xml(result.reason)}"/>`];
  const { file, failure } = result;
  const message = xml(`${file}:${failure.line}: ${failure.message}`);
  return [`<failure message="${message}">${xml(plain.failure(file, failure))}</failure>`];
}

function xml(text: string): string {
  return escapeXML(text.replace(NO_XML, "\ufffd"));
}

/** TAP 13, as far as all that read it agree on. */
function toTap(results: readonly ScriptResult[], bailOut: string | undefined): string {
  return [
    "TAP version 13",
    `1..${results.length}`,
    ...results.flatMap(toTestPoint),
    ...(bailOut === undefined ? [] : [`Bail out! ${bailOut}`]),
    "",
  ].join("\n");
}

function toTestPoint(result: ScriptResult, index: number): string[] {
  const { file, title } = result;
  const name = visible(`${index + 1} - ${title} (${file})`.replaceAll("#", "\\#").replace(/[\r\n]+/g, " "));
  const point = result.status === "failed" ? `not ok ${name}` : `ok ${name}`;
  const skip = result.status === "skipped" ? ` # SKIP ${result.reason ?? ""}`.trimEnd() : "";
  const failure = result.status === "failed" ? plain.failure(file, result.failure).split("\n") : [];
  const comments = [...warningsOf(result), ...failure];
  return [point + skip, ...comments.map((line) => `# ${line}`.trimEnd())];
}
