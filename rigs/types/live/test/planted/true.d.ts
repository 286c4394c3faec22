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
  /** @paramsSince 0.12 strict */
  export function prepped_split(this: void, jid: string, strict?: boolean): void;
  export function bare(this: void, jid: string): string | undefined;
  export function node(this: void, jid: string): string | undefined;
  export function compare(this: void, jid: string, acl: string): boolean;
  export function escape(this: void, s: string): string;
}

/**
 * @noResolution
 * @noSelfInFile
 */
declare module "util.throttle" {
  type Polled = [allowed: boolean, balance: number | undefined, outstanding: number | undefined];
  export interface Throttle {
    readonly rate: number;
    readonly balance: number;
    poll(cost?: number, split?: boolean): LuaMultiReturn<Polled>;
  }
  export function create(this: void, max: number, period: number): Throttle;
}

interface MucOccupant {
  nick: string;
  bare_jid: string;
  jid: string | undefined;
  role: "moderator" | "participant" | "visitor" | undefined;
  readonly sessions: object;
  remove_session(real_jid: string): void;
  choose_new_primary(): string | undefined;
}

interface MucRoomData {
  readonly name?: string;
  readonly reason?: string;
  readonly subject?: string;
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
