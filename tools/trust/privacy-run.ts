// Room after room, until one fails; that one is then made as small as it can be.
import { generateRoom } from "./generator.ts";
import type { Finding } from "./judge.ts";
import type { Room } from "./model.ts";
import { PrivacyWorld } from "./privacy-world.ts";
import { Progress } from "./progress.ts";
import type { ServiceOptions } from "./service.ts";
import { shrink } from "./shrink.ts";

/** What to check. Room number i has the seed `seed + i`, so that each can be replayed by itself. */
export interface PrivacyOptions extends Pick<ServiceOptions, "installation" | "pluginPath"> {
  readonly seed: number;
  readonly rooms: number;
}

/** A room that failed. */
export interface Failure {
  readonly seed: number;
  /** As small as it could be made. */
  readonly room: Room;
  /** What is wrong in the small room. */
  readonly findings: readonly Finding[];
}

/** What was checked, up to the first room that failed. */
export interface PrivacyResult {
  readonly rooms: number;
  /** Probes and batches that were sent. */
  readonly questions: number;
  /** Stanzas that came to anybody. */
  readonly stanzas: number;
  readonly failure?: Failure;
}

/** Checks rooms. */
export async function runPrivacy(options: PrivacyOptions): Promise<PrivacyResult> {
  const world = await PrivacyWorld.start(options);
  try {
    return await checkRooms(world, options);
  } finally {
    await world.stop();
  }
}

async function checkRooms(world: PrivacyWorld, { seed, rooms }: PrivacyOptions): Promise<PrivacyResult> {
  const progress = new Progress(rooms, "rooms");
  let questions = 0;
  let stanzas = 0;
  for (let done = 1; done <= rooms; done += 1) {
    const roomSeed = seed + done - 1;
    const room = generateRoom(roomSeed, world.features);
    const report = await world.check(room);
    questions += report.questions;
    stanzas += report.stanzas;
    if (report.findings.length > 0) {
      return { rooms: done, questions, stanzas, failure: await explain(world, roomSeed, room) };
    }
    progress.report(done);
  }
  return { rooms, questions, stanzas };
}

async function explain(world: PrivacyWorld, seed: number, room: Room): Promise<Failure> {
  const small = await shrink(room, async (candidate) => (await world.check(candidate)).findings.length > 0);
  return { seed, room: small, findings: (await world.check(small)).findings };
}
