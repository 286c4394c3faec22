/** Notes who goes. */
import * as counter from "./counter";

export function note(): void {
  counter.change(-1);
}
