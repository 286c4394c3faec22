// How many probes each user may send: contract, "Policy, limits, options".

/** The contract's limits, for as short a time that nothing of an allowance comes back. */
export class Allowances {
  readonly #left = new Map<string, number>();
  readonly #rate: number;
  readonly #burst: number;

  constructor({ rate, burst }: { readonly rate: number; readonly burst: number }) {
    this.#rate = rate;
    this.#burst = burst;
  }

  /** Lets a user send probes. If they are too many, none is counted, and it is told after how many seconds to ask again. */
  take(user: string, probes: number): number | undefined {
    if (this.#rate === 0) return undefined;
    const left = this.#left.get(user) ?? this.#burst;
    if (probes > left) return Math.ceil((probes - left) / this.#rate);
    this.#left.set(user, left - probes);
    return undefined;
  }

  /** Gives back what was taken for more than came. */
  giveBack(user: string, probes: number): void {
    const left = this.#left.get(user);
    if (left !== undefined) this.#left.set(user, left + probes);
  }
}
