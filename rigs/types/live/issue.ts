/** The ways in which a declaration and a server can disagree. */
export type IssueKind =
  /** Declared, but not there. */
  | "missing"
  /** There, but not declared. */
  | "undeclared"
  /** There in a release that it is declared not to be in. */
  | "lifetime"
  /** Not in all releases, but declared as if it were. */
  | "not-optional"
  /** Parameters of another name, number or order. */
  | "parameters"
  /** Declared with `self`, but has none. */
  | "no-self"
  /** Declared without `self`, but has one. */
  | "self"
  /** A value of another kind than declared. */
  | "type"
  /** A function returned another kind of value than declared, or more values. */
  | "result"
  /** A function returned nil where it is declared not to. */
  | "result-nil"
  /** A function raised an error when it was called as it is declared. */
  | "raises"
  /** Declared, but nothing that the server showed is an example of it. */
  | "unseen"
  /** A member that no release showed, and that no code names. */
  | "made-up";

/** One disagreement, in one release. */
export interface Issue {
  readonly kind: IssueKind;
  /** Such as `MucRoom.get_role` or `event muc-invite.origin`. */
  readonly subject: string;
  readonly message: string;
}
