/**
 * WebSocket connections to others. Source: `net/websocket.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.websocket" {
  /** What handles one. */
  export interface WebsocketListener {
    /** Called once it stands. */
    onopen?: (this: void, socket: Websocket) => void;
    /** Called at its end. */
    onclose?: (this: void, socket: Websocket, code?: number, message?: string) => void;
    /** Called on an error. */
    onerror?: (this: void, socket: Websocket, err: unknown) => void;
    /** Called for a message. */
    onmessage?: (this: void, socket: Websocket, data: string, opcode: "text" | "binary") => void;
  }

  /** A connection. */
  export interface Websocket {
    /** 0 while it connects, 1 when it stands, 2 and 3 at its end. */
    readonly readyState: number;
    /** Ends it. */
    close(code?: number, reason?: string): void;
    /** Sends a message. */
    send(data: string, opcode?: "text" | "binary" | number): void;
  }

  /** Connects. */
  export function connect(
    this: void,
    url: string,
    ex: object | undefined,
    listeners: WebsocketListener,
  ): LuaMultiReturn<[socket: Websocket | false, close: unknown]>;
}
