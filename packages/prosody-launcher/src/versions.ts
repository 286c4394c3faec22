// Versions of Prosody, such as 13.0.7, and series of them, such as 13.0.

/** Says whether a version is at least another; `13.0.7` is at least `13.0`. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = numbersOf(version);
  for (const [index, number] of numbersOf(least).entries()) {
    const own = numbers[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

/** Says whether a version is one of a series, or the series itself. */
export function isOf(version: string, series: string): boolean {
  return version === series || version.startsWith(`${series}.`);
}

function numbersOf(version: string): number[] {
  return version.split(".").map(Number);
}
