/**
 * Tables. Source: `util-src/table.c`. See https://prosody.im/doc/developers/util/table
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.table" {
  /**
   * A table with room for so many items and fields.
   * @param narr items
   * @param nrec fields
   */
  export function create(this: void, narr: number, nrec: number): object;
  /**
   * An array of the arguments, with their number.
   * @param args nil counts too
   */
  export function pack<A extends unknown[]>(this: void, ...args: A): A & { readonly n: number };
  /**
   * Copies items.
   * @since 13.0
   * @param a1 where they are taken from
   * @param f the first item
   * @param e the last item
   * @param t where the first one comes to
   * @param a2 where they are put; default `a1`
   */
  export const move:
    (<T>(this: void, a1: readonly T[], f: number, e: number, t: number, a2?: T[]) => T[]) | undefined;
}
