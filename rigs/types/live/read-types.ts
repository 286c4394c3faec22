import { ts } from "../../../tools/kit/typescript.js";
import type {
  DeclaredFunction,
  DeclaredParameter,
  DeclaredResult,
  DeclaredResults,
  DeclaredValue,
} from "./declarations.ts";
import { parameterRenamed, parameterSince } from "./read-tags.ts";

/** An iterator may be a function, or a table that can be called. */
const ANY_ITERATOR: DeclaredResult = { kinds: undefined, mayBeNil: false };

const ANYTHING: DeclaredValue = { kinds: undefined, texts: undefined };

/** Words that a parameter may be called in Lua, but not in TypeScript: there with `_` behind. */
const RESERVED = new Set(["class", "default", "interface", "new", "var", "with"]);

/** Interfaces of what is no table in Lua. */
const USERDATA = new Set(["LuaFile", "Key", "RingBuffer", "UdpSocket"]);

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
    results: unionOfResults(signatures.map((signature) => resultsOf(checker, signature))),
  };
}

function resultsOf(checker: ts.TypeChecker, signature: ts.Signature): DeclaredResults {
  const type = checker.getReturnTypeOfSignature(signature);
  const predicate = checker.getTypePredicateOfSignature(signature);
  if (predicate !== undefined && predicate.kind <= ts.TypePredicateKind.Identifier) {
    return { values: [{ kinds: new Set(["boolean"]), mayBeNil: false }], isOpen: false };
  }
  const parts = type.isUnion() ? type.types : [type];
  return unionOfResults(parts.map((part) => valuesOf(checker, part)));
}

function valuesOf(checker: ts.TypeChecker, type: ts.Type): DeclaredResults {
  if (checker.getPropertyOfType(type, "__tstlIterable") !== undefined)
    return { values: [ANY_ITERATOR], isOpen: true };
  const tuple = tupleOf(checker, type);
  if (tuple === undefined) return { values: [resultOf(checker, type)], isOpen: false };
  const tuples = tuple.isUnion() ? tuple.types : [tuple];
  return unionOfResults(
    tuples.map((part) =>
      checker.isTupleType(part)
        ? valuesOfTuple(checker, part as ts.TupleTypeReference)
        : { values: [], isOpen: true },
    ),
  );
}

/** The values of a `LuaMultiReturn`, under its own name or an alias. */
function tupleOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  if (type.aliasSymbol?.name === "LuaMultiReturn") return type.aliasTypeArguments?.[0];
  return type.isIntersection() ? type.types.find((part) => checker.isTupleType(part)) : undefined;
}

function valuesOfTuple(checker: ts.TypeChecker, tuple: ts.TupleTypeReference): DeclaredResults {
  const { elementFlags } = tuple.target;
  const types = checker.getTypeArguments(tuple);
  const fixed = types.filter((_, index) => ((elementFlags[index] ?? 0) & ts.ElementFlags.Variable) === 0);
  return {
    values: fixed.map((type) => resultOf(checker, type)),
    isOpen: fixed.length < types.length,
  };
}

function resultOf(checker: ts.TypeChecker, type: ts.Type): DeclaredResult {
  const isNothing = (type.flags & (NOTHING | ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0;
  return { kinds: valueOf(checker, type).kinds, mayBeNil: isNothing || mayBeUndefined(type) };
}

function unionOfResults(all: readonly DeclaredResults[]): DeclaredResults {
  const length = Math.max(...all.map(({ values }) => values.length));
  const positions = Array.from({ length }, (_, index) => index);
  return {
    values: positions.map((index) => unionOfValues(all.map(({ values }) => values[index]))),
    isOpen: all.some(({ isOpen }) => isOpen),
  };
}

function unionOfValues(values: readonly (DeclaredResult | undefined)[]): DeclaredResult {
  const known = values.filter((value) => value !== undefined);
  const isAnything = known.some(({ kinds }) => kinds === undefined);
  return {
    kinds: isAnything ? undefined : new Set(known.flatMap(({ kinds }) => [...(kinds ?? [])])),
    mayBeNil: known.length < values.length || known.some(({ mayBeNil }) => mayBeNil),
  };
}

/** Follows TypeScriptToLua's rule for files with `@noSelfInFile`, which all of ours are. */
export function hasSelf(declaration: ts.SignatureDeclaration | ts.JSDocSignature): boolean {
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
  return USERDATA.has(symbol.name) ? "userdata" : nameOfInterface(symbol);
}

function unionOfTexts(values: readonly DeclaredValue[]): ReadonlySet<string> | undefined {
  const ofStrings = values.filter((value) => value.kinds?.has("string") === true);
  if (ofStrings.length === 0 || ofStrings.some((value) => value.texts === undefined)) return undefined;
  return new Set(ofStrings.flatMap((value) => [...(value.texts ?? [])]));
}
