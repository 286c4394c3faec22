/** @noSelfInFile */

/** What sessions have and hosts do not: nothing of it, for a host. */
type ProsodyNoSession = { readonly [K in Exclude<keyof ProsodySession, keyof ProsodyHost>]?: undefined };

/** Where a stanza came from: a session, or a host of this server on its own behalf. What a host has not is `undefined`. */
type ProsodyOrigin = ProsodySession | (ProsodyHost & ProsodyNoSession);

/** What the handlers of a stanza's event get. Source: `core/stanza_router.lua`. */
interface StanzaEvent {
  /** Where the stanza came from: answers go to `origin.send()`. */
  readonly origin: ProsodyOrigin;
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
  /**
   * Whether a user sent it to its own account.
   * @since 0.12
   * @sometimes
   */
  readonly to_self?: boolean;
}

/** What the handlers get before a stanza is let into the server. */
interface PreStanzaEvent extends StanzaEvent {
  /** Why a handler refused it, for the log. */
  reason?: string;
}

/** What the handlers get that send a stanza to another server. */
interface RouteRemoteEvent {
  /** Where the stanza came from: answers go to `origin.send()`. */
  readonly origin: ProsodyOrigin;
  /** The stanza itself, not a copy. */
  readonly stanza: ProsodyStanza;
  /** The host of this server that sends it. */
  readonly from_host: string;
  /** The other server. */
  readonly to_host: string;
}

/**
 * Events of stanzas, by kind and by the address: `full` with a resource, `bare` without, `host` without a user, `self`
 * to the sender's own account. Handled (`true`): nothing else is done. Source: `core/stanza_router.lua`, `mod_iq.lua`.
 */
interface ProsodyStanzaEvents {
  /** A presence to a full JID. */
  "presence/full": StanzaEvent;
  /** A presence to a bare JID. */
  "presence/bare": StanzaEvent;
  /** A presence to a host. */
  "presence/host": StanzaEvent;
  /** A presence to the sender's own account. */
  "presence/self": StanzaEvent;
  /** The first available presence of a session. */
  "presence/initial": StanzaEvent;
  /** A message to a full JID. */
  "message/full": StanzaEvent;
  /** A message to a bare JID. */
  "message/bare": StanzaEvent;
  /** A message to a host. */
  "message/host": StanzaEvent;
  /** A message to the sender's own account. */
  "message/self": StanzaEvent;
  /** A groupchat message to a user. */
  "message/bare/groupchat": StanzaEvent;
  /** An iq to a full JID. */
  "iq/full": StanzaEvent;
  /** An iq to a bare JID. */
  "iq/bare": StanzaEvent;
  /** An iq to a host. */
  "iq/host": StanzaEvent;
  /** An iq to the sender's own account. */
  "iq/self": StanzaEvent;
  /** A presence from a client of this host to a full JID, before it is routed. */
  "pre-presence/full": StanzaEvent;
  /** A presence from a client of this host to a bare JID, before it is routed. */
  "pre-presence/bare": StanzaEvent;
  /** A presence from a client of this host to a host, before it is routed. */
  "pre-presence/host": StanzaEvent;
  /** A message from a client of this host to a full JID, before it is routed. */
  "pre-message/full": StanzaEvent;
  /** A message from a client of this host to a bare JID, before it is routed. */
  "pre-message/bare": StanzaEvent;
  /** A message from a client of this host to a host, before it is routed. */
  "pre-message/host": StanzaEvent;
  /** An iq from a client of this host to a full JID, before it is routed. */
  "pre-iq/full": StanzaEvent;
  /** An iq from a client of this host to a bare JID, before it is routed. */
  "pre-iq/bare": StanzaEvent;
  /** An iq from a client of this host to a host, before it is routed. */
  "pre-iq/host": StanzaEvent;
  /**
   * Any stanza from a client of this host, first of all.
   * @since 0.12
   */
  "pre-stanza": PreStanzaEvent;
  /** An iq `get` or `set` by its payload: `iq/host/NAMESPACE:NAME`. */
  [name: `iq/bare/${string}:${string}`]: StanzaEvent;
  /** The same to a host. */
  [name: `iq/host/${string}:${string}`]: StanzaEvent;
  /** The same to the sender's own account. */
  [name: `iq/self/${string}:${string}`]: StanzaEvent;
  /** An iq `get` by its payload: `iq-get/bare/NAMESPACE:NAME`. */
  [name: `iq-get/bare/${string}:${string}`]: StanzaEvent;
  /** The same to a host. */
  [name: `iq-get/host/${string}:${string}`]: StanzaEvent;
  /** The same to the sender's own account. */
  [name: `iq-get/self/${string}:${string}`]: StanzaEvent;
  /** An iq `set` by its payload: `iq-set/bare/NAMESPACE:NAME`. */
  [name: `iq-set/bare/${string}:${string}`]: StanzaEvent;
  /** The same to a host. */
  [name: `iq-set/host/${string}:${string}`]: StanzaEvent;
  /** The same to the sender's own account. */
  [name: `iq-set/self/${string}:${string}`]: StanzaEvent;
  /** The answer to an iq by its id: `iq-result/host/ID`. */
  [name: `iq-result/bare/${string}`]: StanzaEvent;
  /** The same to a host. */
  [name: `iq-result/host/${string}`]: StanzaEvent;
  /** The same to the sender's own account. */
  [name: `iq-result/self/${string}`]: StanzaEvent;
  /** The error that answers an iq by its id: `iq-error/host/ID`. */
  [name: `iq-error/bare/${string}`]: StanzaEvent;
  /** The same to a host. */
  [name: `iq-error/host/${string}`]: StanzaEvent;
  /** The same to the sender's own account. */
  [name: `iq-error/self/${string}`]: StanzaEvent;
  /** What is no stanza, or comes before a session is bound: `stanza/NAMESPACE:NAME`; see `module.hook_tag()`. */
  [name: `stanza/${string}`]: StanzaEvent;
  /** A stanza for another server. Handled (`true`): it is on its way. */
  "route/remote": RouteRemoteEvent;
}
