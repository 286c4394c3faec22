// What a room says of the plugin: in its disco#info, and in its owner's form.
import { xml } from "@xmpp/client";
import type { Element } from "scansion-runner";
import { POLICIES, type Policy, type Settings } from "./model.ts";

export const NS_PLUGIN = "http://modules.prosody.im/mod_muc_probe";
export const POLICY_FIELD = `{${NS_PLUGIN}}hidden`;
/** In the list of policies: the room has none of its own. */
export const SERVICE_POLICY = "default";

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

/** What a room's disco#info says of the plugin. */
export function discoveryOf({ batchLimit, rate, burst }: Settings): Element[] {
  return [
    feature(NS_PLUGIN),
    feature(`${NS_PLUGIN}#batch`),
    field(`{${NS_PLUGIN}}batch_limit`, String(batchLimit)),
    field(`{${NS_PLUGIN}}rate`, String(rate)),
    field(`{${NS_PLUGIN}}burst`, String(burst)),
  ];
}

/** What an owner's form asks about the plugin, filled in with the room's policy. */
export function formOf({ ownersChoose }: Settings, policy: Policy | undefined): Element[] {
  if (!ownersChoose) return [];
  return [field(POLICY_FIELD, policy ?? SERVICE_POLICY, [SERVICE_POLICY, ...POLICIES])];
}

function feature(name: string): Element {
  return xml("feature", { var: name });
}

function field(name: string, value: string, options: readonly string[] = []): Element {
  return xml("field", { var: name, value }, ...options.map((option) => xml("option", { value: option })));
}
