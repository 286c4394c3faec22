// What a room says of the plugin: in its disco#info, and in its owner's form.
import { xml } from "@xmpp/client";
import type { Element } from "scansion-runner";
import {
  keptPolicy,
  largestBatch,
  POLICIES,
  policyOf,
  type Room,
  SERVICE_POLICY,
  type Settings,
} from "./model.ts";

const NS_PLUGIN = "http://modules.prosody.im/mod_muc_probe";
/** The namespace of queries. */
export const NS_QUERY = `${NS_PLUGIN}/1`;
export const POLICY_FIELD = `{${NS_PLUGIN}}hidden`;

/** The same stanza, with nothing in it but what is the plugin's. */
export function pluginsPart(stanza: Element): Element {
  const { from, to, id } = stanza.attrs as Record<string, string | undefined>;
  const query = stanza.getChildElements().find(({ name }) => name === "query");
  const fields = query?.getChild("x", "jabber:x:data")?.getChildren("field") ?? [];
  return xml(
    "iq",
    { from, to, id },
    ...(query?.getChildren("feature") ?? [])
      .filter(isOfPlugin)
      .map(({ attrs }) => feature(String(attrs.var))),
    ...fields.filter(isOfPlugin).map(fieldAsFilledIn),
  );
}

function isOfPlugin({ attrs }: Element): boolean {
  return String(attrs.var).includes("mod_muc_probe");
}

/** A field without the words that people read. */
function fieldAsFilledIn(given: Element): Element {
  const options = given.getChildren("option").map((option) => String(option.getChildText("value")));
  return field(String(given.attrs.var), String(given.getChildText("value")), options);
}

/** The features that a room and the service have. */
export function featuresOf({ batches }: Settings): Element[] {
  return [feature(NS_PLUGIN), feature(NS_QUERY), ...(batches ? [feature(`${NS_PLUGIN}#batch`)] : [])];
}

/** The plugin's part of a room's disco#info. */
export function discoveryOf(room: Room, settings: Settings): Element[] {
  const { rate, burst, follow, list, unknown } = settings;
  const fields = {
    batch_limit: largestBatch(settings),
    rate,
    burst,
    follow,
    list,
    hidden: policyOf(room, settings),
    unknown,
  };
  return [
    ...featuresOf(settings),
    ...Object.entries(fields).map(([name, value]) => field(`{${NS_PLUGIN}}${name}`, String(value))),
  ];
}

/** The plugin's field in an owner's form, filled in with the room's policy. */
export function formOf(room: Room, { ownersChoose }: Settings): Element[] {
  if (!ownersChoose) return [];
  return [field(POLICY_FIELD, keptPolicy(room) ?? SERVICE_POLICY, [SERVICE_POLICY, ...POLICIES])];
}

function feature(name: string): Element {
  return xml("feature", { var: name });
}

function field(name: string, value: string, options: readonly string[] = []): Element {
  return xml("field", { var: name, value }, ...options.map((option) => xml("option", { value: option })));
}
