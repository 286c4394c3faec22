/** The kinds of modules, with what each does as it is generated. The names are those of the folders in `template/`. */
export const KINDS = {
  muc: "for chat rooms: welcomes everybody who enters one",
  http: "for HTTP: counts the users online, also for clients",
  filter: "a filter: refuses messages that are too long",
  component: "a component: answers whoever writes to its host",
  auth: "a login: lets in the users of the configuration",
  storage: "a storage: keeps in memory what modules store",
} as const;

export type Kind = keyof typeof KINDS;

export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** The kind that is made where nobody says which. */
export const USUAL_KIND: Kind = "muc";

/** The words with which names of modules of some kinds begin, so that Prosody finds them. */
const PREFIXES: Readonly<Partial<Record<Kind, string>>> = { auth: "auth_", storage: "storage_" };

/** The names of a module of a kind: its own, which has the prefix of the kind, and the one in the configuration, which has not. */
export function namesOf(kind: Kind, name: string): { readonly module: string; readonly provider: string } {
  const prefix = PREFIXES[kind] ?? "";
  const provider = name.startsWith(prefix) && name !== prefix ? name.slice(prefix.length) : name;
  return { module: prefix + provider, provider };
}

/**
 * The kind of a name.
 * @throws {Error} that says so if there is none.
 */
export function kindOf(name: string): Kind {
  const kind = KIND_NAMES.find((each) => each === name);
  if (kind === undefined) throw new Error(`There is no kind ${name}, only ${KIND_NAMES.join(", ")}.`);
  return kind;
}
