import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DeclaredTypes } from "./declared-types.ts";
import { readUses } from "./read-uses.ts";
import { KINDS, type FileUses, type Kind, type Use } from "./uses.ts";

export interface Share {
  readonly all: number;
  readonly declared: number;
}

/** The figures of a folder of modules. */
export interface Measured {
  readonly kinds: Readonly<Record<Kind, Share>>;
  /** Uses of names: all kinds but members of objects, of which no more is known than their variables' names tell. */
  readonly names: Share;
  /** Uses of everything. */
  readonly everything: Share;
  /** Files of which all names are declared. */
  readonly files: Share;
  /** In order of the number of files that use it, most first. */
  readonly undeclared: readonly Undeclared[];
}

/** The figures of one release. */
export interface MeasuredRelease {
  readonly version: string;
  readonly measured: Measured;
}

/** A use that is not declared, as the allow-list names it. */
export interface Undeclared {
  readonly kind: Kind;
  readonly subject: string;
  readonly files: readonly string[];
}

/** Reads every module in a folder. */
export function readModules(folder: string, declared: DeclaredTypes): readonly FileUses[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".lua"))
    .toSorted()
    .map((file) => ({ file, uses: readUses(readFileSync(join(folder, file), "latin1"), declared) }));
}

/** Counts what modules use. */
export function measure(files: readonly FileUses[]): Measured {
  const uses = files.flatMap((file) => file.uses);
  const kinds = Object.fromEntries(
    KINDS.map((kind) => [kind, shareOf(uses.filter((use) => use.kind === kind))]),
  ) as Record<Kind, Share>;
  const whole = files.filter((file) => file.uses.every((use) => use.isDeclared || use.kind === "object"));
  return {
    kinds,
    names: shareOf(uses.filter(({ kind }) => kind !== "object")),
    everything: shareOf(uses),
    files: { all: files.length, declared: whole.length },
    undeclared: undeclaredOf(files),
  };
}

/** A share as a percentage. */
export function percent({ all, declared }: Share): number {
  return all === 0 ? 100 : (100 * declared) / all;
}

function shareOf(uses: readonly Use[]): Share {
  return { all: uses.length, declared: uses.filter(({ isDeclared }) => isDeclared).length };
}

function undeclaredOf(files: readonly FileUses[]): Undeclared[] {
  const found = new Map<string, { kind: Kind; subject: string; files: string[] }>();
  for (const { file, uses } of files) {
    for (const { kind, name } of uses.filter(({ isDeclared }) => !isDeclared)) {
      const key = `${kind} ${name}`;
      const undeclared = found.get(key) ?? { kind, subject: name, files: [] };
      undeclared.files.push(file);
      found.set(key, undeclared);
    }
  }
  return [...found.values()].toSorted(
    (a, b) => b.files.length - a.files.length || (a.subject < b.subject ? -1 : 1),
  );
}
