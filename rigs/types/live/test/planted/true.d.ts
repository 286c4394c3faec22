/**
 * What dump.ts shows, declared as it is: the checker has nothing to say about it. Each test of
 * rigs/types/live/test/checker.test.ts plants an error into a copy of it.
 */
/// <reference path="../../../../../types/lib.d.ts" />

/**
 * @noResolution
 * @noSelfInFile
 */
declare module "util.jid" {
  export function split(
    this: void,
    jid: string,
  ): LuaMultiReturn<[node: string | undefined, host: string | undefined, resource: string | undefined]>;
  /** @paramsSince 0.12 strict */
  export function prepped_split(this: void, jid: string, strict?: boolean): void;
  export function bare(this: void, jid: string): string | undefined;
  export function node(this: void, jid: string): string | undefined;
  export function host(this: void, jid: string): string | undefined;
  export function resource(this: void, jid: string): string | undefined;
  export function join(this: void, node: string | undefined, host: string, resource?: string): string;
  export function prep(this: void, jid: string, strict?: boolean): string | undefined;
  export function compare(this: void, jid: string, acl: string): boolean;
  export function escape(this: void, s: string): string;
  export function unescape(this: void, s: string): string;
}

/**
 * @noResolution
 * @noSelfInFile
 */
declare module "util.throttle" {
  export interface Throttle {
    readonly rate: number;
    readonly max: number;
    readonly t: number;
    readonly balance: number;
    update(): number;
    peek(cost?: number): boolean;
    poll(
      cost?: number,
      split?: boolean,
    ): LuaMultiReturn<[allowed: boolean, balance: number | undefined, outstanding: number | undefined]>;
  }
  export function create(this: void, max: number, period: number): Throttle;
}

interface MucOccupant {
  nick: string;
  bare_jid: string;
  jid: string | undefined;
  role: "moderator" | "participant" | "visitor" | undefined;
  readonly sessions: object;
  get_presence(real_jid?: string): object | undefined;
  each_session(): object;
  set_session(real_jid: string, presence_stanza: object, replace_primary?: boolean): void;
  remove_session(real_jid: string): void;
  choose_new_primary(): string | undefined;
}

interface MucRoomData {
  readonly destroyed?: boolean;
  readonly hidden?: boolean;
  readonly language?: string;
  readonly locked?: number;
  readonly moderated?: boolean;
  readonly name?: string;
  readonly newjid?: string;
  readonly persistent?: boolean;
  readonly reason?: string;
  readonly subject?: string;
  readonly subject_from?: string;
  readonly subject_time?: number;
  readonly whois?: "anyone" | "moderators";
}

interface ProsodyEvents {
  "muc-occupant-left": {
    readonly room: object;
    readonly nick: string;
    readonly occupant: MucOccupant;
    readonly origin?: object;
    readonly stanza?: object;
  };
  "muc-invite": {
    readonly room: object;
    readonly origin: object;
    readonly stanza: object;
    readonly incoming: object;
  };
  /** @since 0.12 */
  "muc-pre-set-role": {
    readonly room: object;
    readonly actor: string;
    readonly occupant: MucOccupant;
    readonly role?: string;
  };
  [name: `muc-room-${string}`]: { readonly room: object };
}

interface ProsodyGlobalEvents {
  "server-started": undefined;
}
