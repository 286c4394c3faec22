// Texts made up by fast-check, piece by piece.
import fc from "fast-check";

/** A text that is made up, or one that is always the same. */
export type Text = string | fc.Arbitrary<string>;

function made(text: Text): fc.Arbitrary<string> {
  return typeof text === "string" ? fc.constant(text) : text;
}

/** Pieces, one after the other. */
export function join(...pieces: readonly Text[]): fc.Arbitrary<string> {
  return fc.tuple(...pieces.map(made)).map((texts) => texts.join(""));
}

/** One of some. */
export function pick(...choices: readonly Text[]): fc.Arbitrary<string> {
  return fc.oneof(...choices.map(made));
}

/** One thing in so many cases of a thousand, and another else. */
export function sometimes(ofThousand: number, text: Text, otherwise: Text = ""): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: ofThousand, arbitrary: made(text) },
    { weight: 1000 - ofThousand, arbitrary: made(otherwise) },
  );
}

/** Some of a kind, one after the other. */
export function several(text: Text, least: number, most: number): fc.Arbitrary<string> {
  const some = fc.array(made(text), { minLength: least, maxLength: most, size: "max" });
  return some.map((texts) => texts.join(""));
}

/** An attribute with a space before it. */
export function attribute(name: Text, value: Text): fc.Arbitrary<string> {
  return join(
    " ",
    name,
    "='",
    made(value).map((text) => text.replaceAll("'", "&apos;")),
    "'",
  );
}
