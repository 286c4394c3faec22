/**
 * Values as Lua. Source: `util/serialization.lua`. See https://prosody.im/doc/developers/util/serialization
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.serialization" {
  /** A way of writing: for people, on a line, as short as can be, or anything at all without an error. */
  export type Preset = "debug" | "oneline" | "compact" | "pretty";

  /** How values are written. */
  export interface Options {
    /** What the other options are by default. */
    readonly preset?: Preset;
    /** Whether a value that cannot be written is an error; default `true`. */
    readonly fatal?: boolean;
    /**
     * Writes what else cannot be written.
     * @param value a function, say, or a table that is too deep
     * @param reason for people
     */
    readonly fallback?: (this: void, value: unknown, reason?: string) => string;
    /** Lets objects say how they are written, through `__freeze` in their metatables. */
    readonly freeze?: boolean;
    /** Writes keys that are names without quotes. */
    readonly unquoted?: boolean | string;
    /** What an item is indented with; default: a tab. */
    readonly indentwith?: string;
    /** How deep tables may lie in tables; default 127. */
    readonly maxdepth?: number;
    /** Lets a table occur more than once. */
    readonly multiref?: boolean;
    /** Writes bytes in hexadecimal digits after this, where that is shorter. */
    readonly hex?: string;
    /**
     * Goes through tables in the place of `pairs`: in order, say.
     * @param t the table that is being written
     */
    readonly table_iterator?: (this: void, t: object) => LuaIterable<LuaMultiReturn<[unknown, unknown]>>;
  }

  /**
   * A function that writes values in a certain way.
   * @param opt options, or the name of a preset
   */
  function new_serializer(this: void, opt?: Options | Preset): (this: void, value: unknown) => string;
  export { new_serializer as new };
  /**
   * A value as Lua. Raises an error on functions and the like, and on tables in themselves.
   * @param x anything but functions and the like
   * @param opt options, or the name of a preset
   */
  export function serialize(this: void, x: unknown, opt?: Options | Preset): string;
  /**
   * The value of a Lua expression without functions; nil and the reason if it is none.
   * @param str what `serialize()` wrote
   */
  export function deserialize(
    this: void,
    str: string,
  ): LuaMultiReturn<[value: unknown, err: string | undefined]>;
}
