/**
 * Which of a user's sessions get messages. Source: `util/presence.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.presence" {
  /**
   * The available sessions of the highest priority, if that is not negative.
   * @param user of `bare_sessions`: those without a presence do not count
   */
  export function select_top_resources(this: void, user: ProsodyUserSessions): readonly ProsodySession[];
  /**
   * Sets `top_resources` of a user anew.
   * @param user of `bare_sessions`; nil does nothing
   */
  export function recalc_resource_map(this: void, user: ProsodyUserSessions | undefined): void;
}
