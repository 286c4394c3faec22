/** How often they may ask. */

import * as cache from "util.cache";
import * as throttles from "util.throttle";
import * as options from "./options";

/** Users with an allowance of their own; whoever is pushed out by others starts with a full one. */
const MAX_USERS = 10000;

const rate = options.number("muc_probe_rate", 20);
const burst = options.integer("muc_probe_burst", 200, 1);

const allowances = cache.new<string, throttles.Throttle>(MAX_USERS);

function allowance_of(user: string): throttles.Throttle {
  const known = allowances.get(user);
  if (known !== undefined) {
    return known;
  }
  const full = throttles.create(burst, burst / rate);
  allowances.set(user, full);
  return full;
}

/** Whether that many probes can ever be granted at once. */
export function could_grant(probes: number): boolean {
  return rate === 0 || probes <= burst;
}

/** Takes a number of probes from the allowance of a user, by its bare JID. Returns whether there were as many left. */
export function grant(user: string, probes: number): boolean {
  if (rate === 0) {
    return true;
  }
  const [granted] = allowance_of(user).poll(probes);
  return granted;
}
