#!/usr/bin/env node
// Says which lines of TypeScript the lines of Lua in a traceback came of.
// @ts-check
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { SourceMapConsumer } = /** @type {typeof import("source-map")} */ (
  require(require.resolve("source-map", { paths: [require.resolve("typescript-to-lua")] }))
);

const USAGE = `Usage: lua-to-ts FOLDER [FILE.lua:LINE]…
       lua-to-ts FOLDER -- COMMAND [ARGUMENT]…

Adds to each place in the Lua of a module, such as mod_hello.lua:12, where in the TypeScript it came from. Reads
a log or a traceback from its input, takes places as arguments, or runs a command and reads what that prints. The module was built with "sourceMap": true, or is built
anew from the same sources by \`npx tstl --sourceMap\`.

  FOLDER   where the module was built: has FILE.lua and FILE.lua.map
  --help   show this text

Exit codes: 0 fine, 1 no map is there, 2 bad usage; the command's own, where there is one.`;

/** A file of Lua, and the line: Prosody shortens long paths to their ends, busted writes `@`. */
const PLACE = /([\w.-]+\.lua)(?::| @ )(\d+)/g;

/**
 * The maps in a folder, by the name of the file of Lua.
 * @param {string} folder
 */
async function readMaps(folder) {
  /** @type {Map<string, { place: string, map: import("source-map").SourceMapConsumer }>} */
  const maps = new Map();
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".lua.map") || name.includes("node_modules")) continue;
    const file = path.join(folder, name);
    const map = await new SourceMapConsumer(fs.readFileSync(file, "utf8"));
    maps.set(path.basename(name, ".map"), { place: path.dirname(file), map });
  }
  return maps;
}

/**
 * A text with the places of the sources behind those of the Lua.
 * @param {string} text
 * @param {Awaited<ReturnType<typeof readMaps>>} maps
 */
function addPlaces(text, maps) {
  return text.replace(PLACE, (found, name, line) => {
    const known = maps.get(name);
    const bias = SourceMapConsumer.GREATEST_LOWER_BOUND;
    for (let above = Number(line); known !== undefined && above > 0; above -= 1) {
      const { source, line: original } = known.map.originalPositionFor({ line: above, column: 0, bias });
      if (source === null) continue;
      return `${found} (${path.relative(process.cwd(), path.resolve(known.place, source))}:${original})`;
    }
    return found;
  });
}

/**
 * Runs a command, and prints what it prints with the places of the sources.
 * @param {string[]} command
 * @param {Awaited<ReturnType<typeof readMaps>>} maps
 * @returns {Promise<number>} its exit code
 */
async function runCommand([program = "", ...parameters], maps) {
  const child = spawn(program, parameters, { stdio: ["inherit", "pipe", "pipe"] });
  child.on("error", ({ message }) => console.error(message));
  for (const name of /** @type {const} */ (["stdout", "stderr"]))
    readline
      .createInterface({ input: child[name] })
      .on("line", (line) => process[name].write(`${addPlaces(line, maps)}\n`));
  const [code] = await once(child, "close");
  return code ?? 1;
}

/** @param {string[]} parameters */
async function run(parameters) {
  const [folder, ...places] = parameters;
  if (folder === "--help" || places[0] === "--help") {
    console.log(USAGE);
    return 0;
  }
  if (folder === undefined || folder.startsWith("-") || !fs.existsSync(folder)) {
    console.error(USAGE);
    return 2;
  }
  const maps = await readMaps(folder);
  if (maps.size === 0) {
    console.error(`${folder} has no FILE.lua.map: build with "sourceMap": true, or \`npx tstl --sourceMap\``);
    return 1;
  }
  if (places[0] === "--" && places.length > 1) return runCommand(places.slice(1), maps);
  const text = places.length > 0 ? `${places.join("\n")}\n` : fs.readFileSync(0, "utf8");
  process.stdout.write(addPlaces(text, maps));
  return 0;
}

void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
