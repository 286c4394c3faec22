/**
 * Colours of terminals. Source: `util/termcolours.lua`. See https://prosody.im/doc/developers/util/termcolours
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.termcolours" {
  /**
   * A text in a style.
   * @param style as `getstyle()` returns it; nil for none
   * @param text the style ends behind it
   */
  export function getstring(this: void, style: string, text: string): string;
  /**
   * A style, such as of `bold` and `red`.
   * @param styles such as `bold`, `red`, `red background` or `ff0000`; others are left out
   */
  export function getstyle(this: void, ...styles: string[]): string;
  /**
   * Sets the terminal's style.
   * @param style as `getstyle()` returns it; nil for the normal one
   */
  export function setstyle(this: void, style: string): void;
  /**
   * A text in colours as HTML.
   * @param input with escape sequences; not escaped for HTML
   */
  export function tohtml(this: void, input: string): LuaMultiReturn<[html: string, count: number]>;
}
