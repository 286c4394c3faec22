// What a user of the foreign server does in a room, and what is to come of it.
import { describeAnswer } from "../describe.ts";
import { batch } from "../../../tools/kit/room-clients.ts";
import type { Guest } from "./guest.ts";

const NS_QUERY = "http://modules.prosody.im/mod_muc_probe/1";

/** The probes that a user may send at once, in these checks; see `muc_probe_burst`. */
export const BURST = 10;
/** More than that. */
const HURRY = 3 * BURST;
const UNKNOWN = "unavailable, none, none";
const ONESELF = "available, none, participant";
const REFUSED = "error: cancel, not-acceptable";
const WAIT = "error: wait, resource-constraint";
const TOO_LARGE = "error: modify, policy-violation";

/** The rooms: in the second and third only moderators are shown, and in the second nobody may ask for the others. */
export type RoomName = "open" | "hidden" | "quiet";

/** Acts of others. */
export interface Hosts {
  /** Has the owner of the room put somebody out. */
  kick(guest: Guest): Promise<void>;
  /** Has Juliet change her presence in the quiet room. */
  change(): Promise<void>;
  /** Has Paris enter the quiet room, and, when something has been done, lose his connection. */
  passBy(meanwhile: () => Promise<void>): Promise<void>;
}

/** One thing to do, by a guest of its own. */
export interface Situation {
  readonly title: string;
  readonly nick: string;
  readonly room: RoomName;
  /** True if the room is in the guest's roster, and the guest's server probes it by itself on login. */
  readonly inRoster?: boolean;
  /** Does it; resolves to what came of it, in few words. */
  readonly act: (guest: Guest, hosts: Hosts) => Promise<string>;
  /** The answer that is expected. */
  readonly expected: string;
  /** True if the guest is in the room at the end. */
  readonly staysIn: boolean;
  /** True if ejabberd holds so, where that differs: of contacts in the roster it keeps nothing, it tells them all at the end. */
  readonly isHeldIn?: boolean;
}

/** Something done in a room, by somebody who stays in it. */
function inside(title: string, nick: string, expected: string, act: Situation["act"]): Situation {
  const joinAndAct: Situation["act"] = async (guest, hosts) => {
    await guest.join();
    return act(guest, hosts);
  };
  return { title, nick, room: "open", act: joinAndAct, expected, staysIn: true };
}

async function probe(guest: Guest, target?: string): Promise<string> {
  return describeAnswer(await guest.probe(target));
}

function probing(title: string, nick: string, target: string | undefined, expected: string): Situation {
  return inside(title, nick, expected, (guest) => probe(guest, target));
}

/** Probes somebody, or the room, many times at once; resolves to the last answer, once each probe has one. */
async function hurry(guest: Guest, target?: string): Promise<string> {
  const from = target === undefined ? guest.room : `${guest.room}/${target}`;
  for (let i = 0; i < HURRY; i += 1) await guest.send(`<presence type="probe" to="${from}"/>`);
  let answers = 0;
  const last = await guest.next((stanza) => {
    if (stanza.is("presence") && stanza.attrs.from === from) answers += 1;
    return answers === HURRY;
  });
  return last === undefined ? `${answers} of ${HURRY} answers` : describeAnswer(last);
}

async function beKicked(guest: Guest, hosts: Hosts): Promise<void> {
  await hosts.kick(guest);
  await guest.gone();
}

async function askForMany(guest: Guest, nicks: readonly string[]): Promise<string> {
  await guest.send(batch(guest.room, nicks, "batch").toString());
  let shown = 0;
  const result = await guest.next((stanza) => {
    if (stanza.is("presence") && nicks.some((nick) => stanza.attrs.from === `${guest.room}/${nick}`))
      shown += 1;
    return stanza.is("iq") && stanza.attrs.id === "batch";
  });
  const outcome =
    result?.attrs.type === "error" ? describeAnswer(result) : String(result?.attrs.type ?? "nothing");
  return `${shown} presences, ${outcome}`;
}

/** Follows somebody; resolves to what that is answered by. */
export async function follow(guest: Guest, nick: string): Promise<string> {
  const query = `<query xmlns="${NS_QUERY}"><item nick="${nick}" follow="true"/></query>`;
  await guest.send(`<iq type="get" id="follow" to="${guest.room}">${query}</iq>`);
  const result = await guest.next((stanza) => stanza.is("iq") && stanza.attrs.id === "follow");
  const item = result?.getChild("query", NS_QUERY)?.getChild("item");
  return item?.attrs.followed === "true" ? "followed" : describeAnswer(result);
}

/** Waits for the next word about somebody, if there is to be any. */
async function nextWord(guest: Guest, nick: string, answer: string): Promise<string> {
  if (answer !== "followed") return answer;
  const from = `${guest.room}/${nick}`;
  const word = await guest.next((stanza) => stanza.is("presence") && stanza.attrs.from === from);
  return `${answer}; ${describeAnswer(word)}`;
}

export const SITUATIONS: readonly Situation[] = [
  {
    title: "Row 1: an outsider probes somebody who is there",
    nick: "Outsider",
    room: "open",
    act: (guest) => probe(guest, "Romeo"),
    expected: REFUSED,
    staysIn: false,
  },
  probing("Row 2: somebody who is there", "Present", "Romeo", "available, owner, moderator"),
  probing(
    "Row 3: somebody registered who is absent",
    "Registered",
    "Nurse",
    "unavailable, member, none, nick Nurse",
  ),
  probing("Row 4: a nick that nobody has", "Unknown", "Nobody", UNKNOWN),
  probing("Row 5: somebody banned", "Banned", "Tybalt", UNKNOWN),
  { ...probing("Row 6: somebody hidden", "Hidden", "Juliet", UNKNOWN), room: "hidden" },
  probing("Row 7: oneself", "Self", "Self", ONESELF),
  probing("The room itself", "Room", undefined, "available"),
  inside("A batch", "Batch", "3 presences, result", (guest) =>
    askForMany(guest, ["Romeo", "Nurse", "Nobody"]),
  ),
  inside("A batch of more than may come at once", "Greedy", `0 presences, ${TOO_LARGE}`, (guest) =>
    askForMany(guest, ["Greedy", ...Array.from({ length: HURRY - 1 }, (_, i) => `Nobody${i}`)]),
  ),
  inside("Too fast, for others", "Fast", WAIT, (guest) => hurry(guest, "Romeo")),
  inside("Too fast, for oneself", "Hasty", ONESELF, (guest) => hurry(guest, "Hasty")),
  inside("Too fast, for the room itself", "Brisk", WAIT, (guest) => hurry(guest)),
  {
    ...probing("The room is in the roster; then probes oneself", "Roster", "Roster", ONESELF),
    inRoster: true,
    isHeldIn: false,
    act: async (guest) => {
      await guest.send("<presence/>");
      await guest.next(({ attrs }) => attrs.from === guest.room && attrs.type === "error");
      await guest.join();
      return probe(guest, "Roster");
    },
  },
  {
    ...inside("Follows somebody hidden, who changes", "Fan", `followed; ${ONESELF}`, async (guest, hosts) => {
      const answer = await follow(guest, "Juliet");
      await hosts.change();
      return nextWord(guest, "Juliet", answer);
    }),
    room: "quiet",
  },
  {
    ...inside(
      "Follows somebody hidden, who loses the connection",
      "Friend",
      `followed; ${UNKNOWN}`,
      async (guest, hosts) => {
        let answer = "";
        await hosts.passBy(async () => {
          answer = await follow(guest, "Paris");
        });
        return nextWord(guest, "Paris", answer);
      },
    ),
    room: "quiet",
  },
  ...[
    { does: "Leaves", once: "Away", twice: "Back", goes: (guest: Guest) => guest.leave() },
    { does: "Is kicked", once: "Ousted", twice: "Kicked", goes: beKicked },
  ].flatMap(({ does, once, twice, goes }) => [
    {
      ...inside(`${does}, and probes oneself`, once, REFUSED, async (guest, hosts) => {
        await goes(guest, hosts);
        return probe(guest, once);
      }),
      staysIn: false,
    },
    inside(
      `${does}, and probes oneself; comes back, and does so again`,
      twice,
      `${REFUSED}; ${ONESELF}`,
      async (guest, hosts) => {
        await goes(guest, hosts);
        const outside = await probe(guest, twice);
        await guest.join();
        return `${outside}; ${await probe(guest, twice)}`;
      },
    ),
  ]),
];
