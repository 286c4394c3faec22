/**
 * Roles. Source: `util/roles.lua`. See https://prosody.im/doc/developers/permissions
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "util.roles" {
  /**
   * A new role.
   * @param base_config perhaps another role, whose permissions it gets
   * @param overrides what differs from that; it gets a metatable here
   */
  function new_function(
    this: void,
    base_config: Partial<Pick<ProsodyRole, "name" | "description" | "default" | "priority" | "inherits">>,
    overrides?: Partial<Pick<ProsodyRole, "name" | "description" | "default" | "priority" | "inherits">>,
  ): ProsodyRole;
  export { new_function as new };
  /**
   * Whether a value is a role.
   * @param o any value
   */
  export function is_role(this: void, o: unknown): o is ProsodyRole;
}
