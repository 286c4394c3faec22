import { ts } from "../../../tools/kit/typescript.js";

/** The file that a program of declarations was made for. */
export function indexOf(program: ts.Program): ts.SourceFile {
  const [name = ""] = program.getRootFileNames();
  const file = program.getSourceFile(name);
  if (file === undefined) throw new Error(`${name} is not in its program`);
  return file;
}

/** The global constants of the declarations, other than those of TypeScript itself. */
export function globalsOf(program: ts.Program): ts.VariableDeclaration[] {
  return indexOf(program)
    .statements.filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
}
