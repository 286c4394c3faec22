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
    /** Adds a node. */
    add_node(name: string, value?: V): true;
    /** Adds nodes. */
    add_nodes(nodes: Readonly<Record<string, V>>): true;
    /** Removes a node. */
    remove_node(node_name: string): boolean;
    /** Removes nodes. */
    remove_nodes(nodes: readonly string[]): void;
    /** A copy. */
    clone(): HashRing<V>;
    /** The node of a key. */
    get_node(key: string): LuaMultiReturn<[node: string, value: V | undefined]>;
  }

  /** A new ring. */
  function new_function<V = unknown>(
    this: void,
    num_replicas: number,
    hash_function: (this: void, data: string) => string,
  ): HashRing<V>;
  export { new_function as new };
}
