/** How often users may probe. */

import * as cache from "util.cache";
import * as throttles from "util.throttle";

/** How many users are tracked. Who has not asked for longest is dropped, and starts with a full allowance. */
const MAX_USERS = 10000;

/** Seconds between two lines in the log about users who were told to wait. */
const SUMMARY_INTERVAL = 60;

/** Who was told to wait since the last line in the log. */
interface Summary {
  probes: number;
  users: number;
  /** The user who was told most often, by bare JID. */
  most_often?: string;
  /** How many of this user's probes were told to wait. */
  most: number;
}

/** What a user may still ask. */
interface Allowance {
  readonly throttle: throttles.Throttle;
  /** The summary that counts this user; an older one no longer matters. */
  summary?: Summary;
  /** How many probes of this user that summary counts. */
  told_to_wait: number;
}

export interface RateLimit {
  /** Probes per second for each user; 0: no limit. */
  readonly rate: number;
  /** Probes at once before the rate applies. */
  readonly burst: number;
  /** Allowances by bare JID. */
  readonly users: cache.Cache<string, Allowance>;
  /** Nil while nobody was told to wait since the last line in the log. */
  summary?: Summary | undefined;
}

/** Makes a limit of `rate` probes per second for each user, after a burst. */
export function create(rate: number, burst: number): RateLimit {
  return { rate, burst, users: cache.new<string, Allowance>(MAX_USERS) };
}

/** Returns a user's allowance, and marks the user as the one who asked last. */
function allowance_of(limit: RateLimit, user: string): Allowance {
  const allowance = limit.users.get(user) || {
    throttle: throttles.create(limit.burst, limit.burst / limit.rate),
    told_to_wait: 0,
  };
  limit.users.set(user, allowance);
  return allowance;
}

/**
 * Takes a number of probes from the allowance of a user (a bare JID). Returns 0 if there were as many left;
 * otherwise takes none, and returns after how many seconds there will be.
 */
export function seconds_to_wait(limit: RateLimit, user: string, probes: number): number {
  if (limit.rate === 0) {
    return 0;
  }
  const throttle = allowance_of(limit, user).throttle;
  // Left alone, a throttle looks at the clock only when it runs dry, and then adds what is due for all the time
  // before.
  if (throttle.update() < 0) {
    // The clock was set back.
    (throttle as { balance: number }).balance = 0;
  }
  const [granted, , missing] = throttle.poll(probes);
  if (granted) {
    return 0;
  }
  return math.ceil(missing! / limit.rate);
}

/** Writes the summary to the log, and starts anew. */
function write_summary(limit: RateLimit): void {
  const summary = limit.summary!;
  limit.summary = undefined;
  module.log(
    "warn",
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
  const summary: Summary = { probes: 0, users: 0, most: 0 };
  limit.summary = summary;
  module.add_timer(SUMMARY_INTERVAL, () => {
    write_summary(limit);
  });
  return summary;
}

/** Notes that probes of a user (a bare JID) were told to wait. */
export function note_refusal(limit: RateLimit, user: string, probes: number): void {
  const summary = open_summary(limit);
  const allowance = allowance_of(limit, user);
  if (allowance.summary !== summary) {
    allowance.summary = summary;
    allowance.told_to_wait = 0;
    summary.users += 1;
  }
  allowance.told_to_wait += probes;
  summary.probes += probes;
  if (allowance.told_to_wait > summary.most) {
    summary.most = allowance.told_to_wait;
    summary.most_often = user;
  }
}
