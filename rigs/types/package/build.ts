// Builds what of the package of declarations is made from the rest of it, for `npm pack`, where something has changed since it last did.
import { isUpToDate, keepRecord, type Product } from "../../../tools/kit/up-to-date.ts";

/** All is below `types`: what it is made of, and what is made. */
const PRODUCT: Product = {
  name: "types",
  sources: [
    "rigs/types/package",
    "rigs/types/live",
    "packages/prosody-launcher/src/releases.ts",
    "package-lock.json",
  ],
  folder: "types",
};

if (!isUpToDate(PRODUCT)) {
  const { writeGenerated } = await import("./generate.ts");
  writeGenerated();
  // Not to the output: there npm pack says what it packed.
  console.error("types: built");
  keepRecord(PRODUCT);
}
