/**
 * Streams of servers. Source: `core/s2smanager.lua`. See https://prosody.im/doc/developers/core/s2smanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.s2smanager" {
  /**
   * A new stream from another server.
   * @param conn another server's, just accepted
   */
  export function new_incoming(this: void, conn: ProsodyConnection): ProsodySession;
  /**
   * A new stream to another server.
   * @param from_host one of ours: raises an error if it is not in service
   * @param to_host the other server's domain
   */
  export function new_outgoing(this: void, from_host: string, to_host: string): ProsodySession;
  /**
   * Empties a stream that has ended.
   * @param session another server's: sends nothing any more
   * @param reason kept in `destruction_reason`
   */
  export function retire_session(this: void, session: ProsodySession, reason?: unknown): ProsodySession;
  /**
   * Ends a stream.
   * @paramsSince 0.12 bounce_reason
   * @param session another server's; one that is destroyed already is left alone
   * @param reason for the log, for handlers of `s2s-destroyed`, and kept in `destruction_reason`
   * @param bounce_reason what stanzas that still wait are returned with; nil for `reason`
   */
  export function destroy_session(
    this: void,
    session: ProsodySession,
    reason?: unknown,
    bounce_reason?: unknown,
  ): true | undefined;
  /** Streams from other servers. */
  export const incoming_s2s: LuaTable<ProsodySession, true | undefined>;
}
