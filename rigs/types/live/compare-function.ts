import { isAtLeast } from "prosody-launcher";
import type { DeclaredFunction, DeclaredParameter } from "./declarations.ts";
import type { Issue } from "./issue.ts";

const VARARGS = "...";

/** Holds a function's declaration against its parameters in Lua: the first disagreement, if any. */
export function compareFunction(
  subject: string,
  declared: DeclaredFunction,
  selfNames: ReadonlySet<string>,
  lua: readonly string[],
  version: string,
): Issue[] {
  const shown = `(${lua.join(", ")})`;
  if (!declared.hasSelf && lua[0] === "self") {
    return [{ kind: "self", subject, message: `is declared without self: ${shown}` }];
  }
  if (declared.hasSelf && !takesSelf(lua, selfNames)) {
    return [{ kind: "no-self", subject, message: `is declared with self: ${shown}` }];
  }
  const own = declared.hasSelf && lua[0] !== VARARGS ? lua.slice(1) : lua;
  const expected = expectedNames(declared.parameters, version);
  if (agree(expected, own)) return [];
  return [{ kind: "parameters", subject, message: `is declared (${expected.join(", ")}): ${shown}` }];
}

function takesSelf(lua: readonly string[], selfNames: ReadonlySet<string>): boolean {
  const first = lua[0];
  return first === VARARGS || (first !== undefined && selfNames.has(first));
}

function expectedNames(parameters: readonly DeclaredParameter[], version: string): string[] {
  return parameters
    .filter((parameter) => parameter.since === undefined || isAtLeast(version, parameter.since))
    .map((parameter) => (parameter.isRest ? VARARGS : nameIn(parameter, version)));
}

function nameIn(parameter: DeclaredParameter, version: string): string {
  const { name, renamed } = parameter;
  return renamed !== undefined && !isAtLeast(version, renamed.since) ? renamed.from : name;
}

// Varargs in Lua stand for one or more parameters of any name.
function agree(expected: readonly string[], lua: readonly string[]): boolean {
  const named = lua.at(-1) === VARARGS ? lua.slice(0, -1) : lua;
  const sameNames = named.every((name, index) => expected[index] === name);
  const rest = expected.length - named.length;
  return sameNames && (named.length === lua.length ? rest === 0 : rest >= 1);
}
