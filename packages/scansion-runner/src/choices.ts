/** The choice for an encrypted connection: none, one that the client asks for by STARTTLS, or TLS from the beginning. */
export type Tls = (typeof TLS_CHOICES)[number];

export const TLS_CHOICES = ["none", "starttls", "direct"] as const;

/** A SASL mechanism that can be used. */
export type MechanismName = (typeof MECHANISM_NAMES)[number];

/** The names of all SASL mechanisms that can be used, best first. */
export const MECHANISM_NAMES = ["SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "ANONYMOUS"] as const;

/**
 * The way in which `receives` matches. `documented`: the next stanza must match. `lenient`: stanzas that do not
 * match are passed over. `exact`: as documented, nothing may be left over at the end, and a capture keeps its value.
 */
export type MatchMode = (typeof MATCH_MODES)[number];

export const MATCH_MODES = ["documented", "lenient", "exact"] as const;

/** The beginnings that an address of a stream may have, for messages. */
export const STREAM_URLS = "ws:, wss:, http: or https:";

const YES = ["true", "yes", "on", "1"];
const NO = ["false", "no", "off", "0"];

/** The words for yes and no, for messages. */
export const YES_NO_WORDS = [...YES, ...NO].join(", ");

/** Reads a word for yes or no, in whatever case; `undefined` where it is neither. */
export function readYesNo(word: string): boolean | undefined {
  if (YES.includes(word.toLowerCase())) return true;
  return NO.includes(word.toLowerCase()) ? false : undefined;
}

export function isStreamUrl(text: string): boolean {
  return /^(?:wss?|https?):\/\//.test(text) && URL.canParse(text);
}

export function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
