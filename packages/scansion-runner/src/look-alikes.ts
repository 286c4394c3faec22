/** Most characters that are named. */
const SHOWN_CHARACTERS = 4;
const ASCII = /^[ -~]*$/;

/**
 * Names the code points in which two texts differ. Texts of plain ASCII look as they are; any others may look the same and
 * differ, in every script.
 *
 * @returns `undefined` where the texts differ in plain ASCII only, or not at all.
 */
export function codePointsThatDiffer(one: string, other: string): [one: string, other: string] | undefined {
  const [left, right] = [Array.from(one), Array.from(other)];
  while (left.length > 0 && left.at(-1) === right.at(-1)) {
    left.pop();
    right.pop();
  }
  const start = left.findIndex((character, index) => character !== right[index]);
  const from = start === -1 ? left.length : start;
  const [here, there] = [left.slice(from), right.slice(from)];
  if (ASCII.test(here.join("") + there.join(""))) return undefined;
  return [writeCodePoints(here), writeCodePoints(there)];
}

function writeCodePoints(characters: readonly string[]): string {
  if (characters.length === 0) return "nothing";
  const shown = characters
    .slice(0, SHOWN_CHARACTERS)
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`);
  return [...shown, ...(characters.length > SHOWN_CHARACTERS ? ["…"] : [])].join(" ");
}
