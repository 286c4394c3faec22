/**
 * Values in data, by path (RFC 6901). Source: `util/jsonpointer.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jsonpointer" {
  /**
   * The value at a path; nothing if there is none.
   * @param ref as `json.decode()` returns it
   * @param path such as `/a/0`, where 0 is the first item; empty for `ref` itself
   */
  export function resolve(this: void, ref: object, path: string): unknown;
}
