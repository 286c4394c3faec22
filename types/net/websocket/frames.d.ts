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

  /**
   * A frame as bytes.
   * @param desc raises an error without an `opcode`, or with over 125 bytes in one that is no message; a mask is made if there is none
   */
  export function build(this: void, desc: Frame): string;
  /**
   * The frame that ends a connection.
   * @param code such as 1000, for an end without error
   * @param message 123 bytes at most: raises an error if it is longer
   * @param mask `true` for a client
   */
  export function build_close(this: void, code: number, message?: string, mask?: boolean): string;
  /**
   * The frame of bytes, and how many these are; nothing if there are not enough.
   * @param frame bytes, or a buffer of `util.dbuffer`; what follows the frame is left alone
   */
  export function parse(
    this: void,
    frame: string | object,
  ): LuaMultiReturn<[frame: Frame | undefined, length: number | undefined, missing: number | undefined]>;
  /**
   * Its head.
   * @param frame bytes, or a buffer of `util.dbuffer`
   */
  export function parse_header(
    this: void,
    frame: string | object,
  ): LuaMultiReturn<[frame: Frame | undefined, length: number | undefined, missing: number | undefined]>;
  /**
   * Its data.
   * @param frame bytes, or a buffer of `util.dbuffer`
   * @param header as `parse_header()` returns it
   * @param pos of the first byte after the head, from 1
   */
  export function parse_body(this: void, frame: string | object, header: Frame, pos: number): string;
  /**
   * What an end says.
   * @param data of a frame whose `opcode` is 8
   */
  export function parse_close(
    this: void,
    data: string,
  ): LuaMultiReturn<[code: number | undefined, message: string | undefined]>;
}
