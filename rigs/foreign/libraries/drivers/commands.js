// What the drivers in JavaScript have in common.
import { createInterface } from "node:readline";

export const [jid, password, host, port, room, nick] = process.argv.slice(2);
export const [user, domain] = jid.split("@");

// Standard output is for reports: what a library logs goes elsewhere.
console.log = console.info = console.debug = console.error;

/** Reports something: an event, or who is in the room. */
export function tell(report) {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

/** Follows commands from standard input until it ends: one method for each, by its name. */
export async function obey(commands) {
  for await (const line of createInterface(process.stdin)) {
    const [command, ...parameters] = line.split(" ");
    await commands[command](...parameters);
  }
  process.exit();
}
