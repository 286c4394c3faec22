// Finds functions and lines in Lua as it is built, however it is laid out.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TOKEN = /\w+|[^\w\s]/g;

/** A stretch of a file. */
interface Stretch {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces a piece of the Lua in a folder, which has to be there once: in all files, or in the one function that is named. */
export function replaceLua(folder: string, from: string, to: string, functionName?: string): void {
  const where = functionName === undefined ? filesIn(folder) : [bodyOf(folder, functionName)];
  const found = where.flatMap((stretch) => occurrencesIn(stretch, from));
  const [only] = found;
  const place = functionName ?? "the plugin";
  if (only === undefined || found.length > 1) throw new Error(`${place} has ${found.length} times ${from}`);
  write(only, to);
}

/** Puts Lua in front of what a function does. `$1` stands for the first parameter, and so on. */
export function prependLua(folder: string, functionName: string, lua: string): void {
  const { path, start } = bodyOf(folder, functionName);
  const head = readFileSync(path, "utf8").slice(0, start);
  const parameters = /\(([^()]*)\)\s*$/.exec(head)?.[1]?.split(/\s*,\s*/) ?? [];
  const written = lua.replace(/\$(\d)/g, (_, index: string) => parameters[Number(index) - 1] ?? "nil");
  write({ path, start, end: start }, `\n${written}`);
}

/** The stretch between the parameters and the `end` of a function: the only one of its name, or one in a file, `file/name`. */
function bodyOf(folder: string, place: string): Stretch {
  const [name = "", file] = place.split("/").toReversed();
  const files = filesIn(folder).filter(({ path }) => file === undefined || path.includes(`/${file}.`));
  const found = files.flatMap((each) => functionsIn(each, name));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`There are ${found.length} functions ${place}`);
  return only;
}

/** A function's `end` is as far to the right as its beginning. */
function functionsIn({ path }: Stretch, name: string): Stretch[] {
  const source = readFileSync(path, "utf8");
  const beginning = new RegExp(`^([\\t ]*)(?:local )?function (?:\\w+[.:])?${name}\\s*\\([^()]*\\)`, "gm");
  return [...source.matchAll(beginning)].map((match) => {
    const start = match.index + match[0].length;
    const end = source.indexOf(`\n${match[1] ?? ""}end`, start);
    return { path, start, end };
  });
}

function filesIn(folder: string): Stretch[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".lua"))
    .map((name) => join(folder, name))
    .map((path) => ({ path, start: 0, end: readFileSync(path, "utf8").length }));
}

/** Finds a piece of Lua, whatever the space between its words and signs. */
function occurrencesIn({ path, start, end }: Stretch, lua: string): Stretch[] {
  const tokens = lua.match(TOKEN) ?? [];
  const pattern = new RegExp(tokens.map((token) => token.replace(/[^\w]/g, "\\$&")).join("\\s*"), "g");
  const text = readFileSync(path, "utf8").slice(start, end);
  return [...text.matchAll(pattern)].map((match) => ({
    path,
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
}

function write({ path, start, end }: Stretch, lua: string): void {
  const source = readFileSync(path, "utf8");
  writeFileSync(path, source.slice(0, start) + lua + source.slice(end));
}
