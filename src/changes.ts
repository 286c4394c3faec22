/**
 * Counts the changes of people and of what may be seen of them. An answer is no longer true if there was one while it was made:
 * a handler of another module may wait.
 */

let changes = 0;

export function note(): void {
  changes += 1;
}

export function count(): number {
  return changes;
}
