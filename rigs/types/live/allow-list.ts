import { readFileSync } from "node:fs";
import { isOf } from "prosody-launcher";
import type { Issue } from "./issue.ts";

/** A subject of a line of an allow-list. */
interface Allowance {
  readonly line: number;
  /** Series of releases, such as `0.12`; none for all. */
  readonly releases: readonly string[];
  readonly kind: string;
  readonly subject: string;
  readonly pattern: RegExp;
}

const FORMAT = /^(\S+)\s+(\S+)\s+(\S(?:.*\S)?)\s+--\s+(\S.*)$/;

/**
 * Disagreements that are let pass, a line each: `RELEASES KIND SUBJECTS -- REASON`. Releases are `*` or series such as
 * `0.11,0.12`; several subjects have commas between them, and in one `*` stands for anything. Lines that begin with `#` are comments.
 */
export class AllowList {
  readonly #allowances: readonly Allowance[];
  readonly #used = new Set<Allowance>();
  readonly #versions = new Set<string>();

  /** @throws {Error} on a line that is not in the format, one without a reason among them. */
  constructor(text: string) {
    this.#allowances = text
      .split("\n")
      .map((line, index) => ({ line: line.trim(), number: index + 1 }))
      .filter(({ line }) => line !== "" && !line.startsWith("#"))
      .flatMap(({ line, number }) => parse(line, number));
  }

  static read(file: string): AllowList {
    return new AllowList(readFileSync(file, "utf8"));
  }

  /** The disagreements of a release that no line lets pass. */
  filter(issues: readonly Issue[], version: string): Issue[] {
    this.#versions.add(version);
    return issues.filter((issue) => !this.#allows(issue, version));
  }

  /** Lines, and which of their subjects let nothing pass in the releases that were filtered, of those that are for these only. */
  unused(isWholeMatrix: boolean): string[] {
    return this.#allowances
      .filter((allowance) => !this.#used.has(allowance))
      .filter((allowance) => isWholeMatrix || this.#isForFilteredOnly(allowance))
      .map(({ line, subject }) => `${line}: ${subject}`);
  }

  #allows(issue: Issue, version: string): boolean {
    const matching = this.#allowances.filter(
      (allowance) =>
        allowance.kind === issue.kind && allowance.pattern.test(issue.subject) && isFor(allowance, version),
    );
    for (const allowance of matching) this.#used.add(allowance);
    return matching.length > 0;
  }

  #isForFilteredOnly({ releases }: Allowance): boolean {
    const filtered = [...this.#versions];
    return (
      releases.length > 0 && releases.every((release) => filtered.some((version) => isOf(version, release)))
    );
  }
}

function parse(line: string, number: number): Allowance[] {
  const [, releases, kind, subjects] = FORMAT.exec(line) ?? [];
  if (releases === undefined || kind === undefined || subjects === undefined) {
    throw new Error(`line ${number} of the allow-list is not "RELEASES KIND SUBJECTS -- REASON": ${line}`);
  }
  return subjects.split(", ").map((subject) => ({
    line: number,
    releases: releases === "*" ? [] : releases.split(","),
    kind,
    subject,
    pattern: new RegExp(`^${subject.split("*").map(escapeForPattern).join(".*")}$`),
  }));
}

function isFor({ releases }: Allowance, version: string): boolean {
  return releases.length === 0 || releases.some((release) => isOf(version, release));
}

function escapeForPattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
