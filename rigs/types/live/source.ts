import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** All of a server's Lua in one text. */
export function readSource(sourceFolder: string): string {
  return readdirSync(sourceFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".lua"))
    .map((name) => readFileSync(join(sourceFolder, name), "utf8"))
    .join("\n");
}
