const INTERVAL_MILLISECONDS = 5_000;

/** Says now and then how far something has come, if it takes long. */
export class Progress {
  readonly #total: number;
  readonly #unit: string;
  #last = Date.now();

  constructor(total: number, unit: string) {
    this.#total = total;
    this.#unit = unit;
  }

  report(done: number): void {
    if (Date.now() - this.#last < INTERVAL_MILLISECONDS) return;
    this.#last = Date.now();
    console.log(`  ${done} of ${this.#total} ${this.#unit}`);
  }
}
