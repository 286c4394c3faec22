import { basename, resolve } from "node:path";

const KEYWORDS = new Set(
  "and break do else elseif end false for function goto if in local nil not or repeat return then true until while".split(
    " ",
  ),
);

/**
 * Takes the name of the module, without `mod_`, from its folder.
 * @throws {Error} that says what is wrong with the name, in one sentence.
 */
export function moduleNameOf(folder: string): string {
  const name = basename(resolve(folder)).replace(/^mod_/, "");
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(
      `"${name}" is no name for a module: it begins with a small letter, and has small letters, digits and _ only.`,
    );
  if (KEYWORDS.has(name)) throw new Error(`"${name}" is no name for a module: it is a word of Lua's.`);
  return name;
}
