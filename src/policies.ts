/** Who may ask for occupants whose presence is not broadcast: the owner of a room chooses (contract row 6). */

import * as st from "util.stanza";
import * as options from "./options";
import * as rooms from "./rooms";

/** The field of the room's configuration form, in a namespace of its own (XEP-0068 §3.1). */
export const FIELD = "{http://modules.prosody.im/mod_muc_probe}hidden";

/** Who may ask, among those in the room. */
export type Policy = "anyone" | "moderators" | "nobody";

const default_policy = options.choice<Policy>("muc_probe_hidden", ["anyone", "moderators", "nobody"]);

function is_policy(value: unknown): value is Policy {
  return value === "anyone" || value === "moderators" || value === "nobody";
}

/** The policy of a room: the owner's choice, or the administrator's. */
export function of(room: MucRoom): Policy {
  const chosen = room._data.muc_probe_hidden;
  if (is_policy(chosen)) {
    return chosen;
  }
  return default_policy;
}

/** What the field is about: before 0.12 every occupant's presence is broadcast, and only absent users are hidden. */
function label_for(room: MucRoom): string {
  if (room.get_presence_broadcast === undefined) {
    return "Who may ask for registered users who are not in the room";
  }
  return "Who may ask for users whose presence is not shown";
}

/** Adds the field to the form, with the room's policy. */
export function show_field(event: MucConfigForm): undefined {
  const policy = of(event.room);
  table.insert(event.form, {
    name: FIELD,
    type: "list-single",
    label: label_for(event.room),
    options: [
      { value: "anyone", label: "Anyone in the room", default: policy === "anyone" },
      { value: "moderators", label: "Moderators only", default: policy === "moderators" },
      { value: "nobody", label: "Nobody", default: policy === "nobody" },
    ],
  });
}

/** Takes over what the owner chose, though it be the default: that may change. The room is saved by mod_muc. */
export function submit_field(event: MucConfigFieldSubmitted): undefined {
  const chosen = event.value;
  if (!is_policy(chosen)) {
    return;
  }
  if (chosen !== of(event.room)) {
    event.status_codes["104"] = true;
  }
  event.room._data.muc_probe_hidden = chosen;
}

/** What a submitted form has in the field; nil if it has no such field. */
function submitted_value(stanza: st.Stanza): string | undefined {
  const query = stanza.get_child("query", "http://jabber.org/protocol/muc#owner");
  if (query === undefined) {
    return undefined;
  }
  const form = query.get_child("x", "jabber:x:data");
  if (form === undefined || form.attr.type !== "submit") {
    return undefined;
  }
  for (const field of form.childtags("field")) {
    if (field.attr.var === FIELD) {
      return field.get_child_text("value");
    }
  }
  return undefined;
}

function is_owner(stanza: st.Stanza): boolean {
  const from = stanza.attr.from;
  const to = stanza.attr.to;
  if (from === undefined || to === undefined) {
    return false;
  }
  const room = rooms.find(to);
  return room !== undefined && room.get_affiliation(from) === "owner";
}

/**
 * Refuses an owner's form with a policy that is none, as a whole: mod_muc itself would take over the rest of it and report
 * success.
 */
export function refuse_unknown(event: StanzaEvent): ProsodyHandled {
  const value = submitted_value(event.stanza);
  if (value === undefined || is_policy(value) || !is_owner(event.stanza)) {
    return undefined;
  }
  const text = `${FIELD} must be anyone, moderators or nobody`;
  event.origin.send(st.error_reply(event.stanza, "modify", "not-acceptable", text));
  return true;
}
