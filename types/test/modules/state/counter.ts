/** Counts who is there. */

let count = 0;
let highest = 0;

export function change(by: number): void {
  count += by;
  if (count > highest) highest = count;
}

export function value(): number {
  return count;
}

export function most(): number {
  return highest;
}
