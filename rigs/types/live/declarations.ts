import type { Lifetime } from "./version.ts";

/** A parameter, by its name in Lua. */
export interface DeclaredParameter {
  readonly name: string;
  readonly isRest: boolean;
  /** The version that has it first; `undefined` if all have. */
  readonly since: string | undefined;
  /** The name in older versions. */
  readonly renamed: { readonly since: string; readonly from: string } | undefined;
}

/** A function, or the longest of its overloads. */
export interface DeclaredFunction {
  readonly hasSelf: boolean;
  readonly parameters: readonly DeclaredParameter[];
  /** The results of all overloads together. */
  readonly results: DeclaredResults;
}

export interface DeclaredResults {
  readonly values: readonly DeclaredResult[];
  /** True if any number of values may follow. */
  readonly isOpen: boolean;
}

/** One of the values that a function returns. */
export interface DeclaredResult {
  readonly kinds: DeclaredKinds;
  readonly mayBeNil: boolean;
}

/** Lua types, and names of interfaces; `undefined` for anything. */
export type DeclaredKinds = ReadonlySet<string> | undefined;

/** The type of a value. */
export interface DeclaredValue {
  readonly kinds: DeclaredKinds;
  /** The texts that it may be; `undefined` for any. */
  readonly texts: ReadonlySet<string> | undefined;
}

/** A member of a library, an interface or an event's payload. */
export interface DeclaredMember extends Lifetime, DeclaredValue {
  readonly name: string;
  readonly isOptional: boolean;
  /** True if all examples of a release that has it must show it, even if it is optional. */
  readonly isPermanent: boolean;
  readonly call: DeclaredFunction | undefined;
}

/** A library or an interface. */
export interface DeclaredTable extends Lifetime {
  /** Such as `util.jid`, `util.stanza.Stanza` or `MucRoom`. */
  readonly name: string;
  /** The names that the first parameter of its methods has in Lua. */
  readonly selfNames: ReadonlySet<string>;
  readonly members: ReadonlyMap<string, DeclaredMember>;
}

/** An event, or all events whose names match a pattern. */
export interface DeclaredEvent extends Lifetime {
  /** The name, or its pattern with `*` for what varies. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly payload: DeclaredValue;
  /** The fields of the payload; `undefined` if it is no table. */
  readonly fields: DeclaredTable | undefined;
}

/** All that a package of declarations says. */
export interface Declarations {
  readonly tables: ReadonlyMap<string, DeclaredTable>;
  /** Libraries that are one value, and no table of exports. */
  readonly wholes: ReadonlyMap<string, Lifetime>;
  readonly hostEvents: readonly DeclaredEvent[];
  readonly globalEvents: readonly DeclaredEvent[];
}
