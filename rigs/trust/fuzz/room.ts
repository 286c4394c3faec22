// The room that is fuzzed, and who is in it and around it.
import { USER_HOST } from "prosody-launcher";
import { NS_MUC } from "../../../tools/kit/room-clients.ts";
import { MUC_HOST, type Person, REMOTE_HOST, ROLES, type Room } from "../contract/model.ts";

export const ROOM_JID = `fuzz@${MUC_HOST}`;
export const SENDER = "Sender";
export const PARIS = "Paris";
export const BYSTANDER = "Bystander";

/** Those who send, but for the component: it speaks for all of its domain. */
export const SENDING = { occupant: `sender@${USER_HOST}/fuzz`, outsider: `outsider@${USER_HOST}/fuzz` };
export const REMOTE = `paris@${REMOTE_HOST}/phone`;
/** Must hear nothing: somebody else, the same user with the same nick, and somebody who is not in the room. */
export const BYSTANDERS = ["bystander@localhost/home", "sender@localhost/other", "stranger@localhost/home"];
/** Makes a hundred answers about one person larger than a result may be. */
const LONG_STATUS = "x".repeat(4_000);

function present(nick: string, [first, ...others]: readonly [string, ...string[]], presence: string): Person {
  const session = (jid: string): { jid: string; presence: string } => ({ jid, presence });
  return {
    bareJid: first.replace(/\/.*/, ""),
    affiliation: "none",
    occupants: [{ nick, role: "participant", sessions: [session(first), ...others.map(session)] }],
    strangers: [],
  };
}

export const BYSTANDING_PERSON = present(BYSTANDER, ["bystander@localhost/home"], LONG_STATUS);
const SENDING_PERSON = present(SENDER, [SENDING.occupant, "sender@localhost/other"], "sent");

export const FUZZED_ROOM: Room = {
  jid: ROOM_JID,
  salt: "salt",
  nonAnonymous: false,
  broadcast: ROLES,
  forms: [],
  people: [BYSTANDING_PERSON, SENDING_PERSON, present(PARIS, [REMOTE], "paris")],
};

export const NS_MUC_USER = `${NS_MUC}#user`;
