import { styleText } from "node:util";
import { flattenStanza, sideBySide } from "./format.ts";
import type { Failure, ScriptResult } from "./player.ts";
import { type Action, describeAction } from "./script.ts";

type Style = Parameters<typeof styleText>[0];

const STATUS_STYLES: Record<ScriptResult["status"], Style> = {
  passed: "green",
  failed: "red",
  skipped: "yellow",
};

/** Puts what happens into words, with colour or without. */
export class Reporter {
  readonly #colour: boolean;

  constructor(colour: boolean) {
    this.#colour = colour;
  }

  /** A line for an action that is about to happen. */
  action(file: string, action: Action): string {
    const stanza = "stanza" in action ? `: ${flattenStanza(action.stanza)}` : "";
    return `${this.#style("dim", `${file}:${action.line}:`)} ${describeAction(action)}${this.#style("dim", stanza)}`;
  }

  /** What became of a script: a line, and more where it failed. */
  result(result: ScriptResult): string {
    const { status, title, file, seconds } = result;
    const time = status === "skipped" ? "" : `, ${seconds.toFixed(2)} s`;
    const line = `${this.#style(STATUS_STYLES[status], status)} ${title} ${this.#style("dim", `(${file}${time})`)}`;
    return result.status === "failed" ? `${line}\n${this.#failure(file, result.failure)}` : line;
  }

  /** The last line. */
  summary(results: readonly ScriptResult[]): string {
    const count = (status: ScriptResult["status"]) => results.filter((each) => each.status === status).length;
    const skipped = count("skipped");
    const numbers = `${count("passed")} passed, ${count("failed")} failed`;
    return skipped > 0 ? `${numbers}, ${skipped} skipped` : numbers;
  }

  #failure(file: string, failure: Failure): string {
    const lines = [
      this.#style("red", `${file}:${failure.line}: ${failure.action}: ${failure.message}`),
      ...comparison(failure),
      ...list("differs:", failure.differences),
      ...list("passed over:", failure.passedOver),
      ...list("unread:", failure.unread),
    ];
    return lines.map((line) => `  ${line}`.trimEnd()).join("\n");
  }

  #style(style: Style, text: string): string {
    return this.#colour ? styleText(style, text) : text;
  }
}

/** The results as JSON, for other programs. */
export function toJson(results: readonly ScriptResult[]): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

function comparison({ expected, received }: Failure): string[] {
  if (expected === undefined) return [];
  return ["", ...sideBySide(["expected", expected], ["came", received ?? "(nothing)"])];
}

function list(heading: string, entries: string[]): string[] {
  return entries.length === 0 ? [] : ["", heading, ...entries.map((entry) => `  ${entry}`)];
}
