/**
 * Sessions of clients. Source: `core/sessionmanager.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "core.sessionmanager" {
  /**
   * A new session for a connection.
   * @param conn a client's, just accepted
   */
  export function new_session(this: void, conn: ProsodyConnection): ProsodySession;
  /**
   * Empties a session that has ended: only its functions and `destroyed` are left.
   * @param session a client's: sends nothing any more
   */
  export function retire_session(this: void, session: ProsodySession): ProsodySession;
  /**
   * Ends a session.
   * @param session a client's; one that is destroyed already is left alone
   * @param err for the log and for handlers of `resource-unbind`
   */
  export function destroy_session(this: void, session: ProsodySession, err?: string | false): void;
  /**
   * Logs a session in; nil and the reason if the name cannot be.
   * @paramsSince 0.12 role_name
   * @paramRenamed 13.0 scope role_name
   * @param session a client's, with its `host`
   * @param username prepared here, without the host; nil and a reason if that fails
   * @param role_name from 13.0 on a role in place of the user's own, nil for that one; in 0.12 kept as `auth_scope`
   */
  export function make_authenticated(
    this: void,
    session: ProsodySession,
    username: string,
    role_name?: string,
  ): LuaMultiReturn<[ok: true | undefined, err: string | undefined]>;
  /**
   * Gives a session a resource; nil and what a stanza's error says on failure.
   * @param session logged in, and without a resource
   * @param resource the wanted one, prepared here; nil, empty or malformed gives a random one
   */
  export function bind_resource(
    this: void,
    session: ProsodySession,
    resource?: string,
  ): LuaMultiReturn<
    [
      ok: true | undefined,
      error_type: import("util.stanza").ErrorType | undefined,
      condition: string | undefined,
      text: string | undefined,
    ]
  >;
  /**
   * Sends a stanza to a user's available sessions. Returns how many these are.
   * @param username without the host
   * @param host of this server
   * @param stanza is sent as it is, with its `to`
   */
  export function send_to_available_resources(
    this: void,
    username: string,
    host: string,
    stanza: ProsodyStanza,
  ): number;
  /**
   * Sends a stanza to a user's sessions that asked for the contact list. Returns how many these are.
   * @param username without the host
   * @param host of this server
   * @param stanza is sent as it is, with its `to`
   */
  export function send_to_interested_resources(
    this: void,
    username: string,
    host: string,
    stanza: ProsodyStanza,
  ): number;
  /**
   * Continues a session on the connection of another.
   * @since 13.0
   * @param to_session the one that goes on
   * @param from_session the new one; it is emptied
   */
  export const update_session:
    ((this: void, to_session: ProsodySession, from_session: ProsodySession) => void) | undefined;
}
