/** What the administrator set, or the default where that makes no sense. */

import * as serialization from "util.serialization";

/** Reports a value that is not allowed. */
function reject(name: string, value: unknown, allowed: string, default_value: unknown): void {
  module.log(
    "error",
    "Option %s is %s, allowed are %s: using %s",
    name,
    serialization.serialize(value, "debug"),
    allowed,
    tostring(default_value),
  );
}

/** An option that is true or false. */
export function boolean(name: string, default_value: boolean): boolean {
  const value = module.get_option(name, default_value);
  if (value === true || value === false) {
    return value;
  }
  reject(name, value, "true, false", default_value);
  return default_value;
}

/** An option that is one of several words, the first of which is the default. */
export function choice<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  const default_value = allowed[0];
  const value = module.get_option(name, default_value);
  for (const word of allowed) {
    if (value === word) {
      return word;
    }
  }
  reject(name, value, table.concat(allowed, ", "), default_value);
  return default_value;
}

/** An option that is a number from 0 up. */
export function number(name: string, default_value: number): number {
  const value = module.get_option(name, default_value);
  if (typeof value === "number" && value >= 0) {
    return value;
  }
  reject(name, value, "numbers from 0", default_value);
  return default_value;
}

/** An option that is a whole number from some least one up. */
export function integer(name: string, default_value: number, least: number): number {
  const value = module.get_option(name, default_value);
  if (typeof value === "number" && value >= least && value % 1 === 0) {
    return value;
  }
  reject(name, value, `whole numbers from ${least}`, default_value);
  return default_value;
}
