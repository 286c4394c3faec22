import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import ts from "typescript";
import * as tstl from "typescript-to-lua";

const FOLDER = join(import.meta.dirname, "compile");
const PROJECT = join(FOLDER, "tsconfig.json");

function textOf({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  return `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
}

/** All that TypeScript has to say about the type tests and the declarations: an unused `@ts-expect-error`, too. */
function checkTypes(): string[] {
  const { config } = ts.readConfigFile(PROJECT, (path) => ts.sys.readFile(path)) as {
    readonly config: unknown;
  };
  const project = ts.parseJsonConfigFileContent(config, ts.sys, FOLDER, { noEmit: true });
  return ts.getPreEmitDiagnostics(ts.createProgram(project.fileNames, project.options)).map(textOf);
}

/** The Lua that one of the type tests becomes. */
function transpile(fileName: string): string {
  const { options, fileNames } = tstl.parseConfigFileWithSystem(PROJECT);
  const declarations = fileNames.filter((name) => name.endsWith(".d.ts"));
  let lua = "";
  const { diagnostics } = tstl.transpileFiles(
    [join(FOLDER, fileName), ...declarations],
    options,
    (_path, code) => {
      lua = code;
    },
  );
  // that a library is not in each release is a warning
  const errors = diagnostics.filter(({ category }) => category === ts.DiagnosticCategory.Error);
  assert.deepEqual(errors.map(textOf), []);
  return lua;
}

describe("the declarations", () => {
  test("accept what is right and nothing else", () => {
    assert.deepEqual(checkTypes(), []);
  });

  test("become the Lua that one would write", () => {
    const expected = readFileSync(join(FOLDER, "snippets.lua"), "utf8");
    assert.equal(transpile("mod_snippets.ts"), expected);
  });
});
