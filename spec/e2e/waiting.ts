import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** Most time for what is to be seen: the machine may have other work. */
export const WAIT_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

/** Waits until what is read is as expected, and fails with the difference if it never is. */
export async function waitUntilReads<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + WAIT_MILLISECONDS;
  let actual = await read();
  while (!isDeepStrictEqual(actual, expected) && Date.now() < deadline) {
    await delay(POLL_MILLISECONDS);
    actual = await read();
  }
  assert.deepEqual(actual, expected);
}
