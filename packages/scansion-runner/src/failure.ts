import { flattenStanza, indentStanza, layOutComparison, type Row } from "./format.ts";
import { conditionOf } from "./login.ts";
import type { Match } from "./matcher.ts";
import { type Action, describeAction } from "./script.ts";
import { attributesOf, type Element } from "./xml.ts";

/** The place and the reason of a script's failure; stanzas are XML to be read. */
export interface Failure {
  /** The line of the action that failed. */
  line: number;
  /** That action, such as `Romeo receives`, or `the end`. */
  action: string;
  message: string;
  expected?: string;
  /** Of what came, that which is nearest to what was expected. */
  received?: string;
  /** The differences between the two, in words. */
  differences: string[];
  /** The two side by side. */
  rows: Row[];
  /** All that the action passed over, in order, a line each. */
  passedOver: string[];
  /** All that came and was not read, a line each, with its reader where that is another. */
  unread: string[];
}

/** A stanza that an action has passed over, and how it compared. */
export interface PassedOver {
  stanza: Element;
  match: Match;
}

/** A failure of which no more is known than a message. */
export function failureOf(line: number, action: string, message: string): Failure {
  return { line, action, message, differences: [], rows: [], passedOver: [], unread: [] };
}

/** Carries what is known of a failure from where it is found to where the play ends. */
export class PlayError extends Error {
  readonly details: Partial<Failure>;

  constructor(message: string, details: Partial<Failure> = {}) {
    super(message);
    this.details = details;
  }
}

/** Describes an answer that is not the one that was expected. */
export function describeAnswer(answer: Element): string {
  const error = attributesOf(answer).type === "error" ? answer.getChild("error") : undefined;
  return error ? `the answer is an error: ${conditionOf(error)}` : "the answer differs";
}

/**
 * That something was expected and is not to come.
 *
 * @param candidates Of what came, what may be shown beside what was expected.
 */
export function notReceived(
  expected: Element,
  candidates: PassedOver[],
  message: string,
  more: Partial<Failure> = {},
): PlayError {
  const nearest = nearestTo(expected, candidates);
  return new PlayError(message, {
    expected: indentStanza(expected),
    ...(nearest && {
      received: indentStanza(nearest.stanza),
      differences: nearest.match.differences,
      rows: layOutComparison(nearest.match.comparison),
    }),
    passedOver: candidates.map(({ stanza }) => flattenStanza(stanza)),
    ...more,
  });
}

/** The stanza of the expected kind with the fewest differences or, where none is, the last. */
function nearestTo(expected: Element, passedOver: PassedOver[]): PassedOver | undefined {
  const [nearest] = passedOver
    .filter(({ stanza }) => stanza.name === expected.name)
    .sort((a, b) => a.match.differences.length - b.match.differences.length);
  return nearest ?? passedOver.at(-1);
}

/** Describes an error, and the action in which it happened. */
export function toFailure(error: unknown, action: Action | undefined): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return {
    ...failureOf(action?.line ?? 1, action ? describeAction(action) : "", message),
    ...(error instanceof PlayError && error.details),
  };
}
