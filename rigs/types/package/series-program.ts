import { join } from "node:path";
import { ts } from "../../../tools/kit/typescript.js";
import { TYPES } from "../../../tools/kit/project.ts";

/** The declarations of one series of releases, as TypeScript understands them. */
export interface SeriesProgram {
  readonly checker: ts.TypeChecker;
  readonly file: ts.SourceFile;
}

/** A program of the declarations of one series, which need not be written anywhere. */
export function seriesProgram(text: string, series: string): SeriesProgram {
  const path = join(TYPES, series, "index.d.ts");
  const options: ts.CompilerOptions = {
    noLib: true,
    strict: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["lua-types/5.1", "@typescript-to-lua/language-extensions"],
  };
  const host = ts.createCompilerHost(options);
  const own = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const ownHost: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name === path || host.fileExists(name),
    getSourceFile: (name, version) => (name === path ? own : host.getSourceFile(name, version)),
  };
  const program = ts.createProgram([path], options, ownHost);
  const file = program.getSourceFile(path);
  if (file === undefined) throw new Error(`the declarations of ${series} are not in the program`);
  return { checker: program.getTypeChecker(), file };
}

/** The global constants of the declarations, other than those of TypeScript itself. */
export function globalsOf({ file }: SeriesProgram): ts.VariableDeclaration[] {
  return file.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
}
