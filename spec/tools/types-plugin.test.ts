import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import ts from "typescript";
import * as tstl from "typescript-to-lua";

const ROOT = join(import.meta.dirname, "..", "..");

type Files = Record<string, string>;

interface Built {
  /** Lua by file name. */
  readonly lua: Files;
  /** Diagnostics, as a transpiler prints them: `src/mod_a.ts(1,2): text`. */
  readonly problems: string[];
}

const USE = "module.log('info', '%s', ";

let folder: string;

function write(files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function describeProblem({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return `${relative(folder, file.fileName)}(${line + 1},${character + 1}): ${text}`;
}

/** What sources become. */
function build(sources: Files): Built {
  write(Object.fromEntries(Object.entries(sources).map(([name, text]) => [`src/${name}`, text])));
  const lua: Files = {};
  const project = join(folder, "tsconfig.json");
  const { diagnostics } = tstl.transpileProject(project, {}, (path, code) => {
    lua[relative(join(folder, "mod_a"), path)] = code;
  });
  return { lua, problems: diagnostics.map(describeProblem) };
}

/** The Lua of sources that have no problem. */
function transpile(sources: Files): Files {
  const { lua, problems } = build(sources);
  assert.deepEqual(problems, []);
  return lua;
}

function problemsOf(source: string): string[] {
  return build({ "mod_a.ts": source }).problems;
}

describe("the plugin for TypeScriptToLua", () => {
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "types-plugin-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const config = {
      extends: "prosody-plugin-types/prosody-tsconfig.json",
      compilerOptions: { rootDir: "src", outDir: "mod_a" },
      tstl: { luaPlugins: [{ name: "prosody-plugin-types/tstl-plugin.cjs" }] },
      include: ["src"],
    };
    write({ "tsconfig.json": JSON.stringify(config) });
  });

  beforeEach(() => {
    rmSync(join(folder, "src"), { recursive: true, force: true });
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("requires libraries whose names end in .json by their whole names", () => {
    const lua = transpile({
      "mod_a.ts": `import * as json from "util.json";\n${USE} json.encode({}));\n`,
      "newer.ts": `import * as json from "prosody.util.json";\n${USE} json.encode({}));\n`,
    });
    assert.match(lua["mod_a.lua"] ?? "", /^local json = require\("util\.json"\)$/m);
    assert.match(lua["newer.lib.lua"] ?? "", /^local json = require\("prosody\.util\.json"\)$/m);
  });

  test("has export lists of libraries, but not of modules, where they would do nothing", () => {
    const source = "const LIMIT: number = 1;\nexport { LIMIT };\n";
    const { lua, problems } = build({ "mod_a.ts": source, "lib.ts": source });
    assert.match(lua["lib.lib.lua"] ?? "", /^_M\.LIMIT = LIMIT$/m);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      /^src\/mod_a\.ts\(2,1\): an export list \(`export \{ … \}`\) .*`export function` or `export const`/,
    );
  });

  test("has modules export nothing, or types, by a list", () => {
    transpile({ "mod_a.ts": "interface A { a: 1 }\nexport { type A };\nexport {};\n" });
  });

  test("names the cycle of libraries that import each other", () => {
    const { problems } = build({
      "mod_a.ts": `import * as b from "./b";\nb.run();\n`,
      "b.ts": `import * as c from "./c";\nexport function run(): void {\n  c.run();\n}\n`,
      "c.ts": `import * as b from "./b";\nexport function run(): void {\n  b.run();\n}\n`,
    });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", / import each other .*: (src\/[bc]\.ts) -> (src\/[bc]\.ts) -> \1$/);
  });

  test("lets libraries have types of each other", () => {
    transpile({
      "mod_a.ts": `import * as b from "./b";\nb.run(1);\n`,
      "b.ts": `import type { N } from "./c";\nexport function run(n: N): void {\n  ${USE} n);\n}\n`,
      "c.ts": `import * as b from "./b";\nexport type N = number;\nb.run(1);\n`,
    });
  });

  test("loads libraries of subfolders by their paths", () => {
    const lua = transpile({
      "mod_a.ts": `import * as foo from "./lib/foo";\nfoo.run();\n`,
      "lib/foo.ts": `import * as bar from "./bar";\nexport function run(): void {\n  bar.run();\n}\n`,
      "lib/bar.ts": `export function run(): void {\n  ${USE} 1);\n}\n`,
    });
    assert.match(lua["mod_a.lua"] ?? "", /^local foo = module:require\("lib\/foo"\)$/m);
    assert.match(lua["lib/foo.lib.lua"] ?? "", /^local bar = module:require\("lib\/bar"\)$/m);
    assert.ok("lib/bar.lib.lua" in lua);
  });

  test("refuses to import a module", () => {
    const { problems } = build({
      "mod_a.ts": "export const LIMIT: number = 1;\n",
      "lib.ts": `import * as a from "./mod_a";\n${USE} a.LIMIT);\n`,
    });
    assert.deepEqual(problems, [
      "src/lib.ts imports the module src/mod_a.ts: put what they share into a library",
    ]);
  });

  test("tells where and in which construct a name of the transpiler's is needed", () => {
    const [variable, parameter, assigned, chain, ...others] = problemsOf(`
module.hook("iq/host", (event) => {
  const { origin, stanza } = event;
  ${USE} origin === undefined, stanza);
});
module.hook("muc-room-created", ({ room }) => ${USE} room.jid));
declare function find(): { jid: string } | undefined;
let jid = "";
function update(from: { jid: string }): void {
  ({ jid } = from);
  const [start] = string.find(jid, find()?.jid ?? jid);
  ${USE} start);
}
update({ jid });
`);
    assert.match(
      variable ?? "",
      /^src\/mod_a\.ts\(3,9\): object destructuring needs ____event_0, .*: name each/,
    );
    assert.match(parameter ?? "", /^src\/mod_a\.ts\(6,34\): object destructuring needs ____bindingPattern0/);
    assert.match(assigned ?? "", /^src\/mod_a\.ts\(10,4\): object destructuring needs/);
    assert.match(chain ?? "", /^src\/mod_a\.ts\(11,\d+\): `\?\.` needs ____/);
    assert.deepEqual(others, []);
  });

  test("tells where lualib would be needed", () => {
    const [kind, ...others] = problemsOf(
      `const x = 1 as unknown;\n${USE} typeof x);\n${USE} typeof x === "string");\n`,
    );
    assert.match(
      kind ?? "",
      /^src\/mod_a\.ts\(2,\d+\): `typeof` needs __TS__TypeOf, a function of lualib.*`type\(x\)`$/,
    );
    assert.deepEqual(others, []);
  });

  test("knows the libraries that its README declares", () => {
    const readme = readFileSync(join(ROOT, "types", "README.md"), "utf8");
    const [, own] = /`src\/libraries\.d\.ts`:\n\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.ok(own);
    const lua = transpile({
      "libraries.d.ts": own,
      "mod_a.ts":
        `import * as hex from "util.hex";\n${USE} hex.to("a"));\n` +
        `if (module.http_url !== undefined) {\n  ${USE} module.http_url("a"));\n}\n`,
    });
    assert.match(lua["mod_a.lua"] ?? "", /^local hex = require\("util\.hex"\)$/m);
    assert.match(lua["mod_a.lua"] ?? "", /module:http_url\("a"\)/);
  });

  test("leaves literals and comments alone", () => {
    const text = "____x ____exports.y ____, __TS__z";
    const required = 'require("./lib")';
    const sources = {
      "mod_a.ts": `import * as lib from "./lib";\n/** ${text} ${required} */\nexport const TEXT = "${text}";\nlib.run('${required}');\n`,
      "lib.ts": `export const TEXT = "${text}";\nexport function run(name: string): void {\n  ${USE} name);\n}\n`,
    };
    const lua = transpile(sources);
    assert.ok(lua["mod_a.lua"]?.includes(`TEXT = "${text}"`));
    assert.ok(lua["mod_a.lua"]?.includes(`--- ${text} ${required}`));
    assert.ok(lua["mod_a.lua"]?.includes('lib.run("require(\\"./lib\\")")'));
    assert.ok(lua["lib.lib.lua"]?.includes(`_M.TEXT = "${text}"`));
  });

  test("makes what a module exports its globals", () => {
    const lua = transpile({
      "mod_a.ts": "export let count = 0;\nexport function add(): void {\n  count += 1;\n}\n",
    });
    assert.equal(
      lua["mod_a.lua"]?.trimEnd(),
      "-- Generated from src/mod_a.ts by TypeScriptToLua: changes belong there.\n" +
        "count = 0\nfunction add()\n    count = count + 1\nend",
    );
  });
});
