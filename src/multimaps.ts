/**
 * Maps with several values for a key. A single value is kept without a table, which halves what most keys
 * need.
 */

interface Values {
  size: number;
  readonly has: Record<string, boolean | undefined>;
}

export type Multimap = Record<string, string | Values | undefined>;

/** Adds a value to a key, and says whether it is new. */
export function add(map: Multimap, key: string, value: string): boolean {
  const values = map[key];
  if (values === undefined) {
    map[key] = value;
    return true;
  }
  if (values === value) {
    return false;
  }
  if (typeof values === "string") {
    map[key] = { size: 2, has: { [values]: true, [value]: true } };
    return true;
  }
  if (values.has[value]) {
    return false;
  }
  values.has[value] = true;
  values.size += 1;
  return true;
}

/** Removes a value from a key, and says whether it was there. */
export function remove(map: Multimap, key: string, value: string): boolean {
  const values = map[key];
  if (values === undefined) {
    return false;
  }
  if (values === value) {
    map[key] = undefined;
    return true;
  }
  if (typeof values === "string" || !values.has[value]) {
    return false;
  }
  values.has[value] = undefined;
  values.size -= 1;
  if (values.size === 0) {
    map[key] = undefined;
  }
  return true;
}

export function has(map: Multimap, key: string, value: string): boolean {
  const values = map[key];
  if (values === undefined || typeof values === "string") {
    return values === value;
  }
  return values.has[value] === true;
}

export function count(map: Multimap, key: string): number {
  const values = map[key];
  if (values === undefined) {
    return 0;
  }
  if (typeof values === "string") {
    return 1;
  }
  return values.size;
}

/**
 * The values, as keys of a table. What is removed leaves this table too; of a value that is alone it is a
 * copy. Nobody may add any while it is walked.
 */
export function values(map: Multimap, key: string): Readonly<Record<string, boolean | undefined>> {
  const kept = map[key];
  if (kept === undefined) {
    return {};
  }
  if (typeof kept === "string") {
    return { [kept]: true };
  }
  return kept.has;
}

/** Copies the values of a key, in no order. The map may change while the copy is walked. */
export function list(map: Multimap, key: string): string[] {
  const copy: string[] = [];
  for (const [value] of pairs(values(map, key))) {
    copy[copy.length] = value;
  }
  return copy;
}

/** Finds the value of a key that has only one. */
export function single(map: Multimap, key: string): string | undefined {
  const kept = map[key];
  return typeof kept === "string" ? kept : undefined;
}
