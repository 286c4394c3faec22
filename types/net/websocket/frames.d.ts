/**
 * Frames of WebSocket (RFC 6455). Source: `net/websocket/frames.lua`.
 *
 * @noResolution
 * @noSelfInFile
 */
declare module "net.websocket.frames" {
  /** A frame. */
  export interface Frame {
    /** What it is: 1 text, 2 bytes, 8 the end, 9 ping, 10 pong. */
    readonly opcode: number;
    /** Whether it ends a message. */
    readonly FIN?: boolean;
    /** A bit for extensions. */
    readonly RSV1?: boolean;
    /** A bit for extensions. */
    readonly RSV2?: boolean;
    /** A bit for extensions. */
    readonly RSV3?: boolean;
    /** Whether its data is masked: a client's. */
    readonly MASK?: boolean;
    /** What it says. */
    readonly data?: string;
    /** How many bytes that is. */
    readonly length?: number;
  }

  /** A frame as bytes. */
  export function build(this: void, desc: Frame): string;
  /** The frame that ends a connection. */
  export function build_close(this: void, code: number, message?: string, mask?: boolean): string;
  /** The frame of bytes, and how many these are; nothing if there are not enough. */
  export function parse(
    this: void,
    frame: string | object,
  ): LuaMultiReturn<[frame: Frame | undefined, length: number | undefined, missing: number | undefined]>;
  /** Its head. */
  export function parse_header(
    this: void,
    frame: string | object,
  ): LuaMultiReturn<[frame: Frame | undefined, length: number | undefined, missing: number | undefined]>;
  /** Its data. */
  export function parse_body(this: void, frame: string | object, header: Frame, pos: number): string;
  /** What an end says. */
  export function parse_close(
    this: void,
    data: string,
  ): LuaMultiReturn<[code: number | undefined, message: string | undefined]>;
}
