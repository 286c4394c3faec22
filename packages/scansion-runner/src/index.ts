/**
 * Plays scansion scripts from code.
 *
 * @module
 */
export type { MatchMode, Tls } from "./choices.ts";
export { XmppClient, type XmppClientOptions } from "./client.ts";
export type { Comparison, ValueComparison } from "./compare.ts";
export { findScripts } from "./files.ts";
export { type Failure, failureOf } from "./failure.ts";
export { indentStanza, type Row } from "./format.ts";
export { type Match, matchStanza } from "./matcher.ts";
export { parseScript } from "./parser.ts";
export {
  type AbortSignalLike,
  runScript,
  type RunOptions,
  type ScriptClient,
  type ScriptResult,
} from "./player.ts";
export { Reporter, type ReporterOptions, wantsColour } from "./report.ts";
export {
  type Action,
  type Character,
  type ConnectionSettings,
  type Problem,
  type Script,
  ScriptError,
} from "./script.ts";
export { parseStanza, StanzaError } from "./stanza-parser.ts";
export type { Captures } from "./values.ts";
export type { Direction } from "./wire.ts";
export { IllFormedError } from "./xml-reader.ts";
export { Element } from "./xml.ts";
