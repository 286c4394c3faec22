import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { ts, tstl } from "../../tools/kit/typescript.js";
import { ROOT, TYPES } from "../../tools/kit/project.ts";

type Files = Record<string, string>;

interface Built {
  /** Lua by file name. */
  readonly lua: Files;
  /** Diagnostics, as a transpiler prints them: `src/mod_a.ts(1,2): text`; those of warnings begin with `warning: `. */
  readonly problems: string[];
}

const USE = "module.log('info', '%s', ";

let folder: string;

function writeAll(place: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
}

function write(files: Files): void {
  writeAll(folder, files);
}

function describeProblem({ category, file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const level = category === ts.DiagnosticCategory.Warning ? "warning: " : "";
  return `${level}${relative(folder, file.fileName)}(${line + 1},${character + 1}): ${text}`;
}

/** The declarations, which are read and bound once for all programs. */
const declarations = new Map<string, ts.SourceFile | undefined>();
/** The last program: the next one takes over how its imports were found. */
let lastProgram: ts.Program | undefined;

/** Transpiles the project, as `tstl.transpileProject` does; or one file of it, as `tstl --watch` does after a change. */
function transpileProject(
  optionsToExtend: tstl.CompilerOptions,
  writeFile: ts.WriteFileCallback,
  changed?: string,
): readonly ts.Diagnostic[] {
  const { options, fileNames, errors } = tstl.parseConfigFileWithSystem(
    join(folder, "tsconfig.json"),
    optionsToExtend,
  );
  if (errors.length > 0) return errors;
  const host = ts.createCompilerHost(options);
  const own = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) => {
    if (!name.endsWith(".d.ts") || name.startsWith(folder)) return own(name, ...more);
    if (!declarations.has(name)) declarations.set(name, own(name, ...more));
    return declarations.get(name);
  };
  const program = ts.createProgram(fileNames, options, host, lastProgram);
  lastProgram = program;
  const sourceFiles = changed && program.getSourceFiles().filter((file) => file.fileName.endsWith(changed));
  const { diagnostics } = new tstl.Transpiler().emit({
    program,
    writeFile,
    ...(sourceFiles && { sourceFiles }),
  });
  return ts.sortAndDeduplicateDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics]);
}

/** Builds sources as a project would. */
function build(sources: Files, changed?: string): Built {
  write(Object.fromEntries(Object.entries(sources).map(([name, text]) => [`src/${name}`, text])));
  const lua: Files = {};
  const writeLua = (path: string, code: string): void => {
    lua[relative(join(folder, "mod_a"), path)] = code;
  };
  const diagnostics = transpileProject({}, writeLua, changed);
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

/** The folder of one of many modules that are built together. */
function folderOf(index: number): string {
  return `case_${index}/a/`;
}

/** Builds many modules in one program, each in a folder of its own. */
function buildAll(modules: readonly string[]): Built {
  return build(Object.fromEntries(modules.map((source, index) => [`${folderOf(index)}mod_a.ts`, source])));
}

/** Picks what one of them would have become by itself. */
function ownOf({ lua, problems }: Built, index: number): Built {
  const place = folderOf(index);
  const own = Object.entries(lua).filter(([name]) => name.startsWith(place));
  return {
    lua: Object.fromEntries(own.map(([name, code]) => [name.slice(place.length), code])),
    problems: problems.filter((text) => text.includes(place)).map((text) => text.replaceAll(place, "")),
  };
}

/** Loads the module in each folder twice, as Prosody does, and prints which libraries are loaded for it and what it logs. */
const PROSODY = `
local function load_module(folder)
	local loaded, logged = {}, {};
	local module, env = {}, nil;
	env = setmetatable({ module = module }, { __index = _G });
	local function run(file)
		if setfenv then return setfenv(assert(loadfile(folder .. file)), env)(); end
		return assert(loadfile(folder .. file, "t", env))();
	end
	function module:log(_, _, ...)
		for index = 1, select("#", ...) do table.insert(logged, tostring((select(index, ...)))); end
	end
	function module:require(name)
		table.insert(loaded, name);
		return run(name .. ".lib.lua");
	end
	run("mod_a.lua");
	table.sort(loaded);
	print("loaded: " .. table.concat(loaded, " "));
	print("log: " .. table.concat(logged, " "));
end
for _, folder in ipairs(arg) do
	load_module(folder);
	load_module(folder);
end
`;

const EACH_LUA = ["lua5.1", "luajit", "lua5.2", "lua5.3", "lua5.4"];

/** Runs the modules in folders in each version of Lua. Returns what they print, which must be the same in all. */
function runEachLua(lua: Files, ...folders: readonly string[]): string {
  const place = mkdtempSync(join(tmpdir(), "types-plugin-lua-"));
  try {
    writeAll(place, { ...lua, "prosody.lua": PROSODY });
    const outputs = EACH_LUA.map((version) =>
      execFileSync(version, ["prosody.lua", ...folders], { cwd: place, encoding: "utf8" }),
    );
    const [output = "", ...others] = new Set(outputs);
    assert.deepEqual(others, []);
    return output;
  } finally {
    rmSync(place, { recursive: true });
  }
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

  test("takes no name of one's own for a mistake, nor one that fits a pattern, nor a list that exports nothing but types", () => {
    const names = `const event = "muc-occupant-join";
module.hook(event, () => undefined);
module.hook("applause", () => undefined);
module.hook("iq-get/bare/urn:example:muc-occupant-join", () => undefined);
module.hook("muc-config-submitted/muc-room", () => undefined);
module.provides("ato");
module.log("info", "muc-occupant-join");
`;
    const lists = "interface A { a: 1 }\nexport { type A };\nexport {};\n";
    assert.deepEqual(buildAll([names, lists]).problems, []);
  });

  test("requires libraries whose names end in .json by their whole names", () => {
    const { lua, problems } = build({
      "mod_a.ts": `import * as json from "util.json";\n${USE} json.encode({}));\n`,
      "newer.ts": `import * as json from "prosody.util.json";\n${USE} json.encode({}));\n`,
    });
    assert.match(lua["mod_a.lua"] ?? "", /^local json = require "util\.json";$/m);
    assert.match(lua["newer.lib.lua"] ?? "", /^local json = require "prosody\.util\.json";$/m);
    assert.match(
      problems.join(),
      /^warning: src\/newer\.ts\(1,23\): "prosody\.util\.json" is there from Prosody 13\.0 on[^,]*/,
    );
  });

  test("has export lists of libraries, but not of modules, where they would do nothing", () => {
    const source = "const LIMIT: number = 1;\nexport { LIMIT };\n";
    const lua = transpile({ "mod_a.ts": `${USE} 1);\n`, "lib.ts": source });
    assert.equal(lua["lib.lib.lua"], "local LIMIT = 1;\n\nreturn { LIMIT = LIMIT };\n");
    const problems = problemsOf(source);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      /^src\/mod_a\.ts\(2,1\): an export list \(`export \{ … \}`\) .*`export function` or `export const`/,
    );
  });

  test("names the cycle of libraries that import each other", () => {
    const { problems } = build({
      "mod_a.ts": `import * as b from "./b";\nb.run();\n`,
      "b.ts": `import * as c from "./c";\nexport function run(): void {\n  c.run();\n}\n`,
      "c.ts": `import * as b from "./b";\nexport function run(): void {\n  b.run();\n}\n`,
    });
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      / import each other .*: (src\/[bc]\.ts) -> (src\/[bc]\.ts) -> \1\. .*\[library-cycle\]$/,
    );
  });

  test("builds a file by itself as it builds it with all", () => {
    const sources = {
      "mod_a.ts": `import * as b from "./lib/b";\nb.run(1);\n`,
      "lib/b.ts": `import { f, type M } from "./c";\nimport { split } from "util.jid";\nexport type N = M;\nexport function run(n: N): void {\n  ${USE} f(n), split);\n}\n`,
      // Not marked as a type, so only its use tells that Lua does not load b.
      "lib/c.ts": `import { N } from "./b";\nexport type M = number;\nexport function f(n: M): N {\n  return ((m: M) => m)(n);\n}\n`,
    };
    const whole = transpile(sources);
    for (const [source, built] of [
      ["mod_a.ts", "mod_a.lua"],
      ["b.ts", "lib/b.lib.lua"],
      ["c.ts", "lib/c.lib.lua"],
    ] as const)
      assert.deepEqual(build(sources, `/${source}`), { lua: { [built]: whole[built] }, problems: [] });
    const circle = { ...sources, "lib/c.ts": sources["lib/c.ts"].replace("return", "run(n);\n  return") };
    const { problems } = build(
      { ...circle, "lib/c.ts": circle["lib/c.ts"].replace("{ N }", "{ run, N }") },
      "/mod_a.ts",
    );
    assert.match(problems.join(), /\[library-cycle\]$/);
  });

  test("builds the sources of a package that are linked into the module's folder", () => {
    const place = "others/node_modules/some-words";
    write({
      [`${place}/package.json`]: '{ "name": "some-words", "exports": "./src/index.ts" }',
      [`${place}/src/index.ts`]:
        'import { twice } from "./more";\nexport const hello = (): string => twice("a");\n',
      [`${place}/src/more.ts`]: "export function twice(text: string): string {\n  return text + text;\n}\n",
      "src/lib.ts": "",
    });
    symlinkSync(join(folder, place, "src"), join(folder, "src/words"));
    const lua = transpile({ "mod_a.ts": `import { hello } from "./words/index";\n${USE} hello());\n` });
    assert.match(lua["mod_a.lua"] ?? "", /module:require "words\/index"\.hello;$/m);
    assert.match(lua["words/index.lib.lua"] ?? "", /module:require "words\/more"\.twice;$/m);
    assert.ok("words/more.lib.lua" in lua);
    const { problems } = build({
      "mod_a.ts": `import { hello } from "../others/node_modules/some-words/src/index";\n${USE} hello());\n`,
    });
    assert.match(problems.join("\n"), /is TypeScript of a package: link its folder \S*some-words\/src into/);
  });

  test("takes specs for files that are loaded by themselves, and not for libraries", () => {
    const lua = transpile({
      "a_spec.ts": 'import * as words from "./words";\nexport const first = words.ONE;\n',
      "words.ts": "export const ONE = 1;\n",
    });
    assert.equal(lua["a_spec.lua"], 'local words = module:require "words";\n\nfirst = words.ONE;\n');
    assert.ok("words.lib.lua" in lua);
  });

  test("refuses to import a module", () => {
    const { problems } = build({
      "mod_a.ts": "export const LIMIT: number = 1;\n",
      "lib.ts": `import * as a from "./mod_a";\n${USE} a.LIMIT);\n`,
    });
    assert.deepEqual(problems, [
      "src/lib.ts(1,20): src/lib.ts imports the module src/mod_a.ts, which Prosody loads by itself: " +
        "put what both need into a library, a file whose name does not begin with mod_ [module-import]",
    ]);
  });

  test("knows the libraries that its README declares", () => {
    const readme = readFileSync(join(TYPES, "README.md"), "utf8");
    const [, own] = /`src\/libraries\.d\.ts`:\n\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    assert.ok(own);
    const lua = transpile({
      "libraries.d.ts": own,
      "mod_a.ts":
        `import * as hex from "util.hex";\n${USE} hex.to("a"));\n` +
        `if (module.http_url !== undefined) {\n  ${USE} module.http_url("a"));\n}\n`,
    });
    assert.match(lua["mod_a.lua"] ?? "", /^local hex = require "util\.hex";$/m);
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
    assert.ok(lua["mod_a.lua"]?.includes(`-- ${text} ${required}`));
    assert.ok(lua["mod_a.lua"]?.includes(`lib.run('require("./lib")')`));
    assert.ok(lua["lib.lib.lua"]?.includes(`local TEXT = "${text}"`));
  });

  test("keeps what a library says of itself at its top", () => {
    const lib = (header: string): string => `${header}/** Two. */\nexport const TWO = 2;\n`;
    const sources = {
      "mod_a.ts": `import * as lib from "./lib";\nimport * as bare from "./bare";\n${USE} lib.TWO + bare.TWO);\n`,
      "lib.ts": lib("/** What it is for. */\n\n"),
      "bare.ts": lib(""),
    };
    const lua = transpile(sources);
    const rest = "-- Two.\nlocal TWO = 2;\n\nreturn { TWO = TWO };\n";
    assert.equal(lua["lib.lib.lua"], `-- What it is for.\n\n${rest}`);
    assert.equal(lua["bare.lib.lua"], rest);
  });

  const FUNCTION = "(): void {\n  module.log('info', 'x');\n}\n";
  // By source: the rule, and what it says.
  const TRAPS: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      Object.entries({
        'module.hook("muc-ocupant-joined", () => undefined);': "muc-occupant-joined",
        'module.hook("muc-occupant-join", () => undefined);': "muc-occupant-joined",
        'module.hook("muc_occupant_joined", () => undefined);': "muc-occupant-joined",
        'module.unhook("muc-ocupant-joined", () => undefined);': "muc-occupant-joined",
        'module.wrap_event("muc-ocupant-joined", (run, name, event) => run(name, event));':
          "muc-occupant-joined",
        'module.fire_event("muc-room-lokced", {});': "muc-room-locked",
        'module.hook_global("server-stoping", () => undefined);': "server-stopping",
        'module.context("*").hook("server-stoping", () => undefined);': "server-stopping",
        'module.add_item("shel-command", {});': "shell-command",
        'module.provides("htttp");': "http",
        'module.hook("clapping", () => undefined);\ndeclare global { interface ProsodyHostEvents { claping: object } }\nexport {};':
          "claping",
      }).map(([source, known]) => [source, `misspelt-name is not known, "${known}" is: `]),
    ),
    [`export function repeat${FUNCTION}`]:
      'reserved-name "repeat" is a word of Lua\'s.*Call it something else',
    "export const end = 3;\n": 'reserved-name "end" is a word of Lua\'s',
    "export const größe = 4;\n": 'reserved-name "größe" has letters',
    [`const goto: number = 3;\n${USE} goto);\n`]: 'reserved-name "goto" is a word of Lua\'s',
    [`export const f = (type: string, v: unknown) => typeof v === "string" && type;\n`]:
      'reserved-name "type" is a name of Lua\'s',
    'const c = { n: 0, tick(e: StanzaEvent): void { this.n = e.stanza.tags.length; } };\nmodule.hook("message/bare", c.tick);\n':
      "lost-self `c\\.tick` is a method.*`\\(event\\) => c\\.tick\\(event\\)`",
    'interface C { tick(): void }\ndeclare const c: C;\nmodule.add_timer(1, c["tick"]);\n':
      'lost-self `c\\["tick"\\]` is a method',
    "const o = { by: 1, less(a: number, b: number): boolean { return a < b + this.by; } };\ntable.sort([1], o.less);\n":
      "lost-self `o\\.less` is a method",
    'const o = { n: 0, done(): number { return this.n; } };\nmodule.provides("http", { route: { "GET /": o.done } });\n':
      "lost-self `o\\.done` is a method",
    'const log = module.log;\nlog("info", "x");\n': "lost-self `log` is a method",
    "const g = (x: number): number => x;\nexport const o: { m(x: number): number } = { m: g };\n":
      "lost-self `g` takes no self",
    "export const o: { m(x: number): number } = { m: (_self) => _self };\n":
      "lost-self `_self` would get the first argument",
    "let n = 3;\nn += 1;\nconst fs: (() => number)[] = [];\nfor (let i = 0; i < n; i++) table.insert(fs, () => i);\n":
      "loop-variable keeps `i`.*\\$range",
    [`export default function f${FUNCTION}`]: "default-export `export default` has no name",
    'export function f(): [undefined, string] {\n  return [undefined, "err"];\n}\n':
      'multi-return write `return \\$multi\\(undefined, "err"\\)`',
    'export function f(): LuaMultiReturn<[boolean, string]> {\n  return [true, "done"];\n}\n':
      'multi-return by `return \\$multi\\(true, "done"\\)`',
    ...Object.fromEntries(
      [
        "if (user_exists('a', 'h')) t = 1;",
        "if (!user_exists('a', 'h') && t > 0) t = 1;",
        "while (user_exists('a', 'h') !== undefined) t += 1;",
        "assert(user_exists('a', 'h'));",
        "t = (user_exists('a', 'h')) ? 1 : 2;",
      ].map((statement) => [
        `import { user_exists } from "core.usermanager";\nexport let t = 0;\n${statement}\n`,
        String.raw`multi-return user_exists\('a', 'h'\) is a table .*take the first, as in \`user_exists\('a', 'h'\)\[0\]\``,
      ]),
    ),
    'const [store] = module.open_store("a");\nconst ok = store!.set("b", {});\nif (!ok) module.log("error", "x");\n':
      "multi-return ok is a table .*as in `const \\[ok\\] = …`",
    'import * as jid from "util.jid";\nexport function f(): LuaMultiReturn<[string?, string?, string?]> {\n  const parts = jid.split("a@b");\n  return parts;\n}\n':
      "made-up-name return the call itself",
    "const list = [1];\nconst { 0: first } = list;\nexport const n = first;\n":
      "object-destructuring `0` would be a key of Lua's",
    [`import * as set from "util.set";\nfor (const x of set.new(["a"])) ${USE} x);\n`]:
      "made-up-name `for…of` over what is no array.*set\\.items\\(\\)",
    [`const n: number = 3;\n${USE} n & 3);\n`]: "lua-syntax bitwise operator",
    [`for (const i of $range(1, 3)) {\n  if (i === 2) continue;\n  ${USE} i);\n}\n`]:
      "continue `continue` needs",
    [`${USE} table.maxn({}));\n`]: "lua-function `table\\.maxn` is not there in Lua 5\\.3, Lua 5\\.4",
    [`${USE} math.pow(2, 3));\n`]: "lua-function `math\\.pow` is not there in .*`x \\*\\* y`",
    'import "net.nothing";\n': 'unknown-library nothing is known of "net\\.nothing"',
    [`const n: number = 3;\nswitch (n) {\n  case 3:\n    ${USE} n);\n}\n`]: "switch `switch` needs",
    [`declare function f(): { a: string } | undefined;\n${USE} f()?.a);\n`]:
      "optional-chain \\(2,\\d+\\): `\\?\\.` needs ____",
    [`declare function get(): { jid: string; room: string };\nconst { jid, room } = get();\n${USE} jid, room);\n`]:
      "object-destructuring \\(2,7\\): object destructuring needs ____\\w+, .*: name ",
    [`const x = 1 as unknown;\n${USE} typeof x);\n`]:
      "typeof \\(2,\\d+\\): `typeof` needs __TS__TypeOf, a function of lualib.*`type\\(x\\)`",
    [`const t: number[] = [];\n${USE} [...t]);\n`]: "spread spread needs",
    [`let i = 0;\nconst j = i++;\n${USE} i, j);\n`]: "made-up-name `i\\+\\+` as a value.*a line of its own",
    [`let i = 0;\nconst j = \`\${i--}\`;\n${USE} i, j);\n`]:
      "made-up-name `i\\+\\+` as a value.*a line of its own",
    [`let i = 0;\nlet j = 0;\nj = i++;\n${USE} i, j);\n`]:
      "made-up-name `i\\+\\+` as a value.*a line of its own",
    [`let i = 0;\nconst j = ((n: number) => n)(i++);\n${USE} i, j);\n`]:
      "made-up-name `i\\+\\+` as a value.*a line of its own",
    "let i = 0;\nexport function f(): number {\n  return i++;\n}\n": "made-up-name `i\\+\\+` as a value",
    [`const o: { a?: { b?: number } } = {};\nconst { a: { b = 5 } = {} } = o;\n${USE} b);\n`]:
      "object-destructuring the default `\\{\\}` would be left out",
    [`const o: { a?: number[] } = {};\nconst { a: [b] = [5] } = o;\n${USE} b);\n`]:
      "array-destructuring the default `\\[5\\]` would be left out",
  };
  test("refuses what no Lua loads", async (refuses) => {
    const traps = Object.entries(TRAPS);
    const all = buildAll(traps.map(([source]) => source));
    assert.deepEqual(all.lua, {}, "a failed build writes nothing");
    for (const [index, [source, finding]] of traps.entries()) {
      const [, rule = "", says = ""] = /^(\S+) (.*)$/.exec(finding) ?? [];
      await refuses.test(`as ${rule}: ${source.split("\n")[0] ?? ""}`, () => {
        const { problems } = ownOf(all, index);
        const [named = problems.join("\n")] = problems.filter((problem) => problem.endsWith(`[${rule}]`));
        assert.match(named, new RegExp(says));
        assert.match(named, /^src\/mod_a\.ts\(\d+,\d+\): /);
      });
    }
  });

  const COUNTER = "let count = 0;\nexport function add(): number {\n  count += 1;\n  return count;\n}\n";

  test("has a module load each library once, also for libraries that others load", () => {
    const user = `import * as counter from "./counter";\nexport function run(): void {\n  ${USE} counter.add());\n}\n`;
    const entry = `// Counts.\n\nimport * as b from "./b";\nimport * as c from "./c";\nb.run();\nc.run();\n`;
    const lua = transpile({ "mod_a.ts": entry, "b.ts": user, "c.ts": user, "counter.ts": COUNTER });
    assert.equal(
      lua["mod_a.lua"],
      `-- Counts.

-- Loads each library of this module once: module:require has no cache.
do
	local load_library, loaded = module.require, {};

	function module:require(name)
		if self ~= module then return load_library(self, name); end -- that of another host, as add_host gets it
		if loaded[name] == nil then loaded[name] = load_library(self, name) or true; end
		return loaded[name];
	end
end

local b = module:require "b";
local c = module:require "c";

b.run();
c.run();
`,
    );
    assert.equal(runEachLua(lua, ""), "loaded: b c counter\nlog: 1 2\nloaded: b c counter\nlog: 1 2\n");
  });

  test("has a host load what only that host has", () => {
    const lua = transpile({ "mod_a.ts": `import * as b from "./b";\nb.add();\n`, "b.ts": COUNTER });
    const host = 'setmetatable({}, { __index = module }):require "b";\n';
    const once = "loaded: b b b\nlog: \n";
    const more = `${lua["mod_a.lua"]}${host}${host}module:require "b";\n`;
    assert.equal(runEachLua({ ...lua, "mod_a.lua": more }, ""), `${once}${once}`);
  });

  test("has libraries return their local functions, also those that are named before they are there", () => {
    const lua = transpile({
      "mod_a.ts": `import * as lib from "./lib";\n${USE} lib.even(10), lib.fact(5), lib.STEPS.of(23), lib.KINDS.second, lib.small);\n`,
      "lib.ts": `/** Counts. */

export const LIMIT = 0x10, small = 1e-6;

/** Whether a number is even. */
export function even(n: number): boolean {
  return n === 0 || odd(n - 1);
}

export function odd(n: number): boolean {
  return n !== 0 && even(n - 1);
}

export function fact(n: number): number {
  return n < 2 ? 1 : n * fact(n - 1);
}

export const STEPS: { of: (this: void, n: number) => number } = {
  of: (n) => (n > LIMIT ? STEPS.of(n - 5) : n),
};

const kinds = { first: "one", second: "two" };
export { kinds as KINDS };
`,
    });
    assert.equal(
      lua["lib.lib.lua"],
      `-- Counts.

local odd, STEPS;

-- Whether a number is even.
local function even(n)
	return n == 0 or odd(n - 1);
end

function odd(n)
	return n ~= 0 and even(n - 1);
end

local LIMIT = 0x10;
local small = 1e-6;

local function fact(n)
	return n < 2 and 1 or n * fact(n - 1);
end

STEPS = {
	of = function(n) return n > LIMIT and STEPS.of(n - 5) or n; end;
};

local kinds = { first = "one", second = "two" };
local KINDS = kinds;

return {
	even = even;
	odd = odd;
	LIMIT = LIMIT;
	small = small;
	fact = fact;
	STEPS = STEPS;
	KINDS = KINDS;
};
`,
    );
    const output = "loaded: lib\nlog: true 120 13 two 1e-06\n";
    assert.equal(runEachLua(lua, ""), output + output);
  });

  test("keeps the table of a library whose exports change, or have names that Lua needs", () => {
    const lua = transpile({
      "mod_a.ts": `import * as lib from "./lib";\nimport * as other from "./other";\nlib.add();\n${USE} lib.count, other.type());\n`,
      "lib.ts": "export let count = 0;\nexport function add(): void {\n  count += 1;\n}\n",
      "other.ts": "export function type(): string {\n  return 'other';\n}\n",
    });
    assert.match(lua["lib.lib.lua"] ?? "", /^local _M = \{\};\n\n_M\.count = 0;[^]*\nreturn _M;\n$/);
    assert.match(lua["other.lib.lua"] ?? "", /^function _M\.type\(\)$/m);
    const output = "loaded: lib other\nlog: 1 other\n";
    assert.equal(runEachLua(lua, ""), output + output);
  });

  test("keeps numbers as they are written where Lua reads the same", () => {
    const numbers = ["1e-6", "0xFF", "1_000", "1e3", "2.50", "0b11", "1.5e-3", "0.000001"];
    const lua = transpile({ "mod_a.ts": `export const numbers = [${numbers.join(", ")}];\n` });
    assert.equal(lua["mod_a.lua"], "numbers = { 1e-6, 0xFF, 1000, 1000, 2.5, 3, 1.5e-3, 0.000001 };\n");
  });

  test("has each file say the licence of the package, unless it does so itself", () => {
    const sources = {
      "mod_a.ts": `// Counts.\n\nimport * as b from "./b";\nimport * as c from "./c";\nb.f();\nc.f();\n`,
      "b.ts": `export function f(): void {\n  ${USE} 1);\n}\n`,
      "c.ts": `// Copyright by nobody.\n\nexport function f(): void {\n  ${USE} 1);\n}\n`,
    };
    const identifier = "-- SPDX-License-Identifier: MIT OR X11";
    const plain = 'local function f()\n\tmodule:log("info", "%s", 1);\nend';
    try {
      for (const license of ["MIT OR X11", "UNLICENSED", "SEE LICENSE IN LICENSE", "MIT\nos.exit()"]) {
        write({ "package.json": JSON.stringify({ license }) });
        const lua = transpile(sources);
        const heads = ["mod_a.lua", "b.lib.lua", "c.lib.lua"].map((name) => lua[name]?.split("\n\n")[0]);
        const [entry, library] =
          license === "MIT OR X11" ? [`-- Counts.\n${identifier}`, identifier] : ["-- Counts.", plain];
        assert.deepEqual(heads, [entry, library, "-- Copyright by nobody."]);
      }
    } finally {
      rmSync(join(folder, "package.json"));
    }
  });

  // Programs, by what they are and what they log.
  const PROGRAMS: Readonly<Record<string, string>> = {
    "a loop whose variable is kept → 0 1 2": `const fs: (() => number)[] = [];\nfor (let i = 0; i < 3; i++) table.insert(fs, () => i);\nfor (const f of fs) ${USE} f());\n`,
    "a loop down, by two, and one that is left → 6 4 2 1 2": `for (let i = 6; i > 0; i -= 2) ${USE} i);\nfor (let i = 1; i <= 9; i++) {\n  if (i === 3) break;\n  ${USE} i);\n}\n`,
    "a loop over an array that shrinks meanwhile → a b": `const t = ["a", "b", "c"];\nfor (let i = 0; i < t.length; i++) {\n  ${USE} t[i]);\n  table.remove(t);\n}\n`,
    "a loop over an array that a function makes longer meanwhile → a b": `const t = ["a"];\nfunction grow(): void {\n  table.insert(t, "b");\n}\nfor (let i = 0; i < t.length; i++) {\n  ${USE} t[i]);\n  if (i === 0) grow();\n}\n`,
    "a loop whose variable jumps, and whose limit is a fraction → 0 1 4 0 1 2": `for (let i = 0; i < 5; i++) {\n  ${USE} i);\n  if (i === 1) i = 3;\n}\nconst half = 2.5;\nfor (let i = 0; i < half; i++) ${USE} i);\n`,
    "a loop in a loop, over the length of a table → 2 1 3": `const t = [[1, 2], [3]];\nfor (let i = 0; i < t.length; i++) {\n  const row = t[i]!;\n  for (let j = row.length - 1; j >= 0; j--) ${USE} row[j]);\n}\n`,
    "fields that are assigned, and the first of two values → b 1": `let jid = "";\nfunction update(from: { jid: string }): void {\n  ({ jid } = from);\n}\nupdate({ jid: "b" });\nconst [start] = string.find(jid, "b");\n${USE} jid, start);\n`,
    "several values → yes no": `function f(ok: boolean): LuaMultiReturn<[string] | [undefined, string]> {\n  if (ok) return $multi("yes");\n  return $multi(undefined, "no");\n}\nconst [a] = f(true);\nconst [, error] = f(false);\n${USE} a, error);\n`,
    "names of Lua's own for variables → a1b true": `function f(type: string, print: number, self: string): string {\n  return type + print + self;\n}\nfunction kind(v: unknown): boolean {\n  return typeof v === "string";\n}\n${USE} f("a", 1, "b"), kind("a"));\n`,
    "names of Lua's own for variables that are fields of something → abba":
      `const attr = { type: "a", print: "b" };\nfunction f(): string {\n  const type = attr.type;\n  const { print } = attr;\n` +
      `  let error = attr.type, string = error;\n  if (type === "a") error = print;\n  return type + print + error + string;\n}\n${USE} f());\n`,
    "optional chains of several links → x true true x":
      `interface A { b?: { c?: { d: string } } }\nconst full: A | undefined = { b: { c: { d: "x" } } };\nconst empty = {} as A | undefined;\nconst none = undefined as A | undefined;\n` +
      `const d = full?.b?.c?.d;\nfunction f(a: A | undefined): string | undefined {\n  return a?.b?.c?.d;\n}\n${USE} d, f(empty) === undefined, f(none) === undefined, f(full));\n`,
    "a function of a library that may not be there → 2 true": `import * as lib from "./lib";\nimport type { Lib } from "./lib";\nconst some = lib as unknown as Lib;\n${USE} lib.maybe?.(1), some.never?.(1) === undefined);\nlib.maybe?.(2);\n`,
    "null, which is nil → true false a": `let x: string | null = null;\nfunction set(value: string | null): void {\n  x = value;\n}\n${USE} x === null);\nset("a");\n${USE} x === null, x);\n`,
    "what counts up and down in other places → 3": `let n = 0;\nn++;\nn += 2;\nn--;\nwhile (n > 0) n -= 1;\ndo n += 1; while (n < 3);\n${USE} n);\n`,
    "methods that are called as such, also by pcall → 6 true 5": `const c = { n: 1, add(by: number): number {\n  this.n += by;\n  return this.n;\n} };\nc.add(1);\nconst add = (by: number): number => c.add(by);\nconst [ok, sum] = pcall(c.add, c, 3);\n${USE} add(1), ok, sum);\n`,
    "text with what only bytes say → 7 1": `const t = "\\x01\\x02\\x11\\x03\\x7f\\u00e9";\n${USE} t.length, string.byte(t, 1));\n`,
    "while not bound → i0,i1,i2": `const t: string[] = [];\nfunction grow(n: number): void {\n  for (let i = 0; i < n; i++) table.insert(t, \`i\${i}\`);\n}\ngrow(3);\n${USE} table.concat(t, ','));\n`,
    "bound changes in body → 01234": `let n = 3;\nlet s = '';\nfor (let i = 0; i < n; i++) {\n  s += \`\${i}\`;\n  if (i === 1) n = 5;\n}\n${USE} s);\n`,
    "bound field changes → xxxx": `const o = { n: 2 };\nlet s = '';\nfor (let i = 0; i < o.n; i++) {\n  s += 'x';\n  if (i === 0) o.n = 4;\n}\n${USE} s);\n`,
    "bound by call → 0 1 3": `let calls = 0;\nfunction lim(): number {\n  calls += 1;\n  return 2;\n}\nfor (let i = 0; i < lim(); i++) ${USE} i);\n${USE} calls);\n`,
    "object destructure default bool → false": `const o: { a?: boolean } = { a: false };\nconst { a = true } = o;\n${USE} a);\n`,
    "param default bool → false true": `function f(x = true): boolean {\n  return x;\n}\n${USE} f(false), f());\n`,
    "enum reverse → B": `enum E { A, B }\n${USE} E[1]);\n`,
    "delete → nil": `const t: Record<string, number> = { a: 1 };\ndelete t.a;\n${USE} t.a);\n`,
    "closure in while → 0 1 2": `const fs: (() => number)[] = [];\nlet i = 0;\nwhile (i < 3) {\n  const j = i;\n  table.insert(fs, () => j);\n  i += 1;\n}\nfor (const f of fs) ${USE} f());\n`,
    "nullish assign bool → false": `const t: { a?: boolean } = { a: false };\nt.a ??= true;\n${USE} t.a);\n`,
    "ternary nil → nil x": `function f(b: boolean): string | undefined {\n  return b ? undefined : 'x';\n}\n${USE} f(true), f(false));\n`,
    "optional method → nil 3": `interface O { n: number; g?(): number }\nconst o: O = { n: 3 };\n${USE} o.g?.());\no.g = function (this: O) {\n  return this.n;\n};\n${USE} o.g?.());\n`,
    "shadowing → 2 1": `const x = 1;\n{\n  const x = 2;\n  ${USE} x);\n}\n${USE} x);\n`,
    "hoisted function → 4": `${USE} f());\nfunction f(): number {\n  return g();\n}\nfunction g(): number {\n  return 4;\n}\n`,
    "multi return nested → 1 2": `function f(): LuaMultiReturn<[number, number]> {\n  return $multi(1, 2);\n}\nconst a = [f()[0], f()[1]];\n${USE} a[0], a[1]);\n`,
    "second of three → 1 2 2":
      "function f(): LuaMultiReturn<[number, number, number]> {\n  return $multi(1, 2, 3);\n}\nfunction g(): number {\n  return f()[1];\n}\n" +
      `const a = [f()[1]];\nconst t: number[] = [];\ntable.insert(t, f()[1]);\n${USE} a.length, t[0], g());\n`,
    "table.insert of gsub → bb 1": `const t: string[] = [];\ntable.insert(t, string.gsub('aa', 'a', 'b')[0]);\n${USE} t[0], t.length);\n`,
    "nested ternary → b": `const n = 2 as number;\n${USE} n === 1 ? 'a' : n === 2 ? 'b' : 'c');\n`,
    "mod arg default order → 3 6": `function f(a: number, b = a + 1): number {\n  return a + b;\n}\n${USE} f(1), f(1, 5));\n`,
    "this arrow in method → 2": `const o = { n: 2, m(): number {\n  const f = () => this.n;\n  return f();\n} };\n${USE} o.m());\n`,
    "computed method call → A": `const o = { a(): string {\n  return 'A';\n} };\nconst k = 'a' as const;\n${USE} o[k]());\n`,
    "swap three → 3 1 2": `let a = 1, b = 2, c = 3;\n[a, b, c] = [c, a, b];\n${USE} a, b, c);\n`,
    "old field then set → 1 2": `const o = { a: 1 };\nconst old = o.a;\no.a = 2;\nconst neu = o.a;\n${USE} old, neu);\n`,
    "destructure then set → 1 2": `const o = { a: 1, b: 2 };\nconst { a } = o;\no.a = 9;\nconst { b } = o;\n${USE} a, b);\n`,
    "locals joined with dependence → 1 2": `const a = 1;\nconst b = a + 1;\n${USE} a, b);\n`,
    "or null → d x": `function f(s?: string): string {\n  return s || 'd';\n}\n${USE} f(), f('x'));\n`,
    "double not → false true": `function f(s?: string): boolean {\n  return !!s;\n}\n${USE} f(), f('x'));\n`,
    "keys with dash → 1 2": `const t: Record<string, number> = { 'a-b': 1, end: 2 };\n${USE} t['a-b'], t.end);\n`,
    "luamap → true nil 1 false": `const m = new LuaMap<string, number>();\nm.set('a', 1);\n${USE} m.has('a'), m.get('b'), m.get('a'));\nm.delete('a');\n${USE} m.has('a'));\n`,
    "loop step var → 024": `const step = 2;\nlet s = '';\nfor (let i = 0; i < 6; i += step) s += \`\${i}\`;\n${USE} s);\n`,
    "loop no body var → 5": `let s = 0;\nfor (let i = 0, j = 10; i < j; i++, j--) s += 1;\n${USE} s);\n`,
    "while true return → 5": `function f(): number {\n  let n = 0;\n  while (true) {\n    n += 1;\n    if (n === 5) return n;\n  }\n}\n${USE} f());\n`,
    "unused expression → 2": `let n = 0;\nconst inc = (): boolean => {\n  n += 1;\n  return true;\n};\ninc() && inc();\n${USE} n);\n`,
    "optional chain write check → yes": `interface O { a?: { n: number } }\nconst o: O = {};\nif (o.a?.n !== undefined) ${USE} 'no');\nif (o.a?.n === undefined) ${USE} 'yes');\n`,
    "varargs pass → 1 2": `function g(...a: unknown[]): LuaMultiReturn<unknown[]> {\n  return $multi(...a);\n}\n${USE} ...g(1, 2));\n`,
    "setmetatable → 4": `interface P { n: number; get(): number }\nconst mt = { __index: { get(this: P): number {\n  return this.n;\n} } };\nconst p = setmetatable({ n: 4 }, mt) as unknown as P;\n${USE} p.get());\n`,
    "pcall value → true 3": `const [ok, v] = pcall((n: number) => n + 1, 2);\n${USE} ok, v);\n`,
  };
  test("runs as it is meant", async (runs) => {
    const programs = Object.entries(PROGRAMS);
    const withLibrary = programs.findIndex(([, source]) => source.includes('"./lib"'));
    write({
      [`src/${folderOf(withLibrary)}lib.ts`]:
        "export interface Lib {\n  never?: (this: void, n: number) => number;\n}\nexport const maybe: ((this: void, n: number) => number) | undefined = (n) => n + 1;\n",
    });
    const { lua, problems } = buildAll(programs.map(([, source]) => source));
    assert.deepEqual(problems, []);
    const output = runEachLua(lua, ...programs.map((_, index) => folderOf(index)));
    const logs = [...output.matchAll(/^log: (.*)\nloaded: .*\nlog: \1$/gm)].map(([, log]) => log);
    for (const [index, [what]] of programs.entries()) {
      await runs.test(what, () => {
        assert.equal(logs[index], what.replace(/^.* → /, ""));
      });
    }
  });

  // Modules by what is warned of in them, of each warning its line and its text.
  const WARNINGS: Readonly<Record<string, readonly string[]>> = {
    "const t = [2, 1];\ndelete t[0];\ntable.sort(t, (a, b) => a <= b);\nconst names: Record<string, number> = {};\nnames[1] = 2;\n":
      [String.raw`2,.*\[array-hole\]`, String.raw`3,.*\[sort-order\]`, String.raw`5,.*\[number-key\]`],
    [`import * as jid from "util.jid";
import * as it from "util.iterators";
const a = "a@b";
module.log("info", "%s", jid.split(a));
export const right = [it.count(pairs({})), jid.split(a)[0], tostring(jid.bare(a))];
export const [node] = jid.split(a);
export const o = { a: \`\${jid.split(a)}\`, b: jid.split(a) };
`]: ["4", "7", "7"].map((line) => `${line},.* take the first by \`\\[0\\]\` \\[multi-return\\]`),
    'import * as jwt from "util.jwt";\nexport function f(): [boolean, string] {\n  return [jwt.sign === undefined, "done"];\n}\n':
      [
        String.raw`1,.*"util\.jwt" is there from Prosody 0\.12 on.*\[library-release\]`,
        String.raw`3,.*this returns one table\..*\[multi-return\]`,
      ],
    ...Object.fromEntries(
      [
        ...[
          "return !n;",
          'return n || "none";',
          'return n && "some";',
          "return n === 1 || !(n && true);",
        ].map((body) => `export function f(n: number): unknown {\n  ${body}\n}\n`),
        'let n = "";\nn ||= "none";\nmodule.log("info", n);\n',
        "export function f(b: boolean, n: string): void {\n  if (b && n) module.log('info', n);\n}\n",
      ].map((source) => [source, [String.raw`2,.*n is always true in Lua.*=== 0.*\[truth\]`]]),
    ),
  };
  test("warns of what Lua does in another way", async (warns) => {
    const modules = Object.entries(WARNINGS);
    const all = buildAll(modules.map(([source]) => source));
    for (const [index, [source, warnings]] of modules.entries()) {
      await warns.test(source.split("\n")[1], () => {
        const { lua, problems } = ownOf(all, index);
        assert.equal(problems.length, warnings.length, problems.join("\n"));
        for (const [at, warning] of warnings.entries())
          assert.match(problems[at] ?? "", new RegExp(`^warning: src/mod_a\\.ts\\(${warning}$`));
        assert.ok("mod_a.lua" in lua, "it is built all the same");
      });
    }
  });

  test("refuses options that it does not do", () => {
    write({ "src/mod_a.ts": `${USE} 1);\n` });
    const options = {
      luaBundle: "a.lua",
      luaBundleEntry: "src/mod_a.ts",
      sourceMapTraceback: true,
      inlineSourceMap: true,
    };
    const lua: Files = {};
    const problems = transpileProject(options, (path, code) => {
      lua[path] = code;
    }).map((problem) => /^"(\w+)" is not supported/.exec(describeProblem(problem))?.[1]);
    for (const option of Object.keys(options)) assert.ok(problems.includes(option), option);
    assert.deepEqual(lua, {});
  });

  test("leads from the lines of a traceback to those of the source", () => {
    const source = `/** Head. */\n\nimport * as lib from "./lib";\n\nmodule.hook("message/bare", (event) => {\n  const { stanza } = event;\n\n  lib.fail(stanza.name);\n});\n`;
    write({
      "src/mod_a.ts": source,
      "src/lib.ts": "export function fail(name: string): void {\n  error(name);\n}\n",
    });
    transpileProject({ sourceMap: true }, (path, code) => {
      ts.sys.writeFile(path, code);
    });
    const lua = readFileSync(join(folder, "mod_a/mod_a.lua"), "utf8").split("\n");
    const line = lua.findIndex((text) => text.includes("lib.fail")) + 1;
    const input = `.../mod_a/mod_a.lua:${line}: x\n\tlib.lib.lua:2: in function\nother.lua:1: y\n`;
    const run = (...parameters: string[]) =>
      spawnSync(process.execPath, [join(TYPES, "lua-to-ts.cjs"), ...parameters], {
        cwd: folder,
        input,
        encoding: "utf8",
      });
    const { stdout, status } = run("mod_a");
    assert.equal(
      stdout,
      `.../mod_a/mod_a.lua:${line} (src/mod_a.ts:8): x\n\tlib.lib.lua:2 (src/lib.ts:2): in function\nother.lua:1: y\n`,
    );
    assert.equal(status, 0);
    assert.match(run("mod_a", "lib.lib.lua:2").stdout, /src\/lib\.ts:2/);
    const print = `console.log("spec/mod_a.lua @ ${line}"); process.exitCode = 3;`;
    const ran = run("mod_a", "--", process.execPath, "--eval", print);
    assert.equal(ran.stdout, `spec/mod_a.lua @ ${line} (src/mod_a.ts:8)\n`);
    assert.equal(ran.status, 3);
    assert.equal(run("src").status, 1);
    assert.equal(run("nowhere").status, 2);
    assert.equal(run("--help").status, 0);
    rmSync(join(folder, "mod_a"), { recursive: true });
  });

  test("has each rule on its page, and reports it somewhere", () => {
    const { RULES } = createRequire(import.meta.url)("../plugin/rules.cjs") as { RULES: readonly string[] };
    const page = readFileSync(join(TYPES, "README.md"), "utf8");
    const files = readdirSync(join(TYPES, "plugin")).filter((name) => name !== "rules.cjs");
    const sources = files.map((name) => readFileSync(join(TYPES, "plugin", name), "utf8")).join("");
    for (const rule of RULES) {
      assert.ok(page.includes(`\`${rule}\``), `the list of rules in types/README.md does not have ${rule}`);
      assert.ok(sources.includes(`"${rule}"`), `no file of types/plugin/ reports ${rule}`);
    }
  });

  test("leaves out a rule that is off", () => {
    const config = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8")) as { tstl: object };
    const name = "prosody-plugin-types/tstl-plugin.cjs";
    const off = { ...config, tstl: { luaPlugins: [{ name, rules: { "lua-function": "off" } }] } };
    write({ "tsconfig.json": JSON.stringify(off) });
    try {
      assert.deepEqual(
        problemsOf(`${USE} (table as unknown as { maxn(this: void, t: object): number }).maxn({}));\n`),
        [],
      );
      const problems = problemsOf(`${USE} math.pow(2, 3));\n`);
      assert.deepEqual(
        problems.filter((problem) => problem.includes("[lua-function]")),
        [],
      );
    } finally {
      write({ "tsconfig.json": JSON.stringify(config) });
    }
  });
});
