/** The kinds in which uses are counted. */
export const KINDS = ["library", "field", "module", "event", "item", "export", "object"] as const;

export type Kind = (typeof KINDS)[number];

/** One thing that a file uses, however often. */
export interface Use {
  readonly kind: Kind;
  /** Such as `util.jid.split`, `module.hook`, `event muc-occupant-joined` or `ProsodySession.ip`. */
  readonly name: string;
  readonly isDeclared: boolean;
}

export interface FileUses {
  readonly file: string;
  readonly uses: readonly Use[];
}

/** The uses of one file, each but once. */
export class UseList {
  readonly #uses = new Map<string, Use>();

  add(kind: Kind, name: string, isDeclared: boolean): void {
    const key = `${kind} ${name}`;
    const known = this.#uses.get(key);
    // Of two objects that look alike one may have the member: then it is declared.
    if (known === undefined || isDeclared) this.#uses.set(key, { kind, name, isDeclared });
  }

  /** Takes back what turned out to be the file's own. */
  remove(kind: Kind, name: string): void {
    this.#uses.delete(`${kind} ${name}`);
  }

  all(): readonly Use[] {
    return [...this.#uses.values()];
  }
}
