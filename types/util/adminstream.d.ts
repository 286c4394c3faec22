/**
 * The streams of `prosodyctl shell`. Source: `util/adminstream.lua`.
 *
 * @since 0.12
 * @noResolution
 * @noSelfInFile
 */
declare module "util.adminstream" {
  /** A connection to the server's socket. */
  export function connection(this: void, socket_path: string, listeners: object): object;
  /** The shell's side. */
  export function client(this: void): object;
  /** The server's side. */
  export function server(
    this: void,
    sessions: LuaTable,
    stanza_handler: (this: void, session: ProsodySession, stanza: ProsodyStanza) => void,
  ): {
    readonly listeners: ProsodyListener;
    readonly events: import("util.events").Events<Record<string, never>>;
  };
}
