/**
 * What HTTP's status codes mean: texts such as `404 Not Found`. Source: `net/http/codes.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.http.codes" {
  /** The library itself. */
  const codes: LuaTable<number, string>;
  export = codes;
}
