import { type Element, XmppClient } from "scansion-runner";

type Options = ConstructorParameters<typeof XmppClient>[0];

/** A client that never sees certain stanzas. */
export class PuttingAside extends XmppClient {
  readonly #putsAside: (stanza: Element) => boolean;

  constructor(options: Options, putsAside: (stanza: Element) => boolean) {
    super(options);
    this.#putsAside = putsAside;
  }

  override get unread(): readonly Element[] {
    return super.unread.filter((stanza) => !this.#putsAside(stanza));
  }

  override async next(timeoutMs: number): Promise<Element | undefined> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const stanza = await super.next(Math.max(0, deadline - performance.now()));
      if (stanza === undefined || !this.#putsAside(stanza)) return stanza;
    }
  }
}
