import type { Model, Muc } from "./converse.ts";
import type { Person } from "./stanzas.ts";

/** Lists change with some delay, and several times: the screen is looked at when they have settled. */
const SETTLE_MILLISECONDS = 300;
const GROUPCHAT = "groupchat";

/** A message or somebody in the list of people, as Converse.js draws them. */
interface Drawn extends HTMLElement {
  readonly model?: Model;
  /** Of a message: the room or the person that it was exchanged with. */
  readonly model_with_messages?: Model;
  /** Of somebody in the list: the room. */
  readonly muc?: Muc;
  requestUpdate?(): void;
}

/** The people of a room who are on the screen. */
export interface View {
  readonly people: Person[];
  listEnd: boolean;
}

/** Watches which people are on the screen, as authors of messages and in lists of people. */
export class Screen {
  readonly #visible = new Set<Drawn>();
  readonly #observer: IntersectionObserver;
  readonly #changed: (views: ReadonlyMap<string, View>) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed gets who is on the screen, by room. */
  constructor(changed: (views: ReadonlyMap<string, View>) => void) {
    this.#changed = changed;
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#note(target as Drawn, isIntersecting);
      this.lookSoon();
    });
  }

  /** Watches an element from now on. */
  watch(element: HTMLElement): void {
    this.#observer.observe(element);
  }

  /** Looks again, as Converse.js may draw others in the same elements. */
  lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#look();
    }, SETTLE_MILLISECONDS);
  }

  /** Draws again: Converse.js uses elements for others when its list grows, and these do not hear of the changes of theirs. */
  redraw(): void {
    for (const element of this.#visible) element.requestUpdate?.();
  }

  #note(element: Drawn, isVisible: boolean): void {
    if (isVisible) this.#visible.add(element);
    else this.#visible.delete(element);
    // A list that is drawn anew has other elements.
    if (!element.isConnected) this.#observer.unobserve(element);
  }

  #look(): void {
    const views = new Map<string, View>();
    for (const element of this.#visible) {
      const room = roomOf(element);
      if (room === undefined || element.model === undefined) continue;
      const view = views.get(room) ?? { people: [], listEnd: false };
      views.set(room, view);
      view.people.push(personOf(element.model));
      if (element.muc && element.nextElementSibling === null) view.listEnd = true;
    }
    this.redraw();
    this.#changed(views);
  }
}

/** The room in which somebody is drawn; messages of two people alone have none. */
function roomOf({ model, model_with_messages, muc }: Drawn): string | undefined {
  if (muc) return String(muc.get("jid"));
  if (model?.get("type") !== GROUPCHAT) return undefined;
  return String(model_with_messages?.get("jid"));
}

/** The person that a model is about: an author, or somebody in the list. */
export function personOf(model: Model): Person {
  const text = (name: string): string | undefined =>
    (model.get(name) as string | null | undefined) ?? undefined;
  return { id: text("occupant_id"), nick: text("nick") };
}
