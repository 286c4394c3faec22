import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import ts from "typescript";
import { TYPES } from "../../tools/kit/project.ts";

/** Files that TypeScript itself needs, and the list of all files: neither declares anything of Prosody's. */
const WITHOUT_MEMBERS = new Set(["lib.d.ts", "index.d.ts"]);

/** Lua's own functions: a module takes one of them. */
const ON_THEIR_OWN: readonly string[] = ["lua.d.ts", "lua-5.4.d.ts", "lua-iterators.d.ts"];

const FILES = readdirSync(TYPES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".d.ts") && !/^(node_modules|[\d.]+)[/\\]/.test(name))
  .filter((name) => !WITHOUT_MEMBERS.has(name));

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

/** Names of what a file declares without a comment; of a function's overloads the first one counts. */
function findSilent(fileName: string): string[] {
  const source = readFileSync(join(TYPES, fileName), "utf8");
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const spoken = new Set<string>();
  const silent: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isDeclaration(node)) {
      const name = `${nameOf(node.parent)}.${nameOf(node)}`;
      const isSilent = ts.getJSDocCommentsAndTags(node).every((comment) => !ts.isJSDoc(comment));
      if (isSilent && !spoken.has(name)) silent.push(`${fileName}: ${name}`);
      spoken.add(name);
    }
    ts.forEachChild(node, visit);
  };
  file.statements.forEach(visit);
  return silent;
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

/** The functions of a file that have a parameter without a text of its own; of overloads the first one counts. */
function findUnexplained(fileName: string): string[] {
  const source = readFileSync(join(TYPES, fileName), "utf8");
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true);
  const seen = new Set<string>();
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = `${nameOf(node.parent)}.${nameOf(node)}`;
    const explained = new Set(
      ts
        .getJSDocTags(node)
        .filter(ts.isJSDocParameterTag)
        .filter(({ comment }) => comment !== undefined)
        .map((tag) => tag.name.getText()),
    );
    const parameters = signatureOf(node)?.parameters ?? [];
    const isExplained = parameters.every(
      ({ name: parameter }) => parameter.getText() === "this" || explained.has(parameter.getText()),
    );
    if (!isExplained && !seen.has(name)) found.push(`${fileName}: ${name}`);
    if (signatureOf(node) !== undefined) seen.add(name);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

describe("the files of the declarations", () => {
  test("explain each parameter where one hovers on it", () => {
    assert.deepEqual(FILES.flatMap(findUnexplained), []);
  });

  test("say of each member what it is", () => {
    assert.deepEqual(FILES.flatMap(findSilent), []);
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
    const without = FILES.filter(
      (name) => !readFileSync(join(TYPES, name), "utf8").includes("@noSelfInFile"),
    );
    assert.deepEqual(without, []);
  });
});
