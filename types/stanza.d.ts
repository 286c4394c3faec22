/** @noSelfInFile */

/** A stanza or any other XML element: what `util.stanza` makes. */
type ProsodyStanza = import("util.stanza").Stanza;

/** What kind of reaction an error asks for (RFC 6120 §8.3.2). */
type ProsodyErrorType = import("util.stanza").ErrorType;
