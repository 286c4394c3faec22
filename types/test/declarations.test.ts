import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import { ts, tstl } from "../../tools/kit/typescript.js";
import { TYPES } from "../../tools/kit/project.ts";

const FOLDER = join(import.meta.dirname, "compile");
const PROJECT = join(FOLDER, "tsconfig.json");

function textOf({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  return `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
}

const { options, fileNames } = tstl.parseConfigFileWithSystem(PROJECT);
const program = ts.createProgram(fileNames, options);

/** The Lua that one of the type tests becomes. */
function transpile(fileName: string): string {
  let lua = "";
  const { diagnostics } = new tstl.Transpiler().emit({
    program,
    sourceFiles: program.getSourceFiles().filter((file) => basename(file.fileName) === fileName),
    writeFile: (_path, code) => {
      lua = code;
    },
  });
  // that a library is not in each release is a warning
  const errors = diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error);
  assert.deepEqual(errors.map(textOf), []);
  return lua;
}

/** Files that TypeScript itself needs, and the list of all files: neither declares anything of Prosody's. */
const WITHOUT_MEMBERS = new Set(["lib.d.ts", "index.d.ts"]);

/** Lua's own functions: a module takes one of them. */
const ON_THEIR_OWN: readonly string[] = ["lua.d.ts", "lua-5.4.d.ts", "lua-iterators.d.ts"];

const FILES = readdirSync(TYPES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".d.ts") && !/^(node_modules|[\d.]+)[/\\]/.test(name))
  .filter((name) => !WITHOUT_MEMBERS.has(name));

const SOURCES = FILES.map((name) => {
  const file = join(TYPES, name);
  return (
    program.getSourceFile(file) ??
    ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true)
  );
});

function isDeclaration(node: ts.Node): node is ts.Statement | ts.TypeElement {
  if (ts.isPropertySignature(node) || ts.isMethodSignature(node))
    return ts.isInterfaceDeclaration(node.parent);
  return ts.isFunctionDeclaration(node) || ts.isVariableStatement(node) || ts.isInterfaceDeclaration(node);
}

function nameOf(node: ts.Node): string {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText()).join();
  return ts.getNameOfDeclaration(node as ts.Declaration)?.getText() ?? "";
}

/**
 * The names of what is declared and lacks something; of a function's overloads the first one counts.
 * @param lacks says so of a node; `undefined` of what is no such declaration.
 */
function find(lacks: (node: ts.Node) => boolean | undefined): string[] {
  return SOURCES.flatMap((source) => {
    const seen = new Set<string>();
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const isWrong = lacks(node);
      if (isWrong !== undefined) {
        const name = `${nameOf(node.parent)}.${nameOf(node)}`;
        if (isWrong && !seen.has(name)) found.push(`${source.fileName}: ${name}`);
        seen.add(name);
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    return found;
  });
}

function isSilent(node: ts.Node): boolean | undefined {
  if (!isDeclaration(node)) return undefined;
  return ts.getJSDocCommentsAndTags(node).every((comment) => !ts.isJSDoc(comment));
}

/** The function of a type such as `((this: void, …) => …) | undefined`. */
function findFunctionType(node: ts.TypeNode | undefined): ts.FunctionTypeNode | undefined {
  if (node === undefined) return undefined;
  if (ts.isFunctionTypeNode(node)) return node;
  if (ts.isParenthesizedTypeNode(node)) return findFunctionType(node.type);
  return ts.isUnionTypeNode(node) ? node.types.map(findFunctionType).find(Boolean) : undefined;
}

/** The function that a node declares: as such, as a method, as a field or as a constant. */
function signatureOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  if (ts.isMethodSignature(node) || ts.isFunctionDeclaration(node)) return node;
  return ts.isPropertySignature(node) || ts.isVariableDeclaration(node)
    ? findFunctionType(node.type)
    : undefined;
}

/** True of a function that has a parameter without a text of its own. */
function isUnexplained(node: ts.Node): boolean | undefined {
  const explained = new Set(
    ts
      .getJSDocTags(node)
      .filter(ts.isJSDocParameterTag)
      .filter(({ comment }) => comment !== undefined)
      .map((tag) => tag.name.getText()),
  );
  return signatureOf(node)?.parameters.some(
    ({ name }) => name.getText() !== "this" && !explained.has(name.getText()),
  );
}

describe("the declarations", () => {
  test("accept what is right and nothing else", () => {
    // an unused @ts-expect-error, too
    assert.deepEqual(ts.getPreEmitDiagnostics(program).map(textOf), []);
  });

  test("become the Lua that one would write", () => {
    const expected = readFileSync(join(FOLDER, "snippets.lua"), "utf8");
    assert.equal(transpile("mod_snippets.ts"), expected);
  });
});

describe("the files of the declarations", () => {
  test("explain each parameter where one hovers on it", () => {
    assert.deepEqual(find(isUnexplained), []);
  });

  test("say of each member what it is", () => {
    assert.deepEqual(find(isSilent), []);
  });

  test("are all in the index", () => {
    const index = readFileSync(join(TYPES, "index.d.ts"), "utf8");
    const listed = [...index.matchAll(/path="\.\/(.+)"/g)].map(([, name]) => name);
    assert.deepEqual(
      listed.toSorted(),
      ["lib.d.ts", ...FILES.filter((name) => !ON_THEIR_OWN.includes(name))].toSorted(),
    );
  });

  test("keep self away from plain functions", () => {
    const without = SOURCES.filter(({ text }) => !text.includes("@noSelfInFile"));
    assert.deepEqual(
      without.map(({ fileName }) => fileName),
      [],
    );
  });
});
