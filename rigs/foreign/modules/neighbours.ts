// The modules that are loaded beside ours, what each changes rightly, and those that are left out.
import type { LuaValue } from "prosody-launcher";
import type { Element } from "scansion-runner";

/** A right effect of a module on our scripts. */
export interface Effect {
  /** For people: what it does. */
  readonly because: string;
  /** The failures that are due to it, as they are written in one line. */
  readonly breaks?: RegExp;
  /** The errors in the server's log that are due to it. */
  readonly logs?: RegExp;
  /** Stanzas that it adds, which are put aside before a script sees them. */
  readonly adds?: (stanza: Element) => boolean;
  /** True if what it breaks is so much that the others are looked at without it. */
  readonly alone?: boolean;
}

/** One module, or several that are loaded together. */
export interface Neighbour {
  readonly names: readonly string[];
  /** The host that loads it. */
  readonly on: "rooms" | "users";
  /** Options of the server, where it would do nothing without. */
  readonly options?: Readonly<Record<string, LuaValue>>;
  /** The beginnings of those versions of Prosody that do not start with it. */
  readonly brokenOn?: string;
  readonly effect?: Effect;
}

function inRooms(name: string, more: Omit<Neighbour, "names" | "on"> = {}): Neighbour {
  return { names: [name], on: "rooms", ...more };
}

function withUsers(name: string, more: Omit<Neighbour, "names" | "on"> = {}): Neighbour {
  return { names: [name], on: "users", ...more };
}

/** The community modules, those of all releases. */
export const COMMUNITY: readonly Neighbour[] = [
  inRooms("http_muc_log"),
  inRooms("muc_activity", {
    effect: {
      because:
        "fails whenever a room is destroyed: it calls `set_keys` of a store that has no such method, and the owner gets no answer",
      breaks:
        /destroyed_room\.scs:\d+: Romeo receives: nothing came.*expected <iq type="result" id="destroy"/,
      logs: /mod_muc_activity\.lua:\d+: attempt to call a nil value \(method 'set_keys'\)/,
    },
  }),
  inRooms("muc_cache_media"),
  inRooms("muc_invite_affiliated"),
  inRooms("muc_limits"),
  inRooms("muc_log", { options: { muc_log_by_default: true } }),
  inRooms("muc_log_http"),
  inRooms("muc_mav"),
  inRooms("muc_moderation"),
  inRooms("muc_notifications"),
  inRooms("muc_restrict_avatars"),
  inRooms("muc_restrict_media"),
  inRooms("muc_restrict_nick", {
    effect: {
      because: "lets nobody in whose nick has anything but letters and digits, and so no Queen Mab",
      breaks: /jids_(semi|non)_anonymous\.scs:\d+: Mercutio receives: nothing came/,
    },
  }),
  inRooms("muc_restrict_rooms", { options: { muc_restrict_matching: { "^forbidden$": "It is forbidden" } } }),
  inRooms("muc_search"),
  inRooms("pastebin"),
  inRooms("stanza_counter"),
  inRooms("vcard_muc", {
    effect: {
      because: "sends a presence of the room with the room's picture to everybody who enters",
      adds: (stanza) =>
        stanza.is("presence") &&
        !String(stanza.attrs.from).includes("/") &&
        stanza.getChild("x", "vcard-temp:x:update") !== undefined,
    },
  }),
  withUsers("adhoc_blacklist"),
  withUsers("anti_spam"),
  withUsers("block_strangers", {
    effect: {
      because:
        "drops what rooms tell their occupants in messages that are no groupchat: changes of affiliations, and of the configuration",
      breaks: /expected <message (?![^>]*groupchat)/,
      alone: true,
    },
  }),
  withUsers("blocking"),
  withUsers("cloud_notify"),
  withUsers("cloud_notify_encrypted"),
  withUsers("cloud_notify_filters"),
  withUsers("csi_battery_saver", { options: { csi_battery_saver_filter_muc: true } }),
  withUsers("delegation"),
  withUsers("filter_chatstates"),
  withUsers("firewall", { options: { firewall_scripts: ["module:scripts/spam-blocking.pfw"] } }),
  withUsers("host_guard", {
    options: { host_guard_blockall: ["localhost"] },
    brokenOn: "0.12",
    effect: {
      because:
        "Prosody 0.12 does not start with it once it has a host to guard: it reads a global variable that is not there",
    },
  }),
  withUsers("lastlog", { options: { lastlog_stamp_offline: true } }),
  withUsers("ping_muc"),
  withUsers("privacy_lists"),
  withUsers("privilege"),
  withUsers("rest"),
  withUsers("server_status", { options: { server_status_show_hosts: ["localhost"] } }),
  withUsers("support_contact"),
  withUsers("throttle_presence"),
  withUsers("track_muc_joins"),
  withUsers("webpresence"),
];

/** Community modules that touch rooms or presence, and cannot be looked at here. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  muc_rtbl: "needs a service that publishes whom to ban",
  onions: "needs Tor",
};

/** Prosody's own modules that touch rooms or presence, and are not loaded for our scripts anyway. */
export const PROSODYS_OWN: readonly Neighbour[] = [
  { names: ["muc_mam", "muc_unique"], on: "rooms" },
  {
    names: [
      ...["blocklist", "bookmarks", "carbons", "csi_simple", "lastactivity", "mam", "pep", "smacks"],
      ...["tombstones", "vcard_legacy"],
    ],
    on: "users",
  },
  withUsers("limits", { options: { limits: { c2s: { rate: "10kb/s" } } } }),
];
