import ts from "typescript";
import { createDeclarationProgram } from "../live/read-declarations.ts";
import { lifetimeOf } from "../live/read-tags.ts";
import { hasSelf, tupleOf } from "../live/read-types.ts";
import { exists } from "../live/version.ts";

/** A type, as far as the declarations know it; `undefined` for anything. */
export type Known = ts.Type | undefined;

/** A declaration, in an object because its type may be `undefined`, which stands for anything. */
interface Found {
  readonly type: Known;
}

/** The texts that a call gives; `undefined` for what is no constant. */
type Texts = readonly (string | undefined)[];

const OPEN = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.Undefined;

/** The declarations, as one release sees them. */
export class DeclaredTypes {
  readonly #checker: ts.TypeChecker;
  readonly #version: string;
  readonly #types: ReadonlyMap<string, ts.Symbol>;
  readonly #libraries: ReadonlyMap<string, ts.Symbol>;

  constructor(program: ts.Program, version: string) {
    this.#checker = program.getTypeChecker();
    this.#version = version;
    const types = program
      .getSourceFiles()
      .slice(0, 1)
      .flatMap((file) => this.#checker.getSymbolsInScope(file, ts.SymbolFlags.Type));
    this.#types = new Map(types.map((symbol) => [symbol.name, symbol]));
    const libraries = this.#checker.getAmbientModules();
    this.#libraries = new Map(libraries.map((symbol) => [symbol.name.slice(1, -1), symbol]));
  }

  static read(indexFile: string): (version: string) => DeclaredTypes {
    const program = createDeclarationProgram(indexFile);
    return (version) => new DeclaredTypes(program, version);
  }

  /** A global interface or alias; `undefined` if there is none. */
  type(name: string): Known {
    const symbol = this.#types.get(name);
    return symbol && this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  hasLibrary(name: string): boolean {
    const symbol = this.#libraries.get(name);
    return symbol !== undefined && this.#isThere(symbol.declarations);
  }

  exported(library: string, name: string): Found | undefined {
    const symbol = this.#libraries.get(library);
    const whole = this.#found(symbol?.exports?.get(ts.InternalSymbolName.ExportEquals));
    if (whole !== undefined) return this.member(whole.type, name);
    const exports = symbol === undefined ? [] : this.#checker.getExportsOfModule(symbol);
    return this.#found(exports.find((exported) => exported.name === name));
  }

  /** A member of a type, of a union that of any part which has it: by its own name, or else by a pattern. */
  member(type: Known, name: string): Found | undefined {
    const parts = partsOf(this.#known(type));
    for (const part of parts) {
      const found = this.#found(this.#checker.getPropertyOfType(part, name));
      if (found !== undefined) return found;
    }
    const index = parts
      .flatMap((part) => this.#checker.getIndexInfosOfType(part))
      .find(
        ({ keyType, declaration }) => matches(keyType, name) && this.#isThere(declaration && [declaration]),
      );
    return index && { type: this.#known(index.type) };
  }

  /** False of `unknown`, `object` and a function's own table: they may have members that nobody declares. */
  isClosed(type: ts.Type): boolean {
    const parts = partsOf(this.#known(type));
    return parts.length > 0 && parts.every((part) => isInterface(part));
  }

  /** The items of an array or of a map. */
  item(type: Known): Known {
    const index = partsOf(this.#known(type))
      .flatMap((part) => this.#checker.getIndexInfosOfType(part))
      .find(({ keyType }) => keyType.flags & (ts.TypeFlags.String | ts.TypeFlags.Number));
    return this.#known(index?.type);
  }

  /** The types of what a function takes and returns if it is called with such texts. */
  call(type: Known, texts: Texts): { parameters: readonly Known[]; results: readonly Known[] } {
    const signatures = this.#known(type)?.getCallSignatures() ?? [];
    const signature = signatures.find((candidate) => this.#fits(candidate, texts)) ?? signatures[0];
    if (signature === undefined) return { parameters: [], results: [] };
    return {
      parameters: signature.parameters.map((own) => this.#known(this.#checker.getTypeOfSymbol(own))),
      results: this.#values(this.#checker.getReturnTypeOfSignature(signature)),
    };
  }

  /** The types of a handler's parameters. The type of `self` comes first, if there is one. */
  parameters(type: Known): readonly Known[] {
    const handler = partsOf(this.#known(type)).find((part) => part.getCallSignatures().length > 0);
    const declaration = handler?.getCallSignatures()[0]?.declaration;
    if (declaration === undefined) return [];
    const { parameters } = this.call(handler, []);
    if (!hasSelf(declaration)) return parameters;
    const [first] = declaration.parameters;
    const self =
      first !== undefined && ts.isParameter(first) && first.name.getText() === "this" && first.type;
    return [self ? this.#checker.getTypeFromTypeNode(self) : undefined, ...parameters];
  }

  /** The types of what an iterator gives each time. */
  loopValues(type: Known): readonly Known[] {
    const [values] = type?.aliasSymbol?.name === "LuaIterable" ? (type.aliasTypeArguments ?? []) : [];
    return values === undefined ? [] : this.#values(values);
  }

  /** The name of a type, as it is declared. */
  nameOf(type: ts.Type): string {
    const [part] = partsOf(this.#known(type));
    const named = part?.isIntersection() === true ? part.types[0] : part;
    return named?.getSymbol()?.name ?? "";
  }

  /** The events of `Events<…>`. */
  typeArgument(type: ts.Type): Known {
    return this.#checker.getTypeArguments(type as ts.TypeReference)[0];
  }

  #fits({ parameters }: ts.Signature, texts: Texts): boolean {
    if (parameters.length < texts.length) return false;
    return parameters.every((parameter, index) => {
      const parts = partsOf(this.#known(this.#checker.getTypeOfSymbol(parameter)));
      const isAny = texts[index] === undefined || parts.length === 0;
      return isAny || parts.some((part) => !part.isStringLiteral() || part.value === texts[index]);
    });
  }

  /** The values that a `LuaMultiReturn` is of: of a union of several, the first in each place of which something is known. */
  #values(type: ts.Type): readonly Known[] {
    const tuples = partsOf(type)
      .flatMap((part) => partsOf(tupleOf(this.#checker, part)))
      .map((tuple) => this.#checker.getTypeArguments(tuple as ts.TypeReference));
    if (tuples.length === 0) return [this.#known(type)];
    return Array.from({ length: Math.max(...tuples.map((tuple) => tuple.length)) }, (_, index) =>
      tuples.map((tuple) => this.#known(tuple[index])).find((value) => value !== undefined),
    );
  }

  #found(exported: ts.Symbol | undefined): Found | undefined {
    if (exported === undefined) return undefined;
    const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? this.#checker.getAliasedSymbol(exported) : exported;
    if (!this.#isThere(symbol.declarations)) return undefined;
    return { type: this.#known(this.#checker.getTypeOfSymbol(symbol)) };
  }

  #known(type: Known): Known {
    const known = type?.isTypeParameter() === true ? type.getConstraint() : type;
    return known === undefined || known.flags & OPEN ? undefined : this.#checker.getNonNullableType(known);
  }

  #isThere(declarations: readonly ts.Node[] | undefined): boolean {
    return exists(lifetimeOf(declarations), this.#version);
  }
}

function partsOf(type: Known): readonly ts.Type[] {
  if (type === undefined) return [];
  return type.isUnion() ? type.types : [type];
}

function isInterface(type: ts.Type): boolean {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false;
  return type.getProperties().length > 0;
}

function matches(keyType: ts.Type, name: string): boolean {
  if ((keyType.flags & ts.TypeFlags.TemplateLiteral) === 0)
    return (keyType.flags & ts.TypeFlags.String) !== 0;
  const { texts } = keyType as ts.TemplateLiteralType;
  const pattern = texts.map((text) => text.replace(/[.+?^${}()|[\]\\*]/g, "\\$&")).join(".+");
  return new RegExp(`^${pattern}$`).test(name);
}
