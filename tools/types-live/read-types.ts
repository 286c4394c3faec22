import ts from "typescript";
import type { DeclaredFunction, DeclaredParameter, DeclaredValue } from "./declarations.ts";
import { parameterRenamed, parameterSince } from "./read-tags.ts";

const ANYTHING: DeclaredValue = { kinds: undefined, texts: undefined };

/** Words that a parameter may be called in Lua, but not in TypeScript: there with `_` behind. */
const RESERVED = new Set(["default", "var", "with"]);

const KINDS_BY_FLAG: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.StringLike, "string"],
  [ts.TypeFlags.NumberLike, "number"],
  [ts.TypeFlags.BooleanLike, "boolean"],
  [ts.TypeFlags.ESSymbolLike, "table"],
];

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never;

/** Says what values of a type are in Lua. */
export function valueOf(checker: ts.TypeChecker, type: ts.Type): DeclaredValue {
  const values = partsOf(checker, type).map((part) => valueOfPart(part));
  if (values.some((value) => value.kinds === undefined)) return ANYTHING;
  return {
    kinds: new Set(values.flatMap((value) => [...(value.kinds ?? [])])),
    texts: unionOfTexts(values),
  };
}

/** Whether a value of the type may be `undefined`. */
export function mayBeUndefined(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Unknown)) !== 0);
}

/** The name of a named interface, with the module that declares it: `util.stanza.Stanza`. */
export function nameOfInterface(symbol: ts.Symbol): string {
  const container = symbol.declarations?.[0]?.parent.parent;
  const isInModule = container !== undefined && ts.isModuleDeclaration(container);
  return isInModule ? `${container.name.text}.${symbol.name}` : symbol.name;
}

/** The function that a type is; `undefined` if it is none. */
export function callOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  tagged: readonly ts.Node[] | undefined,
): DeclaredFunction | undefined {
  const signatures = checker.getNonNullableType(type).getCallSignatures();
  const longest = [...signatures].sort((a, b) => b.parameters.length - a.parameters.length)[0];
  if (longest?.declaration === undefined) return undefined;
  return {
    hasSelf: hasSelf(longest.declaration),
    parameters: longest.parameters.map((parameter) => parameterOf(parameter, tagged)),
  };
}

// As TypeScriptToLua has it in files with `@noSelfInFile`, which all of ours are.
function hasSelf(declaration: ts.SignatureDeclaration | ts.JSDocSignature): boolean {
  const first = declaration.parameters[0];
  if (first !== undefined && ts.isParameter(first) && first.name.getText() === "this") {
    return first.type?.kind !== ts.SyntaxKind.VoidKeyword;
  }
  return ts.isMethodSignature(declaration);
}

function parameterOf(parameter: ts.Symbol, tagged: readonly ts.Node[] | undefined): DeclaredParameter {
  const declaration = parameter.valueDeclaration;
  const name = luaNameOf(parameter.name);
  return {
    name,
    isRest:
      declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined,
    since: parameterSince(tagged, name),
    renamed: parameterRenamed(tagged, name),
  };
}

function luaNameOf(name: string): string {
  const withoutTail = name.replace(/_$/, "");
  return RESERVED.has(withoutTail) ? withoutTail : name;
}

function partsOf(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((part) => partsOf(checker, part));
  if ((type.flags & NOTHING) !== 0) return [];
  const constraint = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : undefined;
  return constraint === undefined ? [type] : partsOf(checker, constraint);
}

function valueOfPart(type: ts.Type): DeclaredValue {
  if (type.isStringLiteral()) return { kinds: new Set(["string"]), texts: new Set([type.value]) };
  const primitive = KINDS_BY_FLAG.find(([flag]) => (type.flags & flag) !== 0)?.[1];
  if (primitive !== undefined) return { kinds: new Set([primitive]), texts: undefined };
  if (type.getCallSignatures().length > 0) return { kinds: new Set(["function"]), texts: undefined };
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) {
    const isObject = (type.flags & ts.TypeFlags.NonPrimitive) !== 0;
    return isObject ? { kinds: new Set(["table", "userdata"]), texts: undefined } : ANYTHING;
  }
  return { kinds: new Set([kindOfObject(type)]), texts: undefined };
}

function kindOfObject(type: ts.Type): string {
  const symbol = type.getSymbol();
  const isInterface = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Interface) !== 0;
  if (!isInterface || type.isIntersection()) return "table";
  return symbol.name === "LuaFile" ? "userdata" : nameOfInterface(symbol);
}

function unionOfTexts(values: readonly DeclaredValue[]): ReadonlySet<string> | undefined {
  const ofStrings = values.filter((value) => value.kinds?.has("string") === true);
  if (ofStrings.length === 0 || ofStrings.some((value) => value.texts === undefined)) return undefined;
  return new Set(ofStrings.flatMap((value) => [...(value.texts ?? [])]));
}
