/** A value of an option in Prosody's configuration file. */
export type LuaValue = string | number | boolean | readonly LuaValue[] | { readonly [key: string]: LuaValue };

/**
 * Writes a value as a Lua expression: an array as a list, a record as a table with string keys.
 * @throws {RangeError} for a number that Lua has no literal for.
 */
export function toLua(value: LuaValue): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return numeral(value);
  if (typeof value === "boolean") return String(value);
  if (isList(value)) return braced(value.map(toLua));
  return braced(Object.entries(value).map(([key, field]) => `[${quote(key)}] = ${toLua(field)}`));
}

function quote(text: string): string {
  return `"${text.replace(/["\\\u0000-\u001f]/g, decimalEscape)}"`;
}

function decimalEscape(character: string): string {
  return `\\${String(character.charCodeAt(0)).padStart(3, "0")}`;
}

function numeral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`Lua has no literal for ${value}`);
  return String(value);
}

function braced(fields: readonly string[]): string {
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}

function isList(value: LuaValue): value is readonly LuaValue[] {
  return Array.isArray(value);
}
