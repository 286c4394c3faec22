/** The way that something goes over the wire, seen from the client. */
export type Direction = "in" | "out";

/** Elements whose text gives a password away, or lets one be guessed. */
const SECRET_TEXTS =
  /(<(?:[\w.-]+:)?(?:auth|response|challenge|success|handshake|password|digest)(?=[\s>])[^>]*>)[^<]+/g;
const SECRET_ATTRIBUTES = /(\spassword\s*=\s*)(?:"[^"]*"|'[^']*')/g;
/** Fields of forms that hold a password: of a room, or of an account. */
const SECRET_FIELDS =
  /<field\b[^>]*\bvar\s*=\s*["'][^"']*(?:password|secret)[^"']*["'][^>]*>[^]*?<\/field>/gi;
const BLANK = "***";

/** XML as it may be shown: without passwords, and what they can be guessed from. */
export function blankPasswords(xml: string): string {
  return xml
    .replace(SECRET_TEXTS, `$1${BLANK}`)
    .replace(SECRET_ATTRIBUTES, `$1"${BLANK}"`)
    .replace(SECRET_FIELDS, (field) => field.replace(/(<value>)[^<]+/g, `$1${BLANK}`));
}
