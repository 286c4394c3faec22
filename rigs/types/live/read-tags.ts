import { ts } from "../../../tools/kit/typescript.js";
import type { DeclaredParameter } from "./declarations.ts";
import type { Lifetime } from "./version.ts";

/** The texts of all JSDoc tags of a name. */
export function tagsOf(declarations: readonly ts.Node[] | undefined, name: string): string[] {
  return (declarations ?? [])
    .flatMap((declaration) => [...ts.getJSDocTags(tagHolderOf(declaration))])
    .filter((tag) => tag.tagName.text === name)
    .map((tag) => (ts.getTextOfJSDocComment(tag.comment) ?? "").trim());
}

/** Reads `@since` and `@removed`. They count only if all overloads have them. */
export function lifetimeOf(declarations: readonly ts.Node[] | undefined): Lifetime {
  const read = (name: string): string | undefined => {
    const texts = (declarations ?? []).map((declaration) => tagsOf([declaration], name)[0]);
    return texts.includes(undefined) ? undefined : texts[0];
  };
  return { since: read("since"), removed: read("removed") };
}

/** Reads `@paramsSince 13.0 min, max`. */
export function parameterSince(
  declarations: readonly ts.Node[] | undefined,
  name: string,
): string | undefined {
  for (const tag of tagsOf(declarations, "paramsSince")) {
    const [since, ...names] = tag.split(/[\s,]+/);
    if (names.includes(name)) return since;
  }
  return undefined;
}

/** Reads `@paramRenamed 13.0 old new`. */
export function parameterRenamed(
  declarations: readonly ts.Node[] | undefined,
  name: string,
): DeclaredParameter["renamed"] {
  for (const tag of tagsOf(declarations, "paramRenamed")) {
    const [since, from, to] = tag.split(/\s+/);
    if (to === name && since !== undefined && from !== undefined) return { since, from };
  }
  return undefined;
}

// The comment of a `const` is that of the whole statement.
function tagHolderOf(declaration: ts.Node): ts.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}
