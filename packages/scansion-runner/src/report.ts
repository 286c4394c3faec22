import util from "node:util";
import { flattenStanza, type Row } from "./format.ts";
import type { Failure } from "./failure.ts";
import type { ScriptResult } from "./player.ts";
import { type Action, describeAction } from "./script.ts";
import { visible } from "./visible.ts";
import type { Direction } from "./wire.ts";

type Style = Parameters<typeof util.styleText>[0];

/** Settings of a {@link Reporter}. */
export interface ReporterOptions {
  colour: boolean;
  /** Prints long stanzas whole, and all of many. */
  full?: boolean;
  /** Most characters in a line. */
  width?: number;
}

const STATUS_STYLES: Record<ScriptResult["status"], Style> = {
  passed: "green",
  failed: "red",
  skipped: "yellow",
};
const MARK_STYLES: Record<Row["mark"], Style | undefined> = {
  " ": undefined,
  "!": "yellow",
  "-": "red",
  "+": "green",
};
const DEFAULT_WIDTH = 120;
const MIN_WIDTH = 60;
/** The indentation, the mark and the line between the columns. */
const AROUND_COLUMNS = 7;
/** Most lines of a comparison, and lines around one that differs where there are more. */
const SHOWN_ROWS = 24;
const ROWS_AROUND = 2;
const SHOWN_STANZAS = 5;
const SHOWN_DIFFERENCES = 12;
const HINT = "--full shows all";

/** Puts what happens into words, with colour or without. */
export class Reporter {
  readonly #colour: boolean;
  readonly #full: boolean;
  readonly #width: number;

  constructor({ colour, full = false, width = DEFAULT_WIDTH }: ReporterOptions) {
    this.#colour = colour;
    this.#full = full;
    this.#width = Math.max(width, MIN_WIDTH);
  }

  /** A line for an action that is about to happen. */
  action(file: string, action: Action): string {
    const stanza = "stanza" in action ? `: ${this.#cut(flattenStanza(action.stanza), this.#width)}` : "";
    return `${this.#style("dim", `${file}:${action.line}:`)} ${visible(describeAction(action))}${this.#style("dim", stanza)}`;
  }

  /** A line for what goes over the wire, with the time. */
  wire(file: string, character: string, direction: Direction, xml: string): string {
    const now = new Date();
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) =>
      String(part).padStart(2, "0"),
    );
    const when = `${time.join(":")}.${String(now.getMilliseconds()).padStart(3, "0")}`;
    return `${this.#style("dim", `${when} ${file}:`)} ${visible(`${character} ${direction}: ${xml.replace(/\s*\n\s*/g, "")}`)}`;
  }

  /** Writes the outcome of a script: a line, and more where it failed. */
  result(result: ScriptResult): string {
    const { status, title, file, seconds } = result;
    const reason = result.status === "skipped" && result.reason ? `, ${result.reason}` : "";
    const time = status === "skipped" ? reason : `, ${seconds.toFixed(2)} s`;
    const line = `${this.#style(STATUS_STYLES[status], status)} ${visible(title)} ${this.#style("dim", `(${file}${time})`)}`;
    const warnings = warningsOf(result).map((text) => this.#style("yellow", `  ${text}`));
    const failure = result.status === "failed" ? [this.failure(file, result.failure)] : [];
    return [line, ...warnings, ...failure].join("\n");
  }

  /** The last line. */
  summary(results: readonly ScriptResult[]): string {
    const count = (status: ScriptResult["status"]) => results.filter((each) => each.status === status).length;
    const skipped = count("skipped");
    const numbers = `${count("passed")} passed, ${count("failed")} failed`;
    return skipped > 0 ? `${numbers}, ${skipped} skipped` : numbers;
  }

  /** Writes the place and the reason of a failure: the differences, then both sides, then all that came. */
  failure(file: string, failure: Failure): string {
    const place = [`${file}:${failure.line}`, ...(failure.action === "" ? [] : [failure.action])].join(": ");
    const lines = [
      this.#style("red", `${place}: ${failure.message}`),
      ...this.#list("differs:", failure.differences, SHOWN_DIFFERENCES),
      ...this.#comparison(failure),
      // One alone stands in the comparison.
      ...(failure.passedOver.length > 1 ? this.#stanzas("passed over:", failure.passedOver) : []),
      ...this.#stanzas("unread:", failure.unread),
    ];
    return lines.map((line) => `  ${line}`.trimEnd()).join("\n");
  }

  #comparison({ expected, received, rows }: Failure): string[] {
    if (expected === undefined) return [];
    const shown: Row[] =
      rows.length > 0
        ? rows
        : sideBySide(expected, received ?? "(nothing)").map(([left, right]) => ({
            mark: " ",
            expected: left,
            received: right,
          }));
    const [leftWidth, rightWidth] = this.#columnWidths(shown);
    const write = ({ mark, expected: left, received: right }: Row): string => {
      const line = `${mark} ${this.#cut(left, leftWidth).padEnd(leftWidth)} | ${this.#cut(right, rightWidth)}`;
      const style = MARK_STYLES[mark];
      return style === undefined ? visible(line) : this.#style(style, line.trimEnd());
    };
    const heading = write({ mark: " ", expected: "expected", received: "received" });
    return [
      "",
      this.#style("bold", heading.trimEnd()),
      ...this.#chosenRows(shown).map((row) => (typeof row === "string" ? row : write(row))),
    ];
  }

  /** Gives one column the room that the other does not need. */
  #columnWidths(rows: Row[]): [left: number, right: number] {
    const widest = (side: "expected" | "received"): number =>
      rows.reduce((most, row) => Math.max(most, row[side].length), side.length);
    if (this.#full) return [widest("expected"), widest("received")];
    const both = this.#width - AROUND_COLUMNS;
    const left = Math.min(widest("expected"), Math.max(Math.floor(both / 2), both - widest("received")));
    return [left, both - left];
  }

  /** All rows of a short comparison; of a long one those around what differs. */
  #chosenRows(rows: Row[]): (Row | string)[] {
    if (this.#full || rows.length <= SHOWN_ROWS) return rows;
    const marked = rows.flatMap(({ mark }, index) => (mark === " " ? [] : [index]));
    const isNear = (index: number): boolean =>
      index === 0 || marked.some((each) => Math.abs(each - index) <= ROWS_AROUND);
    const near = rows.flatMap((_, index) => (isNear(index) ? [index] : [])).slice(0, SHOWN_ROWS);
    const shown = near.length > 1 ? near : [...rows.keys()].slice(0, SHOWN_ROWS);
    const chosen: (Row | string)[] = [];
    let last = -1;
    for (const index of [...shown, rows.length]) {
      const left = index - last - 1;
      if (left > 0) chosen.push(`  … ${left} more ${left === 1 ? "line" : "lines"}; ${HINT}`);
      const row = rows[index];
      if (row) chosen.push(row);
      last = index;
    }
    return chosen;
  }

  #stanzas(heading: string, stanzas: string[]): string[] {
    return this.#list(
      heading,
      stanzas.map((stanza) => this.#cut(stanza, this.#width - 4)),
      SHOWN_STANZAS,
    );
  }

  #list(heading: string, entries: string[], limit: number): string[] {
    if (entries.length === 0) return [];
    const shown = this.#full ? entries : entries.slice(0, limit);
    const left = entries.length - shown.length;
    const rest = left > 0 ? [`… ${left} more; ${HINT}`] : [];
    return ["", heading, ...[...shown, ...rest].map((entry) => visible(`  ${entry}`))];
  }

  #cut(text: string, width: number): string {
    return this.#full || text.length <= width ? text : `${text.slice(0, width - 1)}…`;
  }

  #style(style: Style, text: string): string {
    const shown = visible(text);
    // Whether to colour is decided already.
    return this.#colour ? util.styleText(style, shown, { validateStream: false }) : shown;
  }
}

/** The warnings of a script's reader, a line each; a script that is not played need not be warned of. */
export function warningsOf({ status, file, warnings = [] }: ScriptResult): string[] {
  return status === "skipped"
    ? []
    : warnings.map(({ line, message }) => `${file}:${line}: warning: ${message}`);
}

function sideBySide(left: string, right: string): [string, string][] {
  const lefts = left.split("\n");
  const rights = right.split("\n");
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) => [
    lefts[index] ?? "",
    rights[index] ?? "",
  ]);
}

/**
 * Chooses colour as FORCE_COLOR says, else as NO_COLOR does, else on terminals only.
 *
 * @see https://no-color.org, https://force-color.org
 */
export function wantsColour(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (no !== undefined && no !== "") return false;
  return isTerminal && terminal !== "dumb";
}
