/** Counts the people who may be asked for: one count for all rooms of a service, since the service counts them together. */
export class Allowance {
  readonly #now: () => number;
  #rate = 0;
  #burst = Infinity;
  #left = Infinity;
  #counted: number;
  #closedUntil = 0;

  /** @param now the time in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#counted = now();
  }

  /** Learns how fast one may ask. What was spent stays spent. */
  limit(rate: number, burst: number): void {
    this.#count();
    this.#rate = rate;
    this.#burst = rate === 0 ? Infinity : burst;
    this.#left = Math.min(this.#left, this.#burst);
  }

  /** People who may be asked for now. */
  get left(): number {
    this.#count();
    return this.#now() < this.#closedUntil ? 0 : Math.floor(this.#left);
  }

  /** Milliseconds, as the service told; 0 once they are over. */
  get toldToWait(): number {
    return Math.max(0, this.#closedUntil - this.#now());
  }

  /** In how many milliseconds so many people may be asked for. */
  until(people: number): number {
    this.#count();
    const missing = Math.min(people, this.#burst) - this.#left;
    const refill = missing > 0 ? Math.ceil((missing / this.#rate) * 1000) : 0;
    return Math.max(refill, this.toldToWait);
  }

  take(people: number): void {
    this.#count();
    this.#left -= people;
  }

  /** Takes back what was asked for and not counted by the service. */
  giveBack(people: number): void {
    this.#left = Math.min(this.#burst, this.#left + people);
  }

  /** Obeys a service that tells to wait: others may ask for the same user. */
  wait(seconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, this.#now() + seconds * 1000);
  }

  #count(): void {
    const now = this.#now();
    if (this.#rate > 0) {
      this.#left = Math.min(this.#burst, this.#left + ((now - this.#counted) / 1000) * this.#rate);
    }
    this.#counted = now;
  }
}
