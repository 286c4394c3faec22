/**
 * The streams of `prosodyctl shell`. Source: `util/adminstream.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.adminstream" {
  /**
   * A connection to the server's socket.
   * @param socket_path of the server's Unix socket; looked for when `connect()` is called
   * @param listeners get the connection once it stands
   */
  export function connection(this: void, socket_path: string, listeners: object): object;
  /** The shell's side. */
  export function client(this: void): object;
  /**
   * The server's side.
   * @param sessions the sessions by connection: kept here, empty at first
   * @param stanza_handler gets each stanza of each session; it may wait, as in `util.async`
   */
  export function server(
    this: void,
    sessions: LuaTable,
    stanza_handler: (this: void, session: ProsodySession, stanza: ProsodyStanza) => void,
  ): {
    readonly listeners: ProsodyListener;
    readonly events: import("util.events").Events<Record<string, never>>;
  };
}
