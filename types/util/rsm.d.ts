/**
 * Result sets (XEP-0059). Source: `util/rsm.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.rsm" {
  /** What is asked for, or what a page of results is. */
  export interface ResultSet {
    /** The item after which the page begins. */
    after?: string;
    /** The item before which the page ends; `true` for the last page. */
    before?: string | true;
    /** How many items at most. */
    max?: number;
    /** The index of the first item, from 0. */
    index?: number;
    /** The first item; with its index in a table of both, as it comes from the wire. */
    first?: string | { readonly index?: number; readonly [1]?: string };
    /** The last item. */
    last?: string;
    /** How many items there are in all. */
    count?: number;
  }

  /**
   * Reads a `<set/>`: what it leaves out is not there.
   * @param set a `<set xmlns='http://jabber.org/protocol/rsm'/>`
   */
  export function parse(this: void, set: ProsodyStanza): ResultSet;
  /**
   * Writes a `<set/>`.
   * @param t for an answer `first`, `last` and `count`
   */
  export function generate(this: void, t: ResultSet): ProsodyStanza;
  /**
   * Reads the `<set/>` in an element; `undefined` without one, or if it is empty.
   * @param st the parent of `<set/>`, such as the query
   */
  export function get(this: void, st: ProsodyStanza): ResultSet | undefined;
}
