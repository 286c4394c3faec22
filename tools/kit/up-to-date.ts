import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fingerprint } from "./fingerprint.ts";
import { ROOT } from "./project.ts";

/** Something that is built, and need not be built again while neither its sources nor it have changed. */
export interface Product {
  readonly name: string;
  readonly sources: readonly string[];
  /** The folder that it is built into. */
  readonly folder: string;
}

function recordOf({ name }: Product): string {
  return join(ROOT, "build/cache", name);
}

function describe({ sources, folder }: Product): string {
  return `${fingerprint(sources)} ${fingerprint([folder])}`;
}

/** Says whether nothing has changed since {@link keepRecord}. */
export function isUpToDate(product: Product): boolean {
  const record = recordOf(product);
  return existsSync(record) && readFileSync(record, "utf8") === describe(product);
}

/** Remembers what was built, and from what. */
export function keepRecord(product: Product): void {
  const record = recordOf(product);
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, describe(product));
}
