// Addresses that are broken, odd or hostile, for probes and for the items of batches.
import { MUC_HOST } from "../contract/model.ts";
import type { Random } from "./random.ts";

/** The room that is fuzzed, and the nicks in it: of who sends, and of who must hear nothing of it. */
export const FUZZ_ROOM = `fuzz@${MUC_HOST}`;
export const SENDER_NICK = "Sender";
export const REMOTE_NICK = "Paris";
export const BYSTANDER_NICK = "Bystander";

const LENGTHS = [1_023, 1_024, 3_071, 3_072, 9_000];

/** Characters that nicks are not made of, and strings that stringprep changes or refuses. */
const ODDITIES = [
  "",
  " ",
  "\u00a0",
  "\u200b",
  "\u202eredneS",
  "\u200fSender\u200e",
  "Ѕender",
  "Ｓｅｎｄｅｒ",
  "ｓender/ﬁ",
  "S\u0301ender",
  "\u00adSender",
  "\ufeffSender",
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "\u{1f3f4}\u{e0067}\u{e0062}",
  "\u{e000}",
  "\u0378",
  "\u2028",
  "ﷺ",
  "ß",
  "İ",
  "%00",
  "%s%d%n",
  "$(id)",
  "\\..\\..",
  "../../x",
  "a/b/c",
  "a@b",
  "&lt;x&gt;",
  "nil",
  "__index",
] as const;

const HOSTS = [
  MUC_HOST,
  MUC_HOST.toUpperCase(),
  `${MUC_HOST}.`,
  "localhost",
  "[::1]",
  "127.0.0.1",
  "xn--zca",
  "..",
  "-",
  "\u2028",
] as const;

/** An odd nick; escaped for XML. */
export function oddNick(random: Random): string {
  if (random.chance(0.1)) return "x".repeat(random.pick(LENGTHS));
  return random.some(ODDITIES, 0.06).join("") || random.pick(ODDITIES);
}

/** A room JID: an iq sent to it is never forwarded to a client. */
export function oddRoomJid(random: Random): string {
  const locals = [
    "fuzz",
    "FUZZ",
    "fu\u00adzz",
    "ｆuzz",
    "",
    "no-such-room",
    "a@b",
    "x".repeat(1_024),
    "\u{1f339}",
  ];
  return random.chance(0.4) ? FUZZ_ROOM : `${random.pick(locals)}@${random.pick(HOSTS)}`;
}

/** Any address; escaped for XML. */
export function oddJid(random: Random): string {
  const choices: readonly (() => string)[] = [
    () => `${FUZZ_ROOM}/${random.pick([SENDER_NICK, REMOTE_NICK, BYSTANDER_NICK, "Nobody"])}`,
    () => `${FUZZ_ROOM}/${oddNick(random)}`,
    () => `${oddRoomJid(random)}/${oddNick(random)}`,
    () => oddRoomJid(random),
    () => random.pick([...ODDITIES, ...HOSTS, "@", "/", "@/", "//", `@${MUC_HOST}/x`, `${MUC_HOST}/x`]),
  ];
  return random.pick(choices)();
}
