/**
 * The policies for hidden occupants: the administrator's for the service, and the owner's for a room
 * (contract row 6).
 */

import * as namespaces from "./namespaces";
import * as options from "./options";

/** The field of the room's configuration form, in a namespace of its own (XEP-0068 §3.1). */
export const FIELD = `{${namespaces.MUC_PROBE}}hidden`;

export type Policy = (typeof options.POLICIES)[number];

/** The owner's choice to have the service's policy. */
const DEFAULT = "default";

/** The values among which an owner may choose. */
export type Choice = Policy | typeof DEFAULT;

const LABELS: Record<string, string> = {
  anyone: "Anyone in the room",
  moderators: "Moderators only",
  nobody: "Nobody",
};

function is_policy(value: unknown): value is Policy {
  return value !== undefined && LABELS[value as string] !== undefined;
}

/** An owner may choose `default`, or one of the three policies. */
export function is_choice(value: unknown): value is Choice {
  return value === DEFAULT || is_policy(value);
}

/** Finds the policy of a room that does not follow the service. */
export function kept_by(room: MucRoom): Policy | undefined {
  const kept = room._data.muc_probe_hidden;
  if (is_policy(kept)) {
    return kept;
  }
  return undefined;
}

/** A room's own policy counts only if owners may choose one. */
export function of(room: MucRoom): Policy {
  return (options.owners_choose && kept_by(room)) || options.hidden;
}

/**
 * Stores the owner's choice in the room. `default` removes it, and the room follows the service. The caller
 * saves the room.
 */
export function set(room: MucRoom, choice: Choice): void {
  if (choice === DEFAULT) {
    room._data.muc_probe_hidden = undefined;
  } else {
    room._data.muc_probe_hidden = choice;
  }
}

/** Before Prosody 0.12, the presence of every occupant is broadcast: only absent users are hidden. */
function label_for(room: MucRoom): string {
  if (room.get_presence_broadcast === undefined) {
    return "Who may ask for registered users who are not in the room";
  }
  return "Who may ask for users whose presence is not shown";
}

/** Adds the field to a room's configuration form. */
export function add_field(event: MucConfigForm): undefined {
  const kept = kept_by(event.room);
  const choices = [
    {
      value: DEFAULT,
      label: string.format("As everywhere on this service (%s)", LABELS[options.hidden]),
      default: kept === undefined,
    },
  ];
  for (const policy of options.POLICIES) {
    table.insert(choices, { value: policy, label: LABELS[policy]!, default: kept === policy });
  }
  table.insert(event.form, {
    name: FIELD,
    type: "list-single",
    label: label_for(event.room),
    options: choices,
  });
}

/** Stores the owner's choice in the form. Any other value changes nothing. mod_muc saves the room. */
export function submit_field(event: MucConfigFieldSubmitted): undefined {
  const room = event.room;
  const before = kept_by(room);
  if (is_choice(event.value)) {
    set(room, event.value);
  }
  if (kept_by(room) !== before) {
    event.status_codes["104"] = true;
  }
}
