// ejabberd as the home server of users in our rooms: who is in the room afterwards, on either side.
import { setTimeout as delay } from "node:timers/promises";
import { compare, type Row, type Section } from "../row.ts";
import { Ejabberd } from "../world/ejabberd.ts";
import { followersOf, type Rooms, startRooms } from "../world/rooms.ts";
import { PLAIN_ROOMS, ROOMS, until, type World } from "../world/hosts.ts";
import { describeAnswer } from "../describe.ts";
import { Guest } from "./guest.ts";
import { BURST, follow, type Situation, SITUATIONS } from "./situations.ts";
import { Stage } from "./stage.ts";

const EXPLANATION =
  "Users of ejabberd 23.01 in rooms of Prosody 0.12.3, over the network, with dialback: each enters a room by a connection of its own, " +
  "does what the row says, and hears what is then said in the room; then ejabberd is asked whether it holds the user to be in the room (of a room in the roster it keeps nothing, it tells every " +
  "contact at the end); at last the connection is cut. A user whom its own server has forgotten to be in the room is not taken out of it: a ghost.";

/** The longest that ejabberd may take to say that a user has gone. */
const GONE_MILLISECONDS = 20_000;
const HEARD_MILLISECONDS = 10_000;
/** The guest in the room when ejabberd is killed. */
const KILLED: Situation = {
  title: "ejabberd is killed",
  nick: "Killed",
  room: "quiet",
  act: () => Promise.resolve(""),
  expected: "",
  staysIn: true,
};

/** The outcome of a situation on one of the services. */
interface Outcome {
  readonly seen: string;
  readonly hears: boolean;
  /** True if the user's own server holds that it is in the room. */
  readonly isHeldIn: boolean;
  readonly isGhost: boolean;
}

/** Checks all situations, on the service with the plugin and on the one without. */
export async function checkHomeServer(world: World): Promise<Section> {
  const rooms = await startRooms(world, { muc_probe_rate: 1, muc_probe_burst: BURST });
  try {
    const ejabberd = await Ejabberd.start(world, [...SITUATIONS, KILLED].map(accountOf));
    const stages = [await Stage.set(ROOMS), await Stage.set(PLAIN_ROOMS)];
    const [ours = [], plain = []] = await Promise.all(
      stages.map((stage) => playAll(world, rooms, ejabberd, stage)),
    );
    const rows = SITUATIONS.map((situation, i) => judge(situation, ours[i], plain[i]));
    const killed = await kill(world, rooms, ejabberd, stages);
    for (const stage of stages) await stage.strike();
    return {
      title: "ejabberd as the home server",
      explanation: EXPLANATION,
      headings: [
        "what its user does",
        "answer",
        "without the plugin",
        "hears the room",
        "ejabberd holds",
        "afterwards",
        "without the plugin",
      ],
      rows: [...rows, ...killed],
    };
  } finally {
    rooms.control.close();
    await rooms.server.stop();
  }
}

function accountOf({ nick, inRoster, room }: Situation): Parameters<typeof Ejabberd.start>[1][number] {
  const roomsInRoster = [ROOMS, PLAIN_ROOMS].map((service) => `${room}@${service}`);
  return { ...Guest.account(nick), ...(inRoster === true && { roomsInRoster }) };
}

async function playAll(world: World, rooms: Rooms, ejabberd: Ejabberd, stage: Stage): Promise<Outcome[]> {
  const played = await Promise.all(SITUATIONS.map((situation) => play(world, stage, situation)));
  await stage.say("hark");
  const heard = await Promise.all(
    played.map(({ guest }) =>
      guest.next((stanza) => stanza.getChildText("body") === "hark", HEARD_MILLISECONDS),
    ),
  );
  const heldIn = await Promise.all(
    played.map(({ guest: { user, resource, room, nick } }) =>
      ejabberd.holdsToBeIn(user, resource, room, nick),
    ),
  );
  for (const { guest } of played) guest.cut();
  const ghosts = await findGhosts(rooms, stage);
  return played.map(({ guest, seen }, i) => ({
    seen,
    hears: heard[i] !== undefined,
    isHeldIn: heldIn[i] === true,
    isGhost: ghosts.includes(guest.nick),
  }));
}

function isHeldIn(ejabberd: Ejabberd, { user, resource, room, nick }: Guest): Promise<boolean> {
  return ejabberd.holdsToBeIn(user, resource, room, nick);
}

async function play(
  world: World,
  stage: Stage,
  situation: Situation,
): Promise<{ guest: Guest; seen: string }> {
  const guest = await Guest.logIn(world, stage.room(situation.room), situation.nick);
  return { guest, seen: await situation.act(guest, stage) };
}

/** Waits until nobody is in the rooms but those who are at home there; resolves to who else stays. */
async function findGhosts(rooms: Rooms, stage: Stage): Promise<string[]> {
  const deadline = Date.now() + GONE_MILLISECONDS;
  for (;;) {
    const ghosts = await stage.guests(rooms);
    if (ghosts.length === 0 || Date.now() > deadline) return ghosts;
    await delay(100);
  }
}

/** Judges what came of a situation, on the service with the plugin and on the one without. */
export function judge(situation: Situation, ours?: Outcome, plain?: Outcome): Row {
  const afterwards = (outcome?: Outcome): string => (outcome?.isGhost === true ? "a ghost" : "gone");
  const held = (outcome?: Outcome): string => describeHeld(outcome?.isHeldIn === true);
  const hears = ours?.hears === true;
  const cells = [
    situation.title,
    ours?.seen ?? "",
    plain?.seen === ours?.seen ? "the same" : (plain?.seen ?? ""),
    hears ? "yes" : "no",
    held(ours) === held(plain) ? held(ours) : `${held(ours)}; without the plugin: ${held(plain)}`,
    afterwards(ours),
    afterwards(plain),
  ];
  const problems = [
    ...(ours?.seen === situation.expected ? [] : [`the answer should be: ${situation.expected}`]),
    ...(hears === situation.staysIn ? [] : [`${situation.staysIn ? "does not hear" : "hears"} what is said`]),
    ...(ours?.isHeldIn === (situation.isHeldIn ?? situation.staysIn)
      ? []
      : [`its server holds that it is ${held(ours)}`]),
    ...(ours?.isGhost === true ? ["is a ghost: its server forgot that it is in the room"] : []),
  ];
  if (problems.length === 0) return { cells, verdict: "right" };
  return { cells, verdict: "wrong", problem: `${situation.title}: ${problems.join("; ")}` };
}

function describeHeld(isHeld: boolean): string {
  return isHeld ? "in the room" : "not in it";
}

/** Kills ejabberd while a user is in the rooms, and starts it again. */
async function kill(
  world: World,
  rooms: Rooms,
  ejabberd: Ejabberd,
  stages: readonly Stage[],
): Promise<Row[]> {
  const logIn = (stage: Stage): Promise<Guest> => Guest.logIn(world, stage.room(KILLED.room), KILLED.nick);
  for (const stage of stages) {
    const guest = await logIn(stage);
    await guest.join();
    await follow(guest, "Juliet");
  }
  const whereabouts = (): Promise<string[]> =>
    Promise.all(
      stages.map(async (stage) =>
        (await stage.guests(rooms)).includes(KILLED.nick) ? "in the room" : "gone",
      ),
    );
  await ejabberd.kill();
  const [ours = "", plain = ""] = await whereabouts();
  const followers = await followersOf(rooms);
  const afterDeath = compare(
    ["ejabberd is killed", followers, "", "", "", ours, plain],
    `${followers}, ${ours}`,
    "1 sessions follow 1 people (1 pairs), in the room",
  );
  await ejabberd.restart();
  const answers: string[] = [];
  const held: boolean[] = [];
  for (const stage of stages) {
    const guest = await logIn(stage);
    answers.push(describeAnswer(await guest.probe(KILLED.nick)));
    held.push(await isHeldIn(ejabberd, guest));
    guest.cut();
    await stage.say("hark");
  }
  const haveGone = async (): Promise<boolean> => !(await whereabouts()).includes("in the room");
  // If they never go, the row says so.
  await until("the room has noticed", haveGone, GONE_MILLISECONDS).catch(() => undefined);
  const afterReturn = judgeReturn(answers, describeHeld(held.includes(true)), await whereabouts());
  const kept = await followersOf(rooms);
  const cells = ["Nobody who followed somebody is there any more", kept, "", "", "", "", ""];
  return [afterDeath, afterReturn, compare(cells, kept, "0 sessions follow 0 people (0 pairs)")];
}

function judgeReturn(
  [answer = "", plainAnswer = ""]: readonly string[],
  held: string,
  [ours = "", plain = ""]: readonly string[],
): Row {
  const title = "It comes back, its user probes himself, and something is said in the room";
  const sameAnswer = answer === plainAnswer ? "the same" : plainAnswer;
  return compare([title, answer, sameAnswer, "", held, ours, plain], `${held}, ${ours}`, "not in it, gone");
}
