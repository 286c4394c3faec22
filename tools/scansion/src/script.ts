import type { Element } from "./xml.ts";

/** One of a script's clients, as its cast describes it. */
export interface Character {
  name: string;
  /** The bare JID to log in with. */
  jid: string;
  password: string;
  /** The resource to ask for; without it the server chooses. */
  resource?: string;
  /** Where to connect to, when not to the host the runner was given. */
  host?: string;
  /** The port to connect to, when not the one the runner was given. */
  port?: number;
}

interface ActionBase {
  /** The name of the character who acts. */
  character: string;
  /** The action's line in its script, from 1. */
  line: number;
}

/** One step of a script. */
export type Action =
  | (ActionBase & { kind: "connects" | "disconnects" | "receives nothing" })
  | (ActionBase & { kind: "sends" | "receives"; stanza: Element });

/** A script that has been read. */
export interface Script {
  /** The file it was read from, as it was named. */
  file: string;
  /** Its first line, or the file's name where it has none. */
  title: string;
  description: string;
  /** Its tags as written, but for space: `slow`, `requires: presencebroadcast`. */
  tags: string[];
  characters: Character[];
  actions: Action[];
}

/** Something in a script that cannot be read. */
export interface Problem {
  line: number;
  message: string;
}

/** A script that cannot be read; its message names file and line of every problem. */
export class ScriptError extends Error {
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map(({ line, message }) => `${file}:${line}: ${message}`).join("\n"));
    this.name = "ScriptError";
    this.file = file;
    this.problems = problems;
  }
}

/** An action as its line in the script reads, but for a colon at its end. */
export function describeAction({ character, kind }: Action): string {
  return kind === "receives nothing" ? `${character} receives: nothing` : `${character} ${kind}`;
}
