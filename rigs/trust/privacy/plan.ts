// How a room comes to be what the model says: steps for mod_trust_rooms.lua.
import type { LuaValue } from "prosody-launcher";
import { POLICY_FIELD } from "../contract/announcement.ts";
import { type FormValues, type Guest, type Person, type Room, ROLES } from "../contract/model.ts";

type Step = Readonly<Record<string, LuaValue>>;

/** The steps that make a room on a server. */
export function planOf(room: Room): LuaValue {
  return {
    jid: room.jid,
    salt: room.salt,
    steps: [
      ...[undefined, ...room.forms].map((values) => submission(room, values)),
      ...(room.broadcast.length === 0 ? [{ step: "broadcast", roles: [] }] : []),
      ...room.people.flatMap(visits),
      ...room.people.flatMap(affiliation),
      ...room.people.flatMap(roles),
    ],
  };
}

/**
 * A form of the owner. The roles whose presence is broadcast are left out if they are the usual ones, since 0.11 has no such
 * field. They are left out too if there are none: Prosody's own handler raises an error at a field without a value.
 */
function submission({ nonAnonymous, broadcast }: Room, policy: FormValues): Step {
  const isUsual = broadcast.length === ROLES.length && !broadcast.includes("none");
  const isInForm = !isUsual && broadcast.length > 0;
  return {
    step: "configure",
    fields: {
      FORM_TYPE: ["http://jabber.org/protocol/muc#roomconfig"],
      // Otherwise it would be destroyed whenever the last one leaves.
      "muc#roomconfig_persistentroom": ["1"],
      "muc#roomconfig_whois": [nonAnonymous ? "anyone" : "moderators"],
      ...(isInForm && { "muc#roomconfig_presencebroadcast": broadcast }),
      ...(policy && { [POLICY_FIELD]: policy }),
    },
  };
}

/** Everybody comes; some take another nick, some leave. Who is banned does not need to leave. */
function visits({ occupants, strangers, affiliation }: Person): Step[] {
  return [
    ...occupants.flatMap(({ nick, sessions }) => sessions.flatMap((guest) => enter(guest, nick))),
    ...strangers.flatMap(({ jid, presence, leftFrom }) => {
      if (leftFrom === undefined) return [];
      const join = { step: "join", session: jid, presence, nick: leftFrom };
      return affiliation === "outcast" ? [join] : [join, { step: "part", session: jid }];
    }),
  ];
}

function enter({ jid, presence, cameAs }: Guest, nick: string): Step[] {
  const join = { step: "join", session: jid, presence, nick: cameAs ?? nick };
  return cameAs === undefined ? [join] : [join, { step: "rename", session: jid, presence, nick }];
}

function affiliation({ bareJid, affiliation, registeredNick }: Person): Step[] {
  if (affiliation === "none") return [];
  return [
    {
      step: "affiliate",
      user: bareJid,
      affiliation,
      ...(registeredNick !== undefined && { nick: registeredNick }),
    },
  ];
}

function roles({ occupants }: Person): Step[] {
  return occupants.map(({ nick, role }) => ({ step: "role", nick, role }));
}
