/**
 * Values in data, by path (RFC 6901). Source: `util/jsonpointer.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jsonpointer" {
  /** The value at a path; nothing if there is none. */
  export function resolve(this: void, ref: object, path: string): unknown;
}
