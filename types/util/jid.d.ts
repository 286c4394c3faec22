/**
 * JIDs: taking apart, putting together, preparing. Source: `util/jid.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jid" {
  /** The bare JID (`user@host`, or `host`) of a JID; `undefined` if it is malformed. Does not prepare it. */
  function bare(this: void, jid: string): string | undefined;

  /** The resource of a JID, in a room's occupant JID the nick; `undefined` without one, or if it is malformed. */
  function resource(this: void, jid: string): string | undefined;
}
