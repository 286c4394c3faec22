import ts from "typescript";
import { createDeclarationProgram } from "../live/read-declarations.ts";
import { lifetimeOf } from "../live/read-tags.ts";
import { hasSelf, tupleOf } from "../live/read-types.ts";
import { exists } from "../live/version.ts";

/** A type, as far as the declarations know it; `undefined` for anything. */
export type Known = ts.Type | undefined;

/** A declaration, in an object because its type may be `undefined`, which stands for anything. */
export interface Found {
  readonly type: Known;
}

/** The arguments of a call: texts where they are constants. */
export type Texts = readonly (string | undefined)[];

const NAMED = { flags: ts.SymbolFlags.Interface } as const;

/** The declarations, as one release sees them. */
export class DeclaredTypes {
  readonly #checker: ts.TypeChecker;
  readonly #version: string;
  readonly #interfaces = new Map<string, ts.Type>();
  readonly #libraries = new Map<string, ts.Symbol>();

  constructor(program: ts.Program, version: string) {
    this.#checker = program.getTypeChecker();
    this.#version = version;
    const [file] = program.getSourceFiles();
    const symbols = file === undefined ? [] : this.#checker.getSymbolsInScope(file, NAMED.flags);
    for (const symbol of symbols) {
      this.#interfaces.set(symbol.name, this.#checker.getDeclaredTypeOfSymbol(symbol));
    }
    for (const symbol of this.#checker.getAmbientModules()) {
      this.#libraries.set(symbol.name.slice(1, -1), symbol);
    }
  }

  static read(indexFile: string): (version: string) => DeclaredTypes {
    const program = createDeclarationProgram(indexFile);
    return (version) => new DeclaredTypes(program, version);
  }

  /** A global interface; `undefined` if there is none. */
  interface(name: string): Known {
    return this.#interfaces.get(name);
  }

  hasLibrary(name: string): boolean {
    const symbol = this.#libraries.get(name);
    return symbol !== undefined && this.#isThere(symbol);
  }

  exported(library: string, name: string): Found | undefined {
    const symbol = this.#libraries.get(library);
    if (symbol === undefined) return undefined;
    const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
    if (whole !== undefined) return this.ownMember(this.#typeOf(whole), name);
    const exported = this.#checker.getExportsOfModule(symbol).find((candidate) => candidate.name === name);
    return exported && this.#found(exported);
  }

  /** A member of a type; of a union that of any part which has it. */
  member(type: ts.Type, name: string): Found | undefined {
    const parts = this.#partsOf(type);
    for (const part of parts) {
      const property = this.#checker.getPropertyOfType(part, name);
      const found = property && this.#found(property);
      if (found !== undefined) return found;
    }
    for (const part of parts) {
      const index = this.#checker
        .getIndexInfosOfType(part)
        .find(({ keyType }) => keyType.flags & ts.TypeFlags.String);
      if (index !== undefined) return { type: this.#checker.getNonNullableType(index.type) };
    }
    return undefined;
  }

  /** False of `unknown`, `object` and a function's own table: they may have members that nobody declares. */
  isClosed(type: ts.Type): boolean {
    const parts = this.#partsOf(type);
    return parts.length > 0 && parts.every((part) => isInterface(part));
  }

  /** The items of an array or of a map. */
  item(type: ts.Type): Known {
    for (const part of this.#partsOf(type)) {
      const index = this.#checker
        .getIndexInfosOfType(part)
        .find(({ keyType }) => keyType.flags & (ts.TypeFlags.String | ts.TypeFlags.Number));
      if (index !== undefined) return this.#checker.getNonNullableType(index.type);
    }
    return undefined;
  }

  /** The types of the values that a function returns, if it is called with such constants. */
  results(type: ts.Type, texts: Texts): readonly Known[] {
    const fitting = this.#signature(type, texts);
    if (fitting === undefined) return [];
    const result = this.#checker.getReturnTypeOfSignature(fitting);
    return this.#tupleOf(result).map((value) => this.#known(value));
  }

  /** The types of a function's parameters, if it is called with such constants. */
  argumentTypes(type: ts.Type, texts: Texts): readonly Known[] {
    const fitting = this.#signature(type, texts);
    return (fitting?.parameters ?? []).map((own) => this.#known(this.#checker.getTypeOfSymbol(own)));
  }

  /** The types of a handler's parameters. The type of `self` comes first, if there is one. */
  parameters(type: ts.Type): readonly Known[] {
    const [part] = this.#partsOf(type).filter((candidate) => candidate.getCallSignatures().length > 0);
    const [signature] = part?.getCallSignatures() ?? [];
    if (part === undefined || signature?.declaration === undefined) return [];
    return [...this.#self(signature.declaration), ...this.argumentTypes(part, [])];
  }

  #self(declaration: ts.SignatureDeclaration | ts.JSDocSignature): readonly Known[] {
    if (!hasSelf(declaration)) return [];
    const first = declaration.parameters[0];
    const isTyped = first !== undefined && ts.isParameter(first) && first.name.getText() === "this";
    return [isTyped && first.type !== undefined ? this.#checker.getTypeFromTypeNode(first.type) : undefined];
  }

  loopValues(type: ts.Type): readonly Known[] {
    const [values] = type.aliasSymbol?.name === "LuaIterable" ? (type.aliasTypeArguments ?? []) : [];
    return values === undefined ? [] : this.#tupleOf(values).map((value) => this.#known(value));
  }

  /** The name of a type, as it is declared. */
  nameOf(type: ts.Type): string {
    const [part] = this.#partsOf(type);
    const named = part?.isIntersection() === true ? part.types[0] : part;
    return named?.getSymbol()?.name ?? "";
  }

  /** A member of an interface that is declared by its own name, and not by a pattern. */
  ownMember(type: ts.Type, name: string): Found | undefined {
    const property = this.#checker.getPropertyOfType(type, name);
    return property && this.#found(property);
  }

  /** True if the name or the pattern of some event begins with the text. */
  beginsEvent(beginning: string): boolean {
    return ["ProsodyEvents", "ProsodyGlobalEvents"].some((name) => {
      const type = this.interface(name);
      if (type === undefined || beginning === "") return false;
      const names = this.#checker.getPropertiesOfType(type).map((property) => property.name);
      const patterns = this.#checker
        .getIndexInfosOfType(type)
        .map(({ keyType }) =>
          (keyType.flags & ts.TypeFlags.TemplateLiteral) === 0
            ? ""
            : ((keyType as ts.TemplateLiteralType).texts[0] ?? ""),
        );
      return [...names, ...patterns].some((known) => known !== "" && known.startsWith(beginning));
    });
  }

  /** The argument of a generic type: the events of `Events<…>`. */
  typeArgument(type: ts.Type): Known {
    const [part] = this.#partsOf(type);
    return part === undefined ? undefined : this.#checker.getTypeArguments(part as ts.TypeReference)[0];
  }

  /** The payload of an event in an interface of events. */
  event(type: Known, name: string): Found | undefined {
    if (type === undefined) return undefined;
    const property = this.#checker.getPropertyOfType(type, name);
    if (property !== undefined) return this.#found(property);
    for (const info of this.#checker.getIndexInfosOfType(type)) {
      if (matches(info.keyType, name) && this.#isDeclarationThere(info.declaration))
        return { type: info.type };
    }
    return undefined;
  }

  #signature(type: ts.Type, texts: Texts): ts.Signature | undefined {
    const signatures = this.#checker.getNonNullableType(type).getCallSignatures();
    return signatures.find((signature) => this.#fits(signature, texts)) ?? signatures[0];
  }

  #fits({ parameters }: ts.Signature, texts: Texts): boolean {
    if (parameters.length < texts.length) return false;
    return texts.every((text, index) => {
      const parameter = parameters[index];
      if (text === undefined || parameter === undefined) return true;
      const parts = this.#partsOf(this.#checker.getTypeOfSymbol(parameter));
      const literals = parts.filter((part) => part.isStringLiteral());
      return literals.length < parts.length || literals.some(({ value }) => value === text);
    });
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return this.#checker.getTypeOfSymbol(isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol);
  }

  #found(exported: ts.Symbol): Found | undefined {
    const symbol =
      (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : this.#checker.getAliasedSymbol(exported);
    if (!this.#isThere(symbol)) return undefined;
    return { type: this.#known(this.#checker.getTypeOfSymbol(symbol)) };
  }

  #known(type: ts.Type): Known {
    const isOpen = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0;
    return isOpen ? undefined : this.#checker.getNonNullableType(type);
  }

  #isThere(symbol: ts.Symbol): boolean {
    return exists(lifetimeOf(symbol.declarations), this.#version);
  }

  #isDeclarationThere(declaration: ts.Node | undefined): boolean {
    return declaration === undefined || exists(lifetimeOf([declaration]), this.#version);
  }

  #partsOf(type: ts.Type): readonly ts.Type[] {
    const whole = this.#checker.getNonNullableType(type);
    const constraint = whole.isTypeParameter() ? this.#checker.getBaseConstraintOfType(whole) : whole;
    if (constraint === undefined) return [];
    return constraint.isUnion() ? constraint.types : [constraint];
  }

  /** The values that a `LuaMultiReturn` is of: of a union of several, the first type in each place that is any. */
  #tupleOf(type: ts.Type): readonly ts.Type[] {
    const tuples = partsOfUnion(type).flatMap((part) => this.#tuplesOf(part));
    if (tuples.length === 0) return [type];
    const length = Math.max(...tuples.map((tuple) => tuple.length));
    return Array.from({ length }, (_, index) => {
      const there = tuples.map((tuple) => tuple[index]).filter((value) => value !== undefined);
      const known = there.find((value) => (value.flags & ts.TypeFlags.Undefined) === 0);
      return known ?? there[0] ?? type;
    });
  }

  #tuplesOf(type: ts.Type): readonly (readonly ts.Type[])[] {
    const tuple = tupleOf(this.#checker, type);
    if (tuple === undefined) return [];
    return partsOfUnion(tuple).map((part) => this.#checker.getTypeArguments(part as ts.TypeReference));
  }
}

function partsOfUnion(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function isInterface(type: ts.Type): boolean {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return false;
  return type.getProperties().length > 0;
}

function matches(keyType: ts.Type, name: string): boolean {
  if ((keyType.flags & ts.TypeFlags.TemplateLiteral) === 0) return false;
  const { texts } = keyType as ts.TemplateLiteralType;
  const pattern = texts.map((text) => text.replace(/[.+?^${}()|[\]\\*]/g, "\\$&")).join(".+");
  return new RegExp(`^${pattern}$`).test(name);
}
