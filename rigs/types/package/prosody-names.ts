import { ts } from "../../../tools/kit/typescript.js";

const HEAD = `/**
 * The same libraries by the names they have in Prosody's own code from 13.0 on; the short ones work in all releases.
 */
`;

/** The declarations of all libraries once more, under the names that begin with `prosody.`. */
export function prosodyNames(files: readonly ts.SourceFile[]): string {
  const libraries = files.flatMap((file) => file.statements.flatMap((statement) => libraryOf(statement)));
  return (
    HEAD +
    libraries
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(declare)
      .join("")
  );
}

interface Library {
  readonly name: string;
  /** The name of what it is as a whole, for one that is no table of exports. */
  readonly whole: string | undefined;
  readonly hasDefault: boolean;
}

function libraryOf(statement: ts.Statement): Library[] {
  if (!ts.isModuleDeclaration(statement) || !/^(util|net|core)\./.test(statement.name.text)) return [];
  if (ts.getJSDocTags(statement).some((tag) => tag.tagName.text === "removed")) return [];
  const { body } = statement;
  const statements: readonly ts.Statement[] =
    body !== undefined && ts.isModuleBlock(body) ? body.statements : [];
  const whole = statements.find((each) => ts.isExportAssignment(each))?.expression.getText();
  // What `export *` leaves out.
  const hasDefault = /\bas default\b/.test(body?.getText() ?? "");
  return [{ name: statement.name.text, whole, hasDefault }];
}

function declare({ name, whole, hasDefault }: Library): string {
  const defaults = hasDefault ? `\n  export { default } from "${name}";` : "";
  const body =
    whole === undefined
      ? `  export * from "${name}";${defaults}`
      : `  import ${whole} = require("${name}");\n  export = ${whole};`;
  return `
/**
 * See \`${name}\`.
 *
 * @since 13.0
 * @noResolution
 * @noSelfInFile
 */
declare module "prosody.${name}" {
${body}
}
`;
}
