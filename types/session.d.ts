/** @noSelfInFile */

/** Where a stanza came from: a client's session, a server's stream or a component. Source: `core/sessionmanager.lua`. */
interface ProsodySession {
  /** Sends a stanza to the other end. A plain field: it is called without `self`. */
  send: (this: void, stanza: import("util.stanza").Stanza) => unknown;
}
