import type { DeclaredTable, Declarations } from "../live/declarations.ts";
import { exists } from "../live/version.ts";

/** The names that are declared, as one release has them. */
export class DeclaredNames {
  readonly #declarations: Declarations;
  readonly #version: string;

  constructor(declarations: Declarations, version: string) {
    this.#declarations = declarations;
    this.#version = version;
  }

  hasLibrary(name: string): boolean {
    const library = this.#table(name) ?? this.#declarations.wholes.get(name);
    return library !== undefined && exists(library, this.#version);
  }

  /** Says whether a library, or a global interface, has a member. */
  hasMember(table: string, name: string): boolean {
    const member = this.#table(table)?.members.get(name);
    return member !== undefined && exists(member, this.#version);
  }

  /** Says whether hosts, or the server, have an event, by its own name or by a pattern. */
  hasEvent(name: string, where: "hostEvents" | "globalEvents"): boolean {
    return this.#declarations[where].some(
      (event) => event.pattern.test(name) && exists(event, this.#version),
    );
  }

  /** The name of the interface of a member; `undefined` of one that has none. */
  interfaceOf(table: string, name: string): string | undefined {
    const kinds = this.#table(table)?.members.get(name)?.kinds ?? [];
    return [...kinds].find((kind) => this.#table(kind) !== undefined);
  }

  #table(name: string): DeclaredTable | undefined {
    return this.#declarations.tables.get(name);
  }
}
