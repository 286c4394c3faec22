/**
 * Dates and times as XMPP writes them (XEP-0082). Source: `util/datetime.lua`.
 * See https://prosody.im/doc/developers/util/datetime
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.datetime" {
  /**
   * A day such as `2024-12-31`, in UTC; default: today.
   * @param t in seconds since 1970, whole before 13.0
   */
  export function date(this: void, t?: number): string;
  /**
   * A moment such as `2024-12-31T23:59:59Z`; default: now.
   * @param t in seconds since 1970, whole before 13.0 (others raise an error on Lua 5.3 and later)
   */
  export function datetime(this: void, t?: number): string;
  /**
   * A time of day such as `23:59:59`, in UTC; default: now.
   * @param t in seconds since 1970, whole before 13.0
   */
  export function time(this: void, t?: number): string;
  /**
   * A moment in the old way of XEP-0091, such as `20241231T23:59:59`; default: now.
   * @param t in seconds since 1970, whole before 13.0
   */
  export function legacy(this: void, t?: number): string;
  /**
   * Seconds since 1970 of a date and time; `undefined` if the text is none.
   * @param s a date and a time, with or without a zone; a day alone is none
   */
  export function parse(this: void, s: string | undefined): number | undefined;
}
