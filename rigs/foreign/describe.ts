import type { Element } from "scansion-runner";

const STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
const MUC_USER = "http://jabber.org/protocol/muc#user";

/** An answer in few words: `available, owner, moderator`, or `error: cancel, not-acceptable`, or `nothing`. */
export function describeAnswer(answer: Element | undefined): string {
  if (answer === undefined) return "nothing";
  if (answer.attrs.type === "error") return describeError(answer);
  const item = answer.getChild("x", MUC_USER)?.getChild("item");
  const { affiliation, role, nick } = item?.attrs ?? {};
  const words = [answer.attrs.type ?? "available", affiliation, role, nick && `nick ${nick}`];
  return words.filter((word) => word !== undefined).join(", ");
}

function describeError(answer: Element): string {
  const error = answer.getChild("error");
  const condition = error
    ?.getChildElements()
    .find(({ attrs, name }) => attrs.xmlns === STANZA_ERRORS && name !== "text");
  return `error: ${String(error?.attrs.type)}, ${condition?.name ?? "no condition"}`;
}

/** Compares two lists of those in a room: names those added, and those removed. */
export function describeChange(before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((nick) => !before.includes(nick));
  const removed = before.filter((nick) => !after.includes(nick));
  return [...added.map((nick) => `adds ${nick}`), ...removed.map((nick) => `removes ${nick}`)];
}
