/** Limits how often users may probe. */

import * as cache from "util.cache";
import * as time from "util.time";
import * as options from "./options";
import type { Prober } from "./probers";

/** The size of each of the two tables of allowances, in users. */
const MAX_USERS = 5000;

/**
 * The most users whom the summary in the log tells apart. Beyond that, the user refused longest ago is
 * forgotten, and is counted as a new one the next time.
 */
const MAX_SUMMED_UP = 10000;

/** Seconds between two lines in the log about users who were told to wait. */
const SUMMARY_INTERVAL = 60;

/** Parts of a probe that rounding may add. They are never granted twice, so nobody gains by them. */
const ROUNDING = 1e-6;

/** The users who were told to wait since the last line in the log. */
interface Summary {
  probes: number;
  users: number;
  /** The probes of each user, by bare JID. */
  readonly probes_of: cache.Cache<string, number>;
  /** The user who was told most often, by bare JID. */
  most_often?: string;
  /** The number of this user's probes that were told to wait. */
  most: number;
  /** Writes the line. */
  readonly timer: ProsodyTimer;
}

/**
 * The time at which each user's allowance is full again, by bare JID. This is a time counted in probes:
 * `rate` of them are a second. It is one number each, since strangers who ask once each must not cost more
 * than Prosody's own refusal.
 */
type Allowances = Record<string, number | undefined>;

/** The users who have asked since this table was begun. */
let recent: Allowances = {};

/** The number of users in `recent`. */
let recent_users = 0;

/** The users who asked while the table before was in use. */
let earlier: Allowances = {};

/** The time at which every allowance in `earlier` is full again. */
let earlier_full_at = 0;

/** Nil while nobody was told to wait since the last line in the log. */
let summary: Summary | undefined;

/**
 * Remembers when a user's allowance is full again. A new table is begun when the newer one is large, or when
 * every allowance in the older one is full. Then the older one is dropped: its users have not asked for the
 * longest time.
 */
function remember(now: number, user: string, full_at: number): void {
  if (recent_users === MAX_USERS || now >= earlier_full_at) {
    earlier = recent;
    earlier_full_at = now + options.burst;
    recent = {};
    recent_users = 0;
  }
  if (recent[user] === undefined) {
    recent_users += 1;
  }
  recent[user] = full_at;
}

/**
 * Takes probes from the allowance of a user (a bare JID), if so many are left. Otherwise takes none, and
 * returns the seconds to wait. Also returns the time, counted in probes, at which what was taken has come
 * back. `util.throttle` is not used: it needs a table for each user, and adds nothing before it runs dry.
 */
export function take(user: string, probes: number): LuaMultiReturn<[seconds: number, refilled_at: number]> {
  if (options.rate === 0) {
    return $multi(0, 0);
  }
  const now = time.monotonic() * options.rate;
  const full_at = math.max(recent[user] ?? earlier[user] ?? now, now);
  const missing = full_at + probes - options.burst - ROUNDING - now;
  if (missing > 0) {
    remember(now, user, full_at);
    return $multi(math.ceil(missing / options.rate), now);
  }
  remember(now, user, full_at + probes);
  return $multi(0, now + probes);
}

/**
 * Gives a prober back probes that were not needed. Those that have come back since, while a handler of
 * another module waited, are not given twice.
 */
export function give_back(prober: Prober, probes: number): void {
  const user = prober.user;
  const allowances = recent[user] !== undefined ? recent : earlier;
  const full_at = allowances[user];
  if (full_at !== undefined) {
    const still_taken = math.max(prober.refilled_at! - time.monotonic() * options.rate, 0);
    allowances[user] = full_at - math.min(probes, still_taken);
  }
}

/** Writes the summary to the log, and starts anew. */
function write_summary(level: "warn" | "info"): void {
  const { probes, users, most_often, most } = summary!;
  summary = undefined;
  module.log(
    level,
    "%d probes of %d users were told to wait in the last minute, most often those of %s (%d)",
    probes,
    users,
    most_often,
    most,
  );
}

/** The first user who is told to wait opens a summary, which is written a minute later. */
function open_summary(): Summary {
  summary ??= {
    probes: 0,
    users: 0,
    probes_of: cache.new<string, number>(MAX_SUMMED_UP),
    most: 0,
    timer: module.add_timer(SUMMARY_INTERVAL, () => {
      write_summary("warn");
    }),
  };
  return summary;
}

/** Notes that probes of a user (a bare JID) were told to wait. */
export function note_refusal(user: string, probes: number): void {
  const opened = open_summary();
  const before = opened.probes_of.get(user);
  if (before === undefined) {
    opened.users += 1;
  }
  const told_to_wait = (before ?? 0) + probes;
  opened.probes_of.set(user, told_to_wait);
  opened.probes += probes;
  if (told_to_wait > opened.most) {
    opened.most = told_to_wait;
    opened.most_often = user;
  }
}

/**
 * Writes the summary when the module is unloaded: its timer would keep the old module in memory. This is no
 * warning: there is one a minute at most, however often the module is loaded.
 */
export function close(): void {
  if (summary) {
    summary.timer.stop();
    write_summary("info");
  }
}
