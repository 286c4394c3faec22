/** How often users may probe. */

import * as cache from "util.cache";
import * as time from "util.time";

/** How many users each of the two tables of allowances has at most. */
const MAX_USERS = 5000;

/** How many users the summary in the log tells apart. Of more, who was not told for longest counts anew. */
const MAX_SUMMED_UP = 10000;

/** Seconds between two lines in the log about users who were told to wait. */
const SUMMARY_INTERVAL = 60;

/** Parts of a probe that rounding may add. They are never granted twice, so nobody gains by them. */
const ROUNDING = 1e-6;

/** Who was told to wait since the last line in the log. */
interface Summary {
  probes: number;
  users: number;
  /** How many probes of each user, by bare JID. */
  readonly probes_of: cache.Cache<string, number>;
  /** The user who was told most often, by bare JID. */
  most_often?: string;
  /** How many of this user's probes were told to wait. */
  most: number;
  /** Writes the line. */
  readonly timer: ProsodyTimer;
}

/**
 * When each user's allowance is full again, by bare JID. This is a time counted in probes: `rate` of them are a second. It is
 * one number each, since strangers who ask once each must not cost more than Prosody's own refusal.
 */
type Allowances = Record<string, number | undefined>;

export interface RateLimit {
  /** Probes per second for each user; 0: no limit. */
  readonly rate: number;
  /** Probes at once before the rate applies. */
  readonly burst: number;
  /** Who has asked since this table was begun. */
  recent: Allowances;
  /** How many users are in `recent`. */
  users: number;
  /** Who has asked while the table before was in use. */
  earlier: Allowances;
  /** When everybody's allowance in `earlier` is full again. */
  earlier_full_at: number;
  /** Nil while nobody was told to wait since the last line in the log. */
  summary?: Summary | undefined;
}

/** Makes a limit of `rate` probes per second for each user, after a burst. */
export function create(rate: number, burst: number): RateLimit {
  return { rate, burst, recent: {}, users: 0, earlier: {}, earlier_full_at: 0 };
}

/**
 * Remembers when a user's allowance is full again. A new table is begun when the last one is large, or when the one
 * before tells nothing any more. What is dropped is the one before: those in it have not asked for longest.
 */
function remember(limit: RateLimit, now: number, user: string, full_at: number): void {
  if (limit.users === MAX_USERS || now >= limit.earlier_full_at) {
    limit.earlier = limit.recent;
    limit.earlier_full_at = now + limit.burst;
    limit.recent = {};
    limit.users = 0;
  }
  if (limit.recent[user] === undefined) {
    limit.users += 1;
  }
  limit.recent[user] = full_at;
}

/**
 * Takes a number of probes from the allowance of a user (a bare JID). Returns 0 if there were as many left;
 * otherwise takes none, and returns after how many seconds there will be. `util.throttle` is not used: it needs a
 * table for each user, and adds what is due for all the time before when it runs dry.
 */
export function seconds_to_wait(limit: RateLimit, user: string, probes: number): number {
  if (limit.rate === 0) {
    return 0;
  }
  const now = time.monotonic() * limit.rate;
  const full_at = math.max(limit.recent[user] ?? limit.earlier[user] ?? now, now);
  const missing = full_at + probes - limit.burst - ROUNDING - now;
  if (missing > 0) {
    remember(limit, now, user, full_at);
    return math.ceil(missing / limit.rate);
  }
  remember(limit, now, user, full_at + probes);
  return 0;
}

/** Writes the summary to the log, and starts anew. */
function write_summary(limit: RateLimit, level: "warn" | "info"): void {
  const summary = limit.summary!;
  limit.summary = undefined;
  module.log(
    level,
    "%d probes of %d users were told to wait in the last minute, most often those of %s (%d)",
    summary.probes,
    summary.users,
    summary.most_often,
    summary.most,
  );
}

/**
 * Returns the current summary. The first user who is told to wait opens one, which is written a minute later.
 */
function open_summary(limit: RateLimit): Summary {
  if (limit.summary) {
    return limit.summary;
  }
  const summary: Summary = {
    probes: 0,
    users: 0,
    probes_of: cache.new<string, number>(MAX_SUMMED_UP),
    most: 0,
    timer: module.add_timer(SUMMARY_INTERVAL, () => {
      write_summary(limit, "warn");
    }),
  };
  limit.summary = summary;
  return summary;
}

/** Notes that probes of a user (a bare JID) were told to wait. */
export function note_refusal(limit: RateLimit, user: string, probes: number): void {
  const summary = open_summary(limit);
  const before = summary.probes_of.get(user);
  if (before === undefined) {
    summary.users += 1;
  }
  const told_to_wait = (before ?? 0) + probes;
  summary.probes_of.set(user, told_to_wait);
  summary.probes += probes;
  if (told_to_wait > summary.most) {
    summary.most = told_to_wait;
    summary.most_often = user;
  }
}

/**
 * Writes what there is to sum up, when the module is unloaded: a timer would keep the old module in memory. This is no warning,
 * since of these there is one a minute at most, however often the module is loaded.
 */
export function close(limit: RateLimit): void {
  if (limit.summary) {
    limit.summary.timer.stop();
    write_summary(limit, "info");
  }
}
