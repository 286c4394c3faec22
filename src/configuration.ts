/** Reads options with Prosody's getters, and accepts the values that they accept. */

import * as serialization from "util.serialization";

/** The largest number that is allowed. Prosody 0.11 cannot write those from 2^63 up. */
const MAX_NUMBER = 1000000000;

/** The names of the options that were read. */
export const names: string[] = [];

/** The options that are not at their defaults, as they would be written. */
export const changed: string[] = [];

/** Takes note of a value that is not the default, and returns it. */
function note<T>(name: string, value: T, default_value: T): T {
  if (value !== default_value) {
    table.insert(changed, `${name} = ${serialization.serialize(value, "debug")}`);
  }
  return value;
}

/** Reports a value that is not allowed, and returns the default. */
function reject<T>(name: string, allowed: string, default_value: T): T {
  module.log(
    "error",
    "Option %s is %s, allowed are %s: using %s",
    name,
    serialization.serialize(module.get_option(name), "debug"),
    allowed,
    serialization.serialize(default_value, "debug"),
  );
  return default_value;
}

/** Reads an option as text. */
function read(name: string, default_value: string): string {
  table.insert(names, name);
  return module.get_option_string(name, default_value);
}

/** Prosody's words for true and false. */
const BOOLEANS: Record<string, boolean> = { true: true, false: false, "1": true, "0": false };

/**
 * Reads an option that is true or false. Reads it as text: Prosody's getter for booleans would log a bad
 * value in another line, without the value.
 */
export function boolean(name: string, default_value: boolean): boolean {
  const value = BOOLEANS[read(name, tostring(default_value))];
  if (value === undefined) {
    return reject(name, "true, false", default_value);
  }
  return note(name, value, default_value);
}

/** Reads an option that is one of several words. The first of them is the default. */
export function choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  const value = read(name, allowed[0]);
  for (const word of allowed) {
    if (value === word) {
      return note(name, word, allowed[0]);
    }
  }
  return reject(name, `"${table.concat(allowed, '", "')}"`, allowed[0]);
}

/**
 * Reads an option as a number; nil if it is none, or is not in the range. Reads it as text, like a boolean.
 */
function read_number(name: string, default_value: number, least: number): number | undefined {
  const value = tonumber(read(name, tostring(default_value)));
  if (value !== undefined && value >= least && value <= MAX_NUMBER) {
    return value;
  }
  return undefined;
}

/** Reads an option that is 0, or a number that is not lower than `least`. */
export function number(name: string, default_value: number, least: number): number {
  const value = read_number(name, default_value, 0);
  if (value !== undefined && (value === 0 || value >= least)) {
    return note(name, value, default_value);
  }
  return reject(name, string.format("0 and numbers from %s to %d", least, MAX_NUMBER), default_value);
}

/** Reads an option that is a whole number, not lower than `least`. */
export function integer(name: string, default_value: number, least: number): number {
  const value = read_number(name, default_value, least);
  if (value !== undefined && value % 1 === 0) {
    return note(name, value, default_value);
  }
  return reject(name, string.format("whole numbers from %d to %d", least, MAX_NUMBER), default_value);
}
