/**
 * JSON. Source: `util/json.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.json" {
  /** What stands for JSON's `null`, which nil could not. */
  const null_value: unique symbol;
  export { null_value as null };

  /** What JSON can hold. */
  export type JsonValue =
    | string
    | number
    | boolean
    | typeof null_value
    | readonly JsonValue[]
    | { readonly [key: string]: JsonValue | undefined };

  /** A value as JSON. An empty table becomes an object: `encode_array()`, or an array of `util.array`, does not. */
  export function encode(this: void, obj: JsonValue): string;
  /** A value as JSON, the keys of objects in order. */
  export function encode_ordered(this: void, obj: JsonValue): string;
  /** A table as a JSON array, even an empty one. */
  export function encode_array(this: void, obj: readonly JsonValue[]): string;
  /** The value of a JSON text; nil and the reason if it is none. */
  export function decode(
    this: void,
    json: string,
  ): LuaMultiReturn<[value: JsonValue | undefined, err: string | undefined]>;
  /** Whether a value survives being encoded and decoded. */
  export function test(this: void, object: JsonValue): boolean;
}
