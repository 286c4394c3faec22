/** Characters that a terminal may obey: all that control it but line breaks and tabs. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** A text as a terminal may get it: control characters by their numbers. */
export function visible(text: string): string {
  return text.replace(CONTROLS, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
