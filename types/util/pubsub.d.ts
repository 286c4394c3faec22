/**
 * Publish-subscribe services (XEP-0060). All methods take who asks: a JID, or `true` for the server itself.
 * Source: `util/pubsub.lua`. See https://prosody.im/doc/developers/util/pubsub
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "util.pubsub" {
  /** Who asks: a JID, or `true` for the server itself, which may do anything. */
  export type Actor = string | true;

  /** What somebody is to a node. */
  export type Affiliation = "owner" | "publisher" | "member" | "none" | "outcast";

  /** `true`; or `false` or nil, and the reason, such as `forbidden` or `item-not-found`. */
  export type Outcome = LuaMultiReturn<[ok: boolean | undefined, err: string | undefined]>;

  /**
   * How a node works: `persist_items`, `max_items`, `access_model`, `publish_model`, `send_last_published_item`,
   * `title`, …
   */
  export type NodeConfig = Readonly<Record<string, unknown>>;

  /** A node. */
  export interface Node {
    /** Its name. */
    readonly name: string;
    /** How it works. */
    readonly config: NodeConfig;
    /** Subscriptions by JID: `true`, or options. */
    readonly subscribers: Readonly<Record<string, true | Readonly<Record<string, unknown>> | undefined>>;
    /** Affiliations by bare JID. */
    readonly affiliations: Readonly<Record<string, Affiliation | undefined>>;
    /** What affiliations may do here. */
    readonly capabilities?: Readonly<
      Record<string, Readonly<Record<string, boolean | undefined>> | undefined>
    >;
  }

  /** A subscription. */
  export interface Subscription {
    /** The node. */
    readonly node: string;
    /** Whose. */
    readonly jid: string;
    /** `true`, or options. */
    readonly subscription: true | Readonly<Record<string, unknown>>;
  }

  /** Ids in their order, the last first; `get(id)` is an item: `items[id]` in Lua. */
  export interface Items extends ReadonlyArray<string> {
    /** An item by its id: `items[id]` in Lua; `undefined` without one. */
    readonly get: LuaTableGetMethod<string, ProsodyStanza | undefined>;
  }

  /** What a service is made of. */
  export interface ServiceConfig {
    /** How many items a node may have. */
    readonly max_items?: number;
    /**
     * What keeps the items of a node.
     * @param config the node's
     * @param node its name
     */
    itemstore?: (this: void, config: NodeConfig, node: string) => object;
    /**
     * Sends what happens to subscribers.
     * @param kind `items`, `retract`, `purge` or `delete`
     * @param node its name
     * @param jids by JID, after `subscriber_filter`
     * @param item what is sent; nil for `purge` and `delete`
     * @param actor who did it
     * @param node_obj the node
     * @param service this one
     */
    broadcaster?: (
      this: void,
      kind: string,
      node: string,
      jids: Readonly<Record<string, unknown>>,
      item: ProsodyStanza | undefined,
      actor: Actor,
      node_obj: Node,
      service: Service,
    ) => void;
    /**
     * Says who of the subscribers gets it.
     * @param jids by JID
     * @param node its name
     * @param event `items`, `retract`, `purge` or `delete`
     */
    subscriber_filter?: (
      this: void,
      jids: Readonly<Record<string, unknown>>,
      node: string,
      event: string,
    ) => Readonly<Record<string, unknown>>;
    /**
     * Says whether an item is one.
     * @param item what somebody publishes
     */
    itemcheck?: (this: void, item: ProsodyStanza) => boolean;
    /**
     * Says what somebody is to the whole service.
     * @param jid as `normalize_jid` returns it
     * @param node its name
     * @param action what it wants to do, such as `publish`
     */
    get_affiliation?: (this: void, jid: string, node: string, action: string) => Affiliation | undefined;
    /**
     * Usually `jid.bare`.
     * @param jid of who asks, usually full
     */
    normalize_jid?: (this: void, jid: string) => string;
    /**
     * Says whether a node may work so.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param new_config the whole of it
     */
    check_node_config?: (this: void, node: string, actor: Actor, new_config: NodeConfig) => boolean;
    /** What keeps the nodes. */
    readonly nodestore?: object;
    /** How nodes work that do not say otherwise. */
    readonly node_defaults?: NodeConfig;
    /** Whether nodes are made when something is published. */
    readonly autocreate_on_publish?: boolean;
    /** Whether nodes are made when somebody subscribes. */
    readonly autocreate_on_subscribe?: boolean;
    /** What affiliations may do. */
    readonly capabilities?: Readonly<
      Record<string, Readonly<Record<string, boolean | undefined>> | undefined>
    >;
    /** What everybody may know of a node's configuration. */
    readonly metadata_subset?: readonly string[];
    /** More models of access. */
    readonly access_models?: Readonly<
      Record<string, (this: void, actor: Actor, node_obj: Node) => Affiliation | undefined>
    >;
    /** What else the module keeps there. */
    readonly [other: string]: unknown;
  }

  /** Something happened to a node. */
  export interface ServiceEvent {
    /** The service. */
    readonly service: Service;
    /** The node. */
    readonly node: string;
    /** Who did it. */
    readonly actor: Actor;
  }

  /** An item was published. */
  export interface ItemPublished extends ServiceEvent {
    /** Its id. */
    readonly id: string;
    /** The `<item/>`. */
    readonly item: ProsodyStanza;
  }

  /** An item was removed. */
  export interface ItemRetracted extends ServiceEvent {
    /** Its id. */
    readonly id: string;
  }

  /** Somebody subscribed to a node, or no longer does. */
  export interface SubscriptionEvent {
    /** The service. */
    readonly service: Service;
    /** The node. */
    readonly node: string;
    /** Whose. */
    readonly jid: string;
    /** The same, usually a bare JID. */
    readonly normalized_jid: string;
    /** Options. */
    readonly options?: Readonly<Record<string, unknown>>;
  }

  /** Events of a service: `module.hook_object_event(service.events, …)`. */
  export interface ServiceEvents {
    /** An item was published. */
    readonly "item-published": ItemPublished;
    /** An item was removed. */
    readonly "item-retracted": ItemRetracted;
    /** A node was made. */
    readonly "node-created": ServiceEvent;
    /** A node was removed. */
    readonly "node-deleted": ServiceEvent;
    /** All items of a node were removed. */
    readonly "node-purged": ServiceEvent;
    /** Somebody subscribed. */
    readonly "subscription-added": SubscriptionEvent;
    /** Somebody no longer subscribes. */
    readonly "subscription-removed": SubscriptionEvent;
    /** An item was published to a node. */
    readonly [name: `item-published/${string}`]: ItemPublished;
  }

  /** A service. */
  export interface Service {
    /** What it is made of. */
    readonly config: ServiceConfig;
    /** How nodes work that do not say otherwise. */
    readonly node_defaults: NodeConfig;
    /** What somebody is to the whole service. */
    readonly affiliations: Record<string, Affiliation | undefined>;
    /** Nodes by full JID by normalized JID. */
    readonly subscriptions: Readonly<
      Record<string, Readonly<Record<string, Readonly<Record<string, true | undefined>>>> | undefined>
    >;
    /** Nodes by name. */
    readonly nodes: Readonly<Record<string, Node | undefined>>;
    /** What keeps the items, by node. */
    readonly data: Readonly<Record<string, object | undefined>>;
    /** What fires its events. */
    readonly events: import("util.events").Events<ServiceEvents>;
    /**
     * Whether two JIDs are the same for it.
     * @param jid1 bare or full
     * @param jid2 bare or full
     */
    jids_equal(jid1: string, jid2: string): boolean;
    /**
     * Whether somebody may do something.
     * @param node nil for the service itself
     * @param actor who asks; `true` may do anything
     * @param action such as `publish`, `subscribe`, `get_items`, `configure`
     */
    may(node: string | undefined, actor: Actor, action: string): boolean;
    /**
     * What somebody is who has no affiliation.
     * @param node nil for the service itself
     * @param actor a JID
     */
    get_default_affiliation(node: string | undefined, actor: string): Affiliation | undefined;
    /**
     * Sets what somebody is.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param jid whose; it is made bare
     * @param affiliation nil for none
     */
    set_affiliation(node: string, actor: Actor, jid: string, affiliation: Affiliation | undefined): Outcome;
    /**
     * Subscribes somebody.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param jid who is to get what is published
     * @param options what the broadcaster is given; default `true`
     */
    add_subscription(
      node: string,
      actor: Actor,
      jid: string,
      options?: Readonly<Record<string, unknown>>,
    ): Outcome;
    /**
     * Ends a subscription.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param jid as it was subscribed, with a resource if there was one
     */
    remove_subscription(node: string, actor: Actor, jid: string): Outcome;
    /**
     * `true` and the subscription, if there is one; `false` and the reason.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param jid as it was subscribed
     */
    get_subscription(
      node: string,
      actor: Actor,
      jid: string,
    ): LuaMultiReturn<
      [ok: boolean, subscription_or_err: true | Readonly<Record<string, unknown>> | string | undefined]
    >;
    /**
     * Makes a node.
     * @param node a new name: `conflict` if it is there
     * @param actor becomes the owner, unless `true`
     * @param options how it works; what is left out is as in `node_defaults`
     */
    create(node: string, actor: Actor, options?: NodeConfig): Outcome;
    /**
     * Removes a node.
     * @param node its name
     * @param actor who asks; `true` may do anything
     */
    delete(node: string, actor: Actor): Outcome;
    /**
     * Publishes an `<item xmlns='http://jabber.org/protocol/pubsub'/>`, on a node that works as asked; PEP says `invalid-item`
     * of one in another namespace.
     * @param node its name; made if the service has `autocreate_on_publish`
     * @param actor who publishes; `true` may do anything
     * @param id an item that has it is replaced
     * @param item with the attribute `id`, and one payload
     * @param requested_config how the node must work: fails if it works otherwise
     */
    publish(
      node: string,
      actor: Actor,
      id: string,
      item: ProsodyStanza,
      requested_config?: NodeConfig,
    ): LuaMultiReturn<[ok: boolean | undefined, err: string | undefined, details: object | undefined]>;
    /**
     * Removes an item; `retract` is what subscribers are told.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param id of the item
     * @param retract a `<retract id='…'/>`; without one nobody is told
     */
    retract(node: string, actor: Actor, id: string, retract?: ProsodyStanza | false): Outcome;
    /**
     * Removes all items.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param notify whether subscribers are told
     */
    purge(node: string, actor: Actor, notify?: boolean): Outcome;
    /**
     * `true` and items; `false` and the reason.@paramRenamed 0.12 id ids
     * @paramsSince 0.12 resultspec
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param ids those that are wanted; default: all
     * @param resultspec at most `max` items
     */
    get_items(
      node: string,
      actor: Actor,
      ids?: string | readonly string[],
      resultspec?: { readonly max?: number },
    ): LuaMultiReturn<[ok: true, items: Items] | [ok: false, err: string]>;
    /**
     * `true`, the id and the item that was published last, if there is one; `false` and the reason.
     * @param node its name
     * @param actor who asks; `true` may do anything
     */
    get_last_item(
      node: string,
      actor: Actor,
    ): LuaMultiReturn<
      | [ok: true, id: string, item: ProsodyStanza]
      | [ok: true, id: undefined, item: undefined]
      | [ok: false, err: string, item: undefined]
    >;
    /**
     * `true` and nodes; `false` and the reason.
     * @param actor who asks; `true` may do anything
     */
    get_nodes(
      actor: Actor,
    ): LuaMultiReturn<
      [ok: true, nodes: Readonly<Record<string, Node | undefined>>] | [ok: false, err: string]
    >;
    /**
     * `true` and subscriptions, of a node and of somebody, or of all; `false` and the reason.
     * @param node nil for all nodes
     * @param actor who asks; `true` may do anything
     * @param jid nil for everybody's
     */
    get_subscriptions(
      node: string | undefined,
      actor: Actor,
      jid?: string,
    ): LuaMultiReturn<[ok: true, subscriptions: readonly Subscription[]] | [ok: false, err: string]>;
    /**
     * Sets what affiliations may do on a node.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param capabilities by affiliation, by action: whether it may
     */
    set_node_capabilities(
      node: string,
      actor: Actor,
      capabilities: Readonly<Record<string, Readonly<Record<string, boolean | undefined>>>>,
    ): Outcome;
    /**
     * Sets how a node works.
     * @param node its name
     * @param actor who asks; `true` may do anything
     * @param new_config the whole of it; what is left out is as in `node_defaults`
     */
    set_node_config(node: string, actor: Actor, new_config: NodeConfig): Outcome;
    /**
     * `true` and how a node works; `false` and the reason.
     * @param node its name
     * @param actor who asks; `true` may do anything
     */
    get_node_config(
      node: string,
      actor: Actor,
    ): LuaMultiReturn<[ok: true, config: NodeConfig] | [ok: false, err: string]>;
    /**
     * `true` and what everybody may know; `false` and the reason.
     * @since 0.12
     * @sometimes
     * @param node its name
     * @param actor who asks; `true` may do anything
     */
    get_node_metadata?(
      node: string,
      actor: Actor,
    ): LuaMultiReturn<[ok: true, meta: NodeConfig] | [ok: false, err: string]>;
    /**
     * Sends something to subscribers.
     * @param event `items`, `retract`, `purge` or `delete`
     * @param node its name
     * @param subscribers by JID; sent only to those that `subscriber_filter` leaves
     * @param item what is sent; nil for `purge` and `delete`
     * @param actor who did it
     * @param node_obj the node
     */
    broadcast(
      event: string,
      node: string,
      subscribers: Readonly<Record<string, unknown>>,
      item: ProsodyStanza | undefined,
      actor: Actor,
      node_obj: Node,
    ): unknown;
  }

  /**
   * A new service.
   * @param config most services need a `broadcaster`
   */
  function new_function(this: void, config?: ServiceConfig): Service;
  export { new_function as new };
}
