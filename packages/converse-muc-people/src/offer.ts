import { NS } from "./stanzas.ts";

const MODULE = "http://modules.prosody.im/mod_muc_probe";

/** Of services that do not tell how fast one may ask. */
const UNTOLD = { batchLimit: 20, rate: 5, burst: 20 };

/** The ways to ask: by query; in a batch, or by one probe for each person. */
export type Way = "query" | "batch" | "probes";

/** The room's answer to disco#info, as far as it is about asking for people. */
export interface Offer {
  readonly way: Way;
  /** Most people in one question. */
  readonly batchLimit: number;
  /** People per second; 0: as many as one likes. */
  readonly rate: number;
  /** People at once, before the rate applies. */
  readonly burst: number;
  /** Most people whom one may follow. */
  readonly follow: number;
  /** The room tells who is in it, page by page. */
  readonly list: boolean;
  /** Those who may ask for people of whom the room tells nothing by itself. */
  readonly hidden: "anyone" | "moderators" | "nobody";
  /** People in the room, if it says so. */
  readonly occupants: number | undefined;
}

/** Reads what a room offers from its `disco#info`. */
export function readOffer(info: Element): Offer {
  const features = new Set(attributesOf(info, "feature", "var"));
  const field = (name: string): string | undefined => valueOf(info, `{${MODULE}}${name}`);
  const number = (name: string, untold: number): number => numberOr(field(name), untold);
  const burst = number("burst", UNTOLD.burst);
  return {
    way: wayFor(features),
    batchLimit: number("batch_limit", UNTOLD.batchLimit),
    rate: number("rate", UNTOLD.rate),
    burst,
    follow: number("follow", 0),
    list: field("list") === "true" || field("list") === "1",
    hidden: policyOf(field("hidden")),
    occupants: optionalNumber(valueOf(info, "muc#roominfo_occupants")),
  };
}

/** A service that does not say what it can is asked in batches: mod_muc_batched_probe does not announce them. */
function wayFor(features: ReadonlySet<string>): Way {
  if (features.has(NS)) return "query";
  return features.has(MODULE) && !features.has(`${MODULE}#batch`) ? "probes" : "batch";
}

function policyOf(value: string | undefined): Offer["hidden"] {
  return value === "moderators" || value === "nobody" ? value : "anyone";
}

function valueOf(info: Element, name: string): string | undefined {
  const field = Array.from(info.getElementsByTagName("field")).find((f) => f.getAttribute("var") === name);
  return field?.getElementsByTagName("value")[0]?.textContent ?? undefined;
}

function attributesOf(info: Element, tag: string, attribute: string): string[] {
  return Array.from(info.getElementsByTagName(tag)).map((element) => element.getAttribute(attribute) ?? "");
}

function optionalNumber(value: string | undefined): number | undefined {
  const number = Number(value);
  return value !== undefined && number >= 0 ? number : undefined;
}

function numberOr(value: string | undefined, untold: number): number {
  return optionalNumber(value) ?? untold;
}
