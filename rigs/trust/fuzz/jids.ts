// Addresses that are broken, odd or hostile, for probes and for the items of batches.
import fc from "fast-check";
import { MUC_HOST } from "../contract/model.ts";
import { BYSTANDER, PARIS, ROOM_JID, SENDER } from "./room.ts";
import { join, pick, sometimes } from "./texts.ts";

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
export const ODD_NICK = sometimes(
  100,
  pick(...[1_023, 1_024, 3_071, 3_072, 9_000].map((length) => "x".repeat(length))),
  fc.array(pick(...ODDITIES), { minLength: 1, maxLength: 3 }).map((some) => some.join("")),
);

/** A room JID: an iq sent to it is never forwarded to a client. */
export const ODD_ROOM_JID = sometimes(
  400,
  ROOM_JID,
  join(
    pick(
      ...["fuzz", "FUZZ", "fu\u00adzz", "ｆuzz", "", "no-such-room", "a@b", "x".repeat(1_024), "\u{1f339}"],
    ),
    "@",
    pick(...HOSTS),
  ),
);

/** Any address; escaped for XML. */
export const ODD_JID = pick(
  join(`${ROOM_JID}/`, pick(SENDER, PARIS, BYSTANDER, "Nobody")),
  join(`${ROOM_JID}/`, ODD_NICK),
  join(ODD_ROOM_JID, "/", ODD_NICK),
  ODD_ROOM_JID,
  pick(...ODDITIES, ...HOSTS, "@", "/", "@/", "//", `@${MUC_HOST}/x`, `${MUC_HOST}/x`),
);
