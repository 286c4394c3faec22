import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The name of the file with the checksums, in the form that `sha256sum --check` reads. */
export const CHECKSUMS = "SHA256SUMS";

function checksum(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** Writes down the checksums of what is in a folder, but for pages, which are for the release page itself. */
export function writeChecksums(folder: string): void {
  const files = readdirSync(folder).filter((name) => /\.(?:gz|tgz|zip|rock|rockspec)$/.test(name));
  const lines = files.map((name) => `${checksum(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, CHECKSUMS), lines.join(""));
}
