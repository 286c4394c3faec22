import fc from "fast-check";
import { type FuzzStanza, fuzzStanza, type Sender } from "./stanzas.ts";
import { FuzzedRoom, type Outcome } from "./fuzzed-room.ts";
import { Progress } from "../progress.ts";
import type { ServiceOptions } from "../server/service.ts";

const MOST_AT_ONCE = 500;
const SHRINKING_MILLISECONDS = 120_000;

/** Stanza number i has the seed `seed + i`, so that each can be replayed by itself. */
export interface FuzzOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  readonly seed: number;
  readonly stanzas: number;
}

/** A problem, and the stanzas that bring it about. */
export interface FuzzFailure {
  readonly problem: string;
  readonly stanzas: readonly FuzzStanza[];
}

/** Counts everything up to the first failure. */
export interface FuzzResult {
  readonly sent: number;
  readonly answers: number;
  /** The number of streams that the server closed. */
  readonly closed: number;
  /** Errors in Prosody's own Lua, which the plugin has no part in. */
  readonly othersErrors: number;
  readonly failure?: FuzzFailure;
}

/** Sends stanzas by the hundreds; those that something went wrong with, one by one. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const world = await FuzzedRoom.start(options);
  try {
    return await sendAll(world, options);
  } finally {
    await world.stop();
  }
}

async function sendAll(world: FuzzedRoom, { seed, stanzas }: FuzzOptions): Promise<FuzzResult> {
  const progress = new Progress(stanzas, "stanzas");
  const sum = { sent: 0, answers: 0, closed: 0, othersErrors: 0 };
  while (sum.sent < stanzas) {
    const some = nextStanzas(seed + sum.sent, Math.min(MOST_AT_ONCE, stanzas - sum.sent));
    const outcome = await world.send(some);
    sum.sent += some.length;
    sum.answers += outcome.answers;
    sum.closed += outcome.closed.length;
    sum.othersErrors += outcome.othersErrors;
    if (isAmiss(outcome, some)) {
      const failure = await findCulprit(world, some, outcome);
      if (failure) return { ...sum, failure };
    }
    progress.report(sum.sent);
  }
  return sum;
}

/** The next stanzas, up to one that closes its sender's stream: what comes after it would not be read. */
function nextStanzas(seed: number, most: number): FuzzStanza[] {
  const stanzas: FuzzStanza[] = [];
  for (let next = seed; next < seed + most; next += 1) {
    const stanza = fuzzStanza(next);
    stanzas.push(stanza);
    if (stanza.closesStream) break;
  }
  return stanzas;
}

/** A stream that was closed before its time is amiss too: some stanzas may be unread. */
function isAmiss({ problem, closed }: Outcome, stanzas: readonly FuzzStanza[]): boolean {
  const last = stanzas.at(-1);
  const expected: Sender | undefined = last?.closesStream === true ? last.sender : undefined;
  return problem !== undefined || closed.some((sender) => sender !== expected);
}

/** The stanza that something goes wrong with by itself, or the fewest that it takes. */
async function findCulprit(
  world: FuzzedRoom,
  stanzas: readonly FuzzStanza[],
  { problem }: Outcome,
): Promise<FuzzFailure | undefined> {
  for (const stanza of stanzas) {
    const alone = await world.send([stanza]);
    if (alone.problem !== undefined) return { problem: alone.problem, stanzas: [stanza] };
  }
  return problem === undefined ? undefined : findFewest(world, { problem, stanzas });
}

/** Leaves out stanzas for as long as something goes wrong without them, or until time is up. */
export async function findFewest(
  world: Pick<FuzzedRoom, "send">,
  failure: FuzzFailure,
): Promise<FuzzFailure> {
  let fewest = failure;
  const stanzas = [...failure.stanzas];
  const property = fc.asyncProperty(fc.subarray(stanzas), async (some) => {
    const { problem } = await world.send(some);
    if (problem !== undefined) fewest = { problem, stanzas: some };
    return problem === undefined;
  });
  // The one run is that of all; where it fails fast-check goes on with fewer.
  await fc.check(property, {
    examples: [[stanzas]],
    numRuns: 1,
    interruptAfterTimeLimit: SHRINKING_MILLISECONDS,
  });
  return fewest;
}
