import { installationsAtHand } from "../../tools/kit/columns.ts";
import type { Installation, ProsodyServer } from "prosody-launcher";
import * as clients from "../../tools/kit/room-clients.ts";
import type { Element, XmppClient } from "scansion-runner";

export const MUC = "conference.localhost";

/** Every release at hand. */
export const INSTALLATIONS: readonly Installation[] = await installationsAtHand();

/** The first and the last of some releases: what clients get is the same on those between, which the scripts hold. */
export function oldestAndNewest(installations = INSTALLATIONS): readonly Installation[] {
  return [...new Set([...installations.slice(0, 1), ...installations.slice(-1)])];
}

/** Waits for an answer that is to come, and for one that is not. */
export const ANSWER_MILLISECONDS = 30_000;
export const SILENCE_MILLISECONDS = 300;

/** Logs somebody in. */
export function logIn(server: ProsodyServer, name: string): Promise<XmppClient> {
  return clients.logIn(`${name.toLowerCase()}@localhost`, server.c2sPort);
}

/** Sends a probe; resolves to its answer, or to undefined if none comes in time. */
export function probe(
  client: XmppClient,
  to: string,
  wait: number = ANSWER_MILLISECONDS,
): Promise<Element | undefined> {
  return clients.probe(client, to, wait);
}
