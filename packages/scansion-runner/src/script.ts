import type { MatchMode, Tls } from "./choices.ts";
import type { Element } from "./xml.ts";

/** Settings of a connection, as far as a script or the runner's caller gives them. */
export interface ConnectionSettings {
  host?: string;
  port?: number;
  /** In place of host and port: `ws:` and `wss:` for WebSocket, `http:` and `https:` for BOSH. */
  url?: string;
  tls?: Tls;
  /** A file with authorities to trust in place of those that Node.js trusts, as PEM. */
  caFile?: string;
  /** Takes any certificate. */
  insecure?: boolean;
  /** The only SASL mechanism allowed. */
  mechanism?: string;
}

/** One of a script's clients or components, as its cast describes it. */
export interface Character {
  name: string;
  kind: "client" | "component";
  /** The bare JID to log in with; one without a local part logs in anonymously. A component's domain. */
  jid: string;
  password: string;
  /** The resource to ask for; without it the server chooses. */
  resource?: string;
  /** Its own settings, which come before the runner's. */
  connection: ConnectionSettings;
}

interface ActionBase {
  /** The name of the character who acts. */
  character: string;
  /** The action's line in its script, from 1; of a second stanza in one action that stanza's line. */
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
  /** The mode that a tag `match: MODE` asks for. */
  match?: MatchMode;
  characters: Character[];
  actions: Action[];
  /** Lines that do not say what they seem to; the script is played all the same. */
  warnings: Problem[];
}

/** Something in a script that cannot be read, or does not say what it seems to. */
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
