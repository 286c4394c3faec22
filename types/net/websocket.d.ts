/**
 * WebSocket connections to others. Source: `net/websocket.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.websocket" {
  /** What handles one. */
  export interface WebsocketListener {
    /**
     * Called once it stands.
     * @param socket ready to send
     */
    onopen?: (this: void, socket: Websocket) => void;
    /**
     * Called at its end.
     * @param socket nothing can be sent on it
     * @param code such as 1000; 1005 if the other end said none; nil if the connection broke
     * @param message the other end's reason, or why the connection broke
     */
    onclose?: (this: void, socket: Websocket, code?: number, message?: string) => void;
    /**
     * Called on an error.
     * @param socket nothing can be sent on it
     * @param err `connecting-failed`, or why the connection broke
     */
    onerror?: (this: void, socket: Websocket, err: unknown) => void;
    /**
     * Called for a message.
     * @param socket the one it came on
     * @param data whole
     * @param opcode 1 for text, 2 for bytes
     */
    onmessage?: (this: void, socket: Websocket, data: string, opcode: 1 | 2) => void;
  }

  /** A connection. */
  export interface Websocket {
    /** 0 while it connects, 1 when it stands, 2 and 3 at its end. */
    readonly readyState: number;
    /**
     * Ends it.
     * @param code default 1000
     * @param reason 123 bytes at most: raises an error if it is longer
     */
    close(code?: number, reason?: string): void;
    /**
     * Sends a message.
     * @param data text must be UTF-8, which is not checked
     * @param opcode default `text`; nil and the reason if the connection does not stand
     */
    send(data: string, opcode?: "text" | "binary" | number): void;
  }

  /**
   * Connects.
   * @param url `ws://` or `wss://`
   * @param ex perhaps `protocol` (one or an array), `headers`, `extensions`, `sslctx`, `insecure`
   * @param listeners `onerror()` tells of a connection that fails
   */
  export function connect(
    this: void,
    url: string,
    ex: object | undefined,
    listeners: WebsocketListener,
  ): LuaMultiReturn<[socket: Websocket | false, close: unknown]>;
}
