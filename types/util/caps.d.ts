/**
 * Entity capabilities (XEP-0115). Source: `util/caps.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.caps" {
  /**
   * The `ver` of a service discovery answer's `<query/>`, and the text that was hashed.
   * @param disco_info the `<query/>`, not the iq around it
   */
  export function calculate_hash(
    this: void,
    disco_info: ProsodyStanza,
  ): LuaMultiReturn<[ver: string, input: string]>;
}
