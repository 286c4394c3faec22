import { attributesOf, type Element } from "./xml.ts";

interface Sent {
  name: string;
  id: string;
  to: string | undefined;
}

/** What one character has sent and has not been answered, so that it is known when no other answer can come. */
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

/** Whether an answer that has come is the one that was awaited, by its id; that it differs is known. */
export function isInPlaceOf(received: Element, expected: Element): boolean {
  const { id, type } = attributesOf(expected);
  if (expected.getName() !== received.getName() || id === undefined || id !== attributesOf(received).id)
    return false;
  return expected.getName() === "iq" ? type !== "get" && type !== "set" : type !== "error";
}
