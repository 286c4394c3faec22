/**
 * Colours of terminals. Source: `util/termcolours.lua`. See https://prosody.im/doc/developers/util/termcolours
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.termcolours" {
  /** A text in a style. */
  export function getstring(this: void, style: string, text: string): string;
  /** A style, such as of `bold` and `red`. */
  export function getstyle(this: void, ...styles: string[]): string;
  /** Sets the terminal's style. */
  export function setstyle(this: void, style: string): void;
  /** A text in colours as HTML. */
  export function tohtml(this: void, input: string): LuaMultiReturn<[html: string, count: number]>;
}
