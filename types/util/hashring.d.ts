/**
 * Nodes by hash, so that few move when one comes or goes. Source: `util/hashring.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.hashring" {
  /** Nodes. */
  export interface HashRing<V = unknown> {
    /**
     * Adds a node.
     * @param name one that is not there yet
     * @param value returned with it; nil becomes `true`
     */
    add_node(name: string, value?: V): true;
    /**
     * Adds nodes.
     * @param nodes values by name, or an array of names; those already there are left alone
     */
    add_nodes(nodes: Readonly<Record<string, V>>): true;
    /**
     * Removes a node.
     * @param node_name `false` if it is not there
     */
    remove_node(node_name: string): boolean;
    /**
     * Removes nodes.
     * @param nodes their names
     */
    remove_nodes(nodes: readonly string[]): void;
    /** A copy. */
    clone(): HashRing<V>;
    /**
     * The node of a key.
     * @param key any text; of the same one always the same node, while nodes stay
     */
    get_node(key: string): LuaMultiReturn<[node: string, value: V | undefined]>;
  }

  /**
   * A new ring.
   * @param num_replicas how many places each node has on the ring: more spread keys better
   * @param hash_function such as `sha1` of `util.hashes`
   */
  function new_function<V = unknown>(
    this: void,
    num_replicas: number,
    hash_function: (this: void, data: string) => string,
  ): HashRing<V>;
  export { new_function as new };
}
