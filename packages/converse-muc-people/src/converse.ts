// What the plugin uses of Converse.js 12 to 14.

/** A model of Converse.js: attributes that tell of their changes. */
export interface Model {
  get(name: string): unknown;
  set(attributes: Record<string, unknown>, options?: { silent?: boolean }): void;
  on(events: string, listener: () => void): void;
  trigger(event: string, ...args: unknown[]): void;
}

/** Somebody in a room. From Converse.js 14 on they have a photo once it was asked for. */
export interface Occupant extends Model {
  getVCard?(): Promise<unknown>;
}

/** The people of a room as Converse.js lists them. */
export interface Occupants {
  findOccupant(person: { occupant_id?: unknown; nick?: unknown; jid?: unknown }): Occupant | undefined;
  create(attributes: Record<string, unknown>): Occupant;
  sort(): void;
  on(events: string, listener: () => void): void;
}

/** A room that the user is in, or wants to be in. */
export interface Muc extends Model {
  readonly occupants: Occupants;
  readonly session: Model;
  isEntered(): boolean;
  onPresence(presence: Element): Promise<void>;
}

/** A presence, as Converse.js has read it. */
export interface PresenceAttributes {
  readonly [name: string]: unknown;
  readonly from: string;
  readonly nick: string | null;
  readonly type: string | null;
  readonly muc_jid: string;
  readonly occupant_id?: string | null | undefined;
  readonly affiliation?: string;
  readonly role?: string;
  readonly codes: readonly string[];
  readonly is_self?: boolean;
}

/** A message, as Converse.js has read it. */
export interface MessageEvent {
  readonly chatbox: Model;
  readonly attrs: {
    readonly type?: string;
    readonly nick?: string;
    readonly occupant_id?: string;
    readonly codes?: readonly string[];
    readonly is_archived?: boolean;
    readonly is_delayed?: boolean;
  };
}

/** The API that Converse.js gives to its plugins. */
export interface Api {
  readonly listen: {
    on(event: string, listener: (...args: never[]) => unknown): void;
    stanza(name: string, options: { type: string }, handler: (stanza: Element) => boolean): void;
  };
  readonly settings: {
    extend(settings: Record<string, unknown>): void;
    get(name: string): unknown;
  };
  readonly disco: { info(jid: string): Promise<Element> };
  readonly user: { readonly presence: { send(attributes: { to: string; type: string }): unknown } };
  sendIQ(iq: Element): Promise<Element>;
}

/** The global object of Converse.js. */
export interface Converse {
  readonly plugins: { add(name: string, plugin: object): void };
}
