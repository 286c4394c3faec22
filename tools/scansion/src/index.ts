/**
 * Plays scansion scripts from code.
 *
 * @module
 */
export { XmppClient, type XmppClientOptions } from "./client.ts";
export { type Match, matchStanza } from "./matcher.ts";
export { parseScript } from "./parser.ts";
export { type Failure, runScript, type RunOptions, type ScriptClient, type ScriptResult } from "./player.ts";
export { type Action, type Character, type Problem, type Script, ScriptError } from "./script.ts";
export { parseStanza, StanzaError } from "./stanza-parser.ts";
export type { Captures } from "./values.ts";
export { Element } from "./xml.ts";
