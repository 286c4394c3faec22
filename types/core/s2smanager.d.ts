/**
 * Streams of servers. Source: `core/s2smanager.lua`. See https://prosody.im/doc/developers/core/s2smanager
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.s2smanager" {
  /** A new stream from another server. */
  export function new_incoming(this: void, conn: ProsodyConnection): ProsodySession;
  /** A new stream to another server. */
  export function new_outgoing(this: void, from_host: string, to_host: string): ProsodySession;
  /** Empties a stream that has ended. */
  export function retire_session(this: void, session: ProsodySession, reason?: unknown): ProsodySession;
  /**
   * Ends a stream.
   * @paramsSince 0.12 bounce_reason
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
