// What all clients in terminals can be asked to do, and what can be seen of them.
import type { Terminal } from "./terminal.ts";

/** Who plays with a client, and where. */
export interface Seat {
  readonly terminal: Terminal;
  readonly room: string;
  readonly nick: string;
}

/** What a client shows. */
export interface View {
  /** The lines in the room's window, the oldest first, each with its time. */
  readonly room: readonly string[];
  /** The lines elsewhere: profanity's console, poezio's information. */
  readonly elsewhere: readonly string[];
  /** Those in the list beside the room. */
  readonly occupants: readonly string[];
}

/** A client in a terminal, by its user's hands and eyes. */
export interface Client {
  /** Waits until the user is logged in. */
  logIn(): Promise<void>;
  join(): Promise<void>;
  leave(): Promise<void>;
  say(text: string): Promise<void>;
  /** Sends a stanza that the user has written. */
  send(xml: string): Promise<void>;
  /** Looks at the room and elsewhere. */
  look(): Promise<View>;
  /** Opens the room's configuration form; resolves to what it shows of a field, by its label. */
  openForm(label: string): Promise<string>;
  /** Chooses the third of the four values of the last field in the form. */
  chooseThird(): Promise<void>;
  /** Sends the form; resolves to the line in which the client says that it is saved. */
  submitForm(): Promise<string>;
}

/** What a line begins with; profanity puts a sign after the time. */
export const TIME = /^\d\d:\d\d:\d\d (?:[-!] )?/;

/** The lines with a time at their beginning, each with those that go on with it. */
export function readLines(screen: readonly string[]): string[] {
  const lines: string[] = [];
  for (const line of screen) {
    if (TIME.test(line)) lines.push(line.trim());
    else if (/\w/.test(line) && lines.length > 0) lines.push(`${lines.pop() ?? ""} ${line.trim()}`);
  }
  return lines;
}
