/**
 * Sessions: for modules that make some of their own. Source: `util/session.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.session" {
  /**
   * A new session, such as `c2s`: not logged in, of the type with `_unauthed`.
   * @param typ kept in `base_type`
   */
  function new_function(this: void, typ: string): ProsodySession;
  export { new_function as new };
  /**
   * Gives it an id.
   * @param session with its `base_type`
   */
  export function set_id(this: void, session: ProsodySession): ProsodySession;
  /**
   * Gives it a logger with its id.
   * @param session with its `id`
   */
  export function set_logger(this: void, session: ProsodySession): ProsodySession;
  /**
   * Gives it a connection.
   * @param session it gets its `ip` too
   * @param conn of the client or the server
   */
  export function set_conn(this: void, session: ProsodySession, conn: ProsodyConnection): ProsodySession;
  /**
   * Gives it a `send` function.
   * @param session without a connection what is sent is dropped; else filters are applied
   */
  export function set_send(this: void, session: ProsodySession): ProsodySession;
  /**
   * Gives it a role.
   * @since 13.0
   * @param session it gets the field `role`
   * @param role its own permissions and those it inherits
   */
  export const set_role: ((this: void, session: ProsodySession, role: ProsodyRole) => void) | undefined;
}
