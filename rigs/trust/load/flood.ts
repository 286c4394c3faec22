// Somebody who runs a server, and floods a room of another with questions.
import { setInterval } from "node:timers/promises";
import { REMOTE_HOST } from "../contract/model.ts";
import { NS_MUC } from "../../../tools/kit/room-clients.ts";
import type { XmppClient } from "scansion-runner";

const INTERVAL_MILLISECONDS = 20;
const ITEMS = 100;

/** As much as Prosody lets a server send, unless told otherwise (mod_limits). */
export const BYTES_PER_SECOND = 30_000;

/** Makes the stanza with a number, from 0, for a room with occupants called nick0, nick1 and so on. */
export type Attack = (room: string, number: number) => string;

function bareJid(number: number): string {
  return `stranger${number}@${REMOTE_HOST}`;
}

function probe(from: string, to: string): string {
  return `<presence type='probe' id='flood' from='${from}' to='${to}'/>`;
}

function batch(room: string, from: string): string {
  const items = Array.from({ length: ITEMS }, (_, index) => `<item jid='${room}/nick${index}'/>`);
  return `<iq type='get' id='flood' from='${from}' to='${room}'><query xmlns='${NS_MUC}#user'>${items.join("")}</query></iq>`;
}

/** A probe by somebody who has not asked before. */
export const probeFromBareJid: Attack = (room, number) =>
  probe(bareJid(number), `${room}/nick${number % ITEMS}`);

/** By their names in the table. No JID asks twice, but in the last. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  "probes, bare JIDs": probeFromBareJid,
  "probes, full JIDs": (room, number) =>
    probe(`${bareJid(number)}/r${number}`, `${room}/nick${number % ITEMS}`),
  "probes of the room": (room, number) => probe(bareJid(number), room),
  batches: (room, number) => batch(room, number % 2 === 0 ? bareJid(number) : `${bareJid(number)}/r`),
  "probes, one JID": (room) => probe(bareJid(0), `${room}/nick0`),
};

/** Sends an attack's stanzas at a steady rate until it is stopped. Returns how many. */
export async function flood(
  component: XmppClient,
  {
    attack,
    room,
    firstNumber,
  }: { readonly attack: Attack; readonly room: string; readonly firstNumber: number },
  signal: AbortSignal,
): Promise<number> {
  const start = performance.now();
  let bytes = 0;
  let sent = 0;
  try {
    // The value of each tick is the signal's state, which ends the loop by itself.
    for await (const aborted of setInterval(INTERVAL_MILLISECONDS, signal.aborted, { signal })) {
      if (aborted) break;
      while (bytes < ((performance.now() - start) / 1000) * BYTES_PER_SECOND) {
        const stanza = attack(room, firstNumber + sent);
        await component.send(stanza);
        bytes += Buffer.byteLength(stanza);
        sent += 1;
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return sent;
}
