import { escapeXML } from "ltx";
import type { ReportFormat } from "./options.ts";
import type { ScriptResult } from "./player.ts";
import { Reporter } from "./report.ts";

/** Characters that XML cannot hold: what a server sends that is ill-formed is told of in reports. */

const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Writes results for other programs. */
export const REPORT_WRITERS: Readonly<Record<ReportFormat, (results: readonly ScriptResult[]) => string>> = {
  json: toJson,
  junit: toJunit,
  tap: toTap,
};

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
  if (result.status !== "failed")
    return result.status === "passed" ? `${start}/>` : `${start}><skipped/></testcase>`;
  const { failure } = result;
  const message = xml(`${file}:${failure.line}: ${failure.message}`);
  return `${start}>\n      <failure message="${message}">${xml(plain.failure(file, failure))}</failure>\n    </testcase>`;
}

function xml(text: string): string {
  return escapeXML(text.replace(NO_XML, "\ufffd"));
}

/** TAP 13, as far as all that read it agree on. */
function toTap(results: readonly ScriptResult[]): string {
  return ["TAP version 13", `1..${results.length}`, ...results.flatMap(toTestPoint), ""].join("\n");
}

function toTestPoint(result: ScriptResult, index: number): string[] {
  const { file, title } = result;
  const name = `${index + 1} - ${title} (${file})`.replaceAll("#", "\\#").replace(/[\r\n]+/g, " ");
  if (result.status !== "failed")
    return [result.status === "passed" ? `ok ${name}` : `ok ${name} # SKIP by the filters`];
  const lines = plain.failure(file, result.failure).split("\n");
  return [`not ok ${name}`, ...lines.map((line) => `# ${line}`.trimEnd())];
}
