import type { Question } from "./stanzas.ts";

/** About as many people as fit on a screen. */
const PAGE = 30;

/** The list of who is in a room, as far as it was loaded. */
export class Listing {
  readonly pageSize = PAGE;
  listed = 0;
  /** All who are there, if the room said so. */
  count: number | undefined;
  isComplete = false;
  #after: string | undefined;

  question(max: number, follow: boolean): Question {
    return { kind: "page", max, after: this.#after, follow };
  }

  /** Adds a page that came. */
  add(people: number, count: number | undefined, last: string | undefined): void {
    this.listed += people;
    this.count = count;
    this.#after = last;
    this.isComplete = people === 0 || last === undefined || (count !== undefined && this.listed >= count);
  }

  /** Gives up: there will be no more pages. */
  failed(): void {
    this.isComplete = true;
  }
}
