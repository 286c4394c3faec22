import { matchesValue } from "./values.ts";
import { attributesOf, type Element } from "./xml.ts";

interface Sent {
  name: string;
  id: string;
  to: string | undefined;
}

/** Remembers the stanzas of a character that are not answered, so that it is known when no other answer can come. */
export class OpenQuestions {
  #sent: Sent[] = [];

  /** Notes a stanza that is sent. */
  add(stanza: Element): void {
    const { id, type, to } = attributesOf(stanza);
    const name = stanza.getName();
    const isAnswer = name === "iq" && type !== "get" && type !== "set";
    if (id !== undefined && !isAnswer) this.#sent.push({ name, id, to });
  }

  /**
   * Notes a stanza that is received.
   *
   * @returns Whether it answers something, and nothing else with its id is still unanswered.
   */
  isLastAnswer(received: Element): boolean {
    const { id, type, from } = attributesOf(received);
    const name = received.getName();
    const isIq = name === "iq";
    if (isIq ? type !== "result" && type !== "error" : type !== "error") return false;
    const index = this.#sent.findIndex(
      (sent) => sent.name === name && sent.id === id && (isIq || sent.to === undefined || sent.to === from),
    );
    if (index === -1) return false;
    this.#sent.splice(index, 1);
    return !this.#sent.some((sent) => sent.name === name && sent.id === id);
  }
}

/**
 * Recognises the answer that was awaited by its id and its sender; that it differs is known.
 * Only an iq is known by its id alone: two people may give two messages the same id.
 */
export function isInPlaceOf(received: Element, expected: Element): boolean {
  const awaited = attributesOf(expected);
  const { id, from } = attributesOf(received);
  if (expected.getName() !== received.getName() || awaited.id === undefined || awaited.id !== id)
    return false;
  const isIq = expected.getName() === "iq";
  const mayComeFrom =
    awaited.from === undefined || from === undefined ? isIq : matchesValue(awaited.from, from);
  return mayComeFrom && (isIq ? awaited.type !== "get" && awaited.type !== "set" : awaited.type !== "error");
}
