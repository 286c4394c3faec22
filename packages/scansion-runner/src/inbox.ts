import type { Element } from "./xml.ts";

/** Keeps elements in the order in which they came, until somebody takes them. */
export class Inbox {
  readonly unread: Element[] = [];
  #isClosed = false;
  #wake: () => void = () => undefined;

  /** Puts in an element that has come. */
  put(element: Element): void {
    this.unread.push(element);
    this.#wake();
  }

  /** Nothing more will come: nobody need wait any longer. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /**
   * Takes the oldest element, or waits for one. For one reader at a time.
   *
   * @returns undefined where none came in time, or where none will come.
   */
  async take(timeoutMs: number): Promise<Element | undefined> {
    if (this.unread.length === 0 && !this.#isClosed) await this.#arrival(timeoutMs);
    return this.unread.shift();
  }

  #arrival(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
