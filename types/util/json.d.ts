/**
 * JSON. Source: `util/json.lua`. See https://prosody.im/doc/developers/util/json
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.json" {
  /** Tells the types of `null` and of other empty tables apart. It is not there in Lua. */
  const what_null_is: unique symbol;

  /** What stands for JSON's `null`, which nil could not: an empty table, so `typeof value === "object"` finds it too. */
  export interface Null extends JsonTable {
    /** Only in the types. */
    readonly [what_null_is]: true;
  }
  /** JSON's `null`. */
  const null_value: Null;
  export { null_value as null };

  /** An object of JSON, by key, or an array: both are tables. */
  export interface JsonTable extends ReadonlyArray<JsonValue> {
    readonly [key: string]: JsonValue | undefined;
  }

  /** What JSON can hold. `typeof value === "object"` finds a table, that of `null` too. */
  export type JsonValue = string | number | boolean | JsonTable;

  /** What can be written as JSON: a value of these, or a table of such; not a function. */
  export type Encodable<T> = T extends JsonValue | undefined | LuaPairsKeyIterable<string>
    ? T
    : T extends LuaPairsIterable<string | number, infer V>
      ? V extends Encodable<V>
        ? T
        : never
      : T extends readonly (infer V)[]
        ? readonly Encodable<V>[]
        : T extends (...args: never[]) => unknown
          ? never
          : T extends object
            ? { readonly [K in keyof T]: Encodable<T[K]> }
            : unknown extends T
              ? T
              : never;

  /**
   * A value as JSON. An empty table becomes an object: `encode_array()`, or an array of `util.array`, does not.
   * @param obj a table with items 1, 2, … is an array, one with other keys an object. Fields that are functions are left out
   */
  export function encode<T>(this: void, obj: Encodable<T>): string;
  /**
   * A value as JSON, the keys of objects in order.
   * @param obj as for `encode()`
   */
  export function encode_ordered<T>(this: void, obj: Encodable<T>): string;
  /**
   * A table as a JSON array, even an empty one.
   * @param obj what is not at 1, 2, … is left out
   */
  export function encode_array<T>(this: void, obj: readonly Encodable<T>[]): string;
  /**
   * The value of a JSON text; nil and the reason if it is none. Nothing looks at it: with a type parameter it is what you say it is
   * only if who wrote it thinks so, too.
   * @param json one value; `null` gives `json.null`, not nil
   */
  export function decode<T = JsonValue>(
    this: void,
    json: string,
  ): LuaMultiReturn<[value: T | undefined, err: string | undefined]>;
  /**
   * Whether a value survives being encoded and decoded.
   * @param object what is found is printed
   */
  export function test<T>(this: void, object: Encodable<T>): boolean;
}
