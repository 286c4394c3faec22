/** What the administrator set, or the default where that makes no sense. */

/** Reports a value that is not allowed. */
function reject(name: string, value: unknown, allowed: string, default_value: string): void {
  module.log(
    "error",
    "Option %s is %q, allowed are %s: using %s",
    name,
    tostring(value),
    allowed,
    default_value,
  );
}

/** An option that is true or false. */
export function boolean(name: string, default_value: boolean): boolean {
  const value = module.get_option(name);
  if (value === true || value === false) {
    return value;
  }
  if (value !== undefined) {
    reject(name, value, "true, false", tostring(default_value));
  }
  return default_value;
}

/** An option that is one of several words, the first of which is the default. */
export function choice(name: string, allowed: readonly [string, ...string[]]): string {
  const value = module.get_option(name);
  for (const word of allowed) {
    if (value === word) {
      return word;
    }
  }
  if (value !== undefined) {
    reject(name, value, table.concat(allowed, ", "), allowed[0]);
  }
  return allowed[0];
}
