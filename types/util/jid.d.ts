/**
 * JIDs: taking apart, putting together, preparing. Source: `util/jid.lua`. See https://prosody.im/doc/developers/util/jid
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jid" {
  /**
   * The parts of a JID, as they are; all `undefined` if it is malformed.
   * @param jid bare or full
   */
  export function split(
    this: void,
    jid: string | undefined,
  ): LuaMultiReturn<[node: string | undefined, host: string | undefined, resource: string | undefined]>;
  /**
   * The parts of a JID, normalized; all `undefined` if it is malformed. `strict` also refuses unassigned code points.
   * @paramsSince 0.12 strict
   * @param jid bare or full, as people type it
   * @param strict refuses unassigned code points
   */
  export function prepped_split(
    this: void,
    jid: string | undefined,
    strict?: boolean,
  ): LuaMultiReturn<[node: string | undefined, host: string | undefined, resource: string | undefined]>;
  /**
   * The bare JID (`user@host`, or `host`) of a JID; `undefined` if it is malformed. Does not prepare it.
   * @param jid bare or full
   */
  export function bare(this: void, jid: string | undefined): string | undefined;
  /**
   * The part before `@`; `undefined` without one, or if the JID is malformed.
   * @param jid bare or full
   */
  export function node(this: void, jid: string | undefined): string | undefined;
  /**
   * The domain; `undefined` if the JID is malformed.
   * @param jid bare or full
   */
  export function host(this: void, jid: string | undefined): string | undefined;
  /**
   * The resource of a JID, in a room's occupant JID the nick; `undefined` without one, or if it is malformed.
   * @param jid bare or full
   */
  export function resource(this: void, jid: string | undefined): string | undefined;
  /**
   * The JID of its parts, as they are; `undefined` without a host.
   * @param node nil for a host's JID
   * @param host nil gives nil
   * @param resource nil for a bare JID
   */
  export function join(
    this: void,
    node: string | undefined,
    host: string,
    resource?: string | undefined,
  ): string;
  export function join(
    this: void,
    node: string | undefined,
    host: string | undefined,
    resource?: string | undefined,
  ): string | undefined;
  /**
   * A JID normalized; `undefined` if it is malformed. `strict` also refuses unassigned code points.
   * @paramsSince 0.12 strict
   * @param jid bare or full, as people type it
   * @param strict refuses unassigned code points
   */
  export function prep(this: void, jid: string | undefined, strict?: boolean): string | undefined;
  /**
   * Whether a JID is one of those that `acl` covers: a part that `acl` lacks may be anything.
   * @param jid bare or full
   * @param acl `user@host/resource` or less: `host` covers all its users
   */
  export function compare(this: void, jid: string, acl: string): boolean;
  /**
   * A node with the characters escaped that none may hold (XEP-0106).
   * @param s such as `d'artagnan`, which becomes `d\27artagnan`
   */
  export function escape(this: void, s: string): string;
  /**
   * The reverse of `escape()`.
   * @param s the part before `@`
   */
  export function unescape(this: void, s: string): string;
}
