/** One member of a table, over all the examples that were seen. */
export interface DumpedMember {
  /** The number of examples that had it. */
  readonly seen: number;
  /** Counts by kind: a Lua type, or the name of a declaration for tables that have one. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Counts by the parameters of the function, separated by commas; `C` for one that is not written in Lua. */
  readonly functions: Readonly<Record<string, number>>;
  /** Some short strings that it was; an empty table where there were none. */
  readonly texts: readonly string[] | Readonly<Record<string, never>>;
}

/** A library, an object or the payload of an event, over all the examples that were seen. */
export interface DumpedTable {
  readonly seen: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly members: Readonly<Record<string, DumpedMember>>;
}

/** All calls of one function. */
export interface DumpedCalls {
  readonly calls: number;
  /** For each value that it returned, how often that was of each kind; `nil` where it was none. */
  readonly results: readonly Readonly<Record<string, number>>[] | Readonly<Record<string, never>>;
}

/** The notes of mod_types_live in one server. */
export interface Dump {
  /** By the name of the declaration, such as `util.jid.split` or `MucRoom.get_role`. */
  readonly functions?: Readonly<Record<string, DumpedCalls>>;
  /** Errors that functions raised when they were called as they are declared; an empty table without any. */
  readonly raised?: readonly string[] | Readonly<Record<string, never>>;
  readonly version: string;
  /** By the name of the module or interface that declares it. */
  readonly objects: Readonly<Record<string, DumpedTable>>;
  /** Payloads by event, by the host that it was fired on, or `global`. */
  readonly events: Readonly<Record<string, Readonly<Record<string, DumpedTable>>>>;
}
