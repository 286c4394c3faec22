// The room's configuration form in a client: what it shows of our field, and what comes of another choice.
import { setTimeout as delay } from "node:timers/promises";
import type { Hall } from "../world/hall.ts";
import type { Client } from "./client.ts";
import type { Terminal } from "./terminal.ts";

const FIELD = "Who may ask for users whose presence is not shown";
/** The field of Prosody's own that stands before it. */
const FIELD_BEFORE = "Only show participants with roles";
/** A client that crashes when a form is saved does so within this time. */
const CRASH_MILLISECONDS = 1_000;

export const FORM_TITLES = [
  "The room's form, and our field in it",
  "The third value is chosen, and the form sent",
  "A form is sent unchanged where the plugin is not",
] as const;

/** Opens the form, chooses and sends it; resolves to what was seen of each. */
export async function changePolicy(client: Client, terminal: Terminal, hall: Hall): Promise<string[]> {
  await hall.shareOwnership();
  const field = await client.openForm(FIELD);
  await client.chooseThird();
  const sent = await sendForm(client, terminal);
  return [`\`${field}\``, `${sent}; saved: ${(await hall.policy()) ?? "nothing"}`];
}

/** Sends the form of a room without the plugin as it is. */
export async function sendUnchanged(client: Client, terminal: Terminal): Promise<string> {
  await client.openForm(FIELD_BEFORE);
  return sendForm(client, terminal);
}

async function sendForm(client: Client, terminal: Terminal): Promise<string> {
  const said = `\`${await client.submitForm()}\``;
  await delay(CRASH_MILLISECONDS);
  return (await terminal.hasEnded()) ? `${said}; then it crashes` : said;
}
