/**
 * Which of a user's sessions get messages. Source: `util/presence.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.presence" {
  /** The available sessions of the highest priority, if that is not negative. */
  export function select_top_resources(this: void, user: ProsodyUserSessions): readonly ProsodySession[];
  /** Sets `top_resources` of a user anew. */
  export function recalc_resource_map(this: void, user: ProsodyUserSessions | undefined): void;
}
