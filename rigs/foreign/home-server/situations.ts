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

function probing(title: string, nick: string, target: string | undefined, expected: string): Situation {
  return {
    title,
    nick,
    room: "open",
    act: async (guest) => {
      await guest.join();
      return describeAnswer(await guest.probe(target));
    },
    expected,
    staysIn: true,
  };
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
    act: async (guest) => describeAnswer(await guest.probe("Romeo")),
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
  probing("Row 7: oneself", "Self", "Self", "available, none, participant"),
  probing("The room itself", "Room", undefined, "available"),
  {
    ...probing("A batch", "Batch", "", "3 presences, result"),
    act: async (guest) => {
      await guest.join();
      return askForMany(guest, ["Romeo", "Nurse", "Nobody"]);
    },
  },
  {
    ...probing("A batch of more than may come at once", "Greedy", "", ""),
    act: async (guest) => {
      await guest.join();
      const nicks = Array.from({ length: HURRY }, (_, i) => (i === 0 ? "Greedy" : `Nobody${i}`));
      return askForMany(guest, nicks);
    },
    expected: `0 presences, ${TOO_LARGE}`,
  },
  {
    ...probing("Too fast, for others", "Fast", "", WAIT),
    act: async (guest) => {
      await guest.join();
      return hurry(guest, "Romeo");
    },
  },
  {
    ...probing("Too fast, for oneself", "Hasty", "", "available, none, participant"),
    act: async (guest) => {
      await guest.join();
      return hurry(guest, "Hasty");
    },
  },
  {
    ...probing("Too fast, for the room itself", "Brisk", "", WAIT),
    act: async (guest) => {
      await guest.join();
      return hurry(guest);
    },
  },
  {
    ...probing(
      "The room is in the roster; then probes oneself",
      "Roster",
      "Roster",
      "available, none, participant",
    ),
    inRoster: true,
    isHeldIn: false,
    act: async (guest) => {
      await guest.send("<presence/>");
      await guest.next(({ attrs }) => attrs.from === guest.room && attrs.type === "error");
      await guest.join();
      return describeAnswer(await guest.probe("Roster"));
    },
  },
  {
    ...probing("Follows somebody hidden, who changes", "Fan", "", "followed; available, none, participant"),
    room: "quiet",
    act: async (guest, hosts) => {
      await guest.join();
      const answer = await follow(guest, "Juliet");
      await hosts.change();
      return nextWord(guest, "Juliet", answer);
    },
  },
  {
    ...probing(
      "Follows somebody hidden, who loses the connection",
      "Friend",
      "",
      "followed; unavailable, none, none",
    ),
    room: "quiet",
    act: async (guest, hosts) => {
      await guest.join();
      let answer = "";
      await hosts.passBy(async () => {
        answer = await follow(guest, "Paris");
      });
      return nextWord(guest, "Paris", answer);
    },
  },
  {
    ...probing("Leaves, and probes oneself", "Away", "", REFUSED),
    act: async (guest) => {
      await guest.join();
      await guest.leave();
      return describeAnswer(await guest.probe("Away"));
    },
    staysIn: false,
  },
  {
    ...probing("Leaves, and probes oneself; comes back, and does so again", "Back", "", ""),
    act: async (guest) => {
      await guest.join();
      await guest.leave();
      const outside = describeAnswer(await guest.probe("Back"));
      await guest.join();
      return `${outside}; ${describeAnswer(await guest.probe("Back"))}`;
    },
    expected: `${REFUSED}; available, none, participant`,
  },
  {
    ...probing("Is kicked, and probes oneself", "Ousted", "", REFUSED),
    act: async (guest, hosts) => {
      await guest.join();
      await beKicked(guest, hosts);
      return describeAnswer(await guest.probe("Ousted"));
    },
    staysIn: false,
  },
  {
    ...probing("Is kicked, and probes oneself; comes back, and does so again", "Kicked", "", ""),
    act: async (guest, hosts) => {
      await guest.join();
      await beKicked(guest, hosts);
      const outside = describeAnswer(await guest.probe("Kicked"));
      await guest.join();
      return `${outside}; ${describeAnswer(await guest.probe("Kicked"))}`;
    },
    expected: `${REFUSED}; available, none, participant`,
  },
];
