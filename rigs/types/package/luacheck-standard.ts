import { ts } from "../../../tools/kit/typescript.js";

/** The depth of tables in tables: `prosody.events.fire_event`. */
const DEPTH = 2;

/** A table of which luacheck knows nothing: it may have any field, and any may be set. */
const OPEN = "{ read_only = false, other_fields = true }";

/** Other names: one that the old library util.import adds for who requires it, and the server's own log. */
const OTHERS = ["import", "log"];

/** The global constants of a file of declarations. */
export function globalsOf(file: ts.SourceFile): ts.VariableDeclaration[] {
  return file.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
}

/**
 * A standard for luacheck: the globals of a module on one series of releases, their members, and which of them may be set.
 * @param series such as `0.12`.
 */
export function luacheckStandard(checker: ts.TypeChecker, file: ts.SourceFile, series: string): string {
  const globals = globalsOf(file)
    .filter(({ name }) => !isOfTypesOnly(name.getText()))
    .map(({ name }) => {
      const type = checker.getTypeAtLocation(name);
      return `\t\t${name.getText()} = ${fieldsOf(checker, type, DEPTH, "\t\t")};\n`;
    });
  const others = OTHERS.map((name) => `\t\t${name} = {};\n`);
  return `-- The globals of a module on Prosody ${series}, for luacheck: std = "lua54+prosody". Made of prosody-plugin-types.
return {
	read_globals = {
${[...globals, ...others].join("")}	};
};
`;
}

/** True of a key of rosters that has no name in Lua. */
function isOfTypesOnly(name: string): boolean {
  return name === "roster_metadata";
}

function fieldsOf(checker: ts.TypeChecker, type: ts.Type, depth: number, indent: string): string {
  // without TypeScript's own, such as the iterator of an array
  const members = checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith("__@"));
  const isOpen = checker.getIndexInfosOfType(type).length > 0 || type.getCallSignatures().length > 0;
  if (depth === 0 || isOpen || members.length === 0) return OPEN;
  const lines = members
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((member) => {
      const field = fieldOf(checker, member, depth, `${indent}\t\t`);
      return `${indent}\t\t${luaKey(member.name)} = ${field};\n`;
    });
  return `{\n${indent}\tfields = {\n${lines.join("")}${indent}\t};\n${indent}}`;
}

function fieldOf(checker: ts.TypeChecker, member: ts.Symbol, depth: number, indent: string): string {
  if (!isReadOnly(member)) return OPEN;
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(member));
  if (type.getCallSignatures().length > 0) return "{}";
  const isTable = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive)) !== 0;
  return isTable ? fieldsOf(checker, type, depth - 1, indent) : "{ other_fields = true }";
}

/** True of methods, and of fields that are declared so. */
function isReadOnly({ flags, declarations = [] }: ts.Symbol): boolean {
  return (
    (flags & ts.SymbolFlags.Method) !== 0 ||
    declarations.some(
      (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0,
    )
  );
}

function luaKey(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `["${name}"]`;
}
