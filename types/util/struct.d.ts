/**
 * Numbers as bytes. Source: `util-src/struct.c`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.struct" {
  /** Bytes of values. */
  export function pack(this: void, format: string, ...values: unknown[]): string;
  /** Values of bytes, and where the rest begins. */
  export function unpack(
    this: void,
    format: string,
    data: string,
    position?: number,
  ): LuaMultiReturn<[...values: unknown[]]>;
  /** How many bytes a format takes. */
  export function size(this: void, format: string): number;
}
