import { ts } from "../../../tools/kit/typescript.js";
import { createDeclarationProgram } from "../live/read-declarations.ts";
import { lifetimeOf } from "../live/read-tags.ts";
import { exists } from "../live/version.ts";

/** The names that are declared, as one release has them. */
export class DeclaredNames {
  readonly #checker: ts.TypeChecker;
  readonly #version: string;
  readonly #types: ReadonlyMap<string, ts.Symbol>;
  readonly #libraries: ReadonlyMap<string, ts.Symbol>;

  constructor(program: ts.Program, version: string) {
    this.#checker = program.getTypeChecker();
    this.#version = version;
    const [file] = program.getSourceFiles();
    const types = file === undefined ? [] : this.#checker.getSymbolsInScope(file, ts.SymbolFlags.Type);
    this.#types = new Map(types.map((symbol) => [symbol.name, symbol]));
    const libraries = this.#checker.getAmbientModules();
    this.#libraries = new Map(libraries.map((symbol) => [symbol.name.slice(1, -1), symbol]));
  }

  static read(indexFile: string): (version: string) => DeclaredNames {
    const program = createDeclarationProgram(indexFile);
    return (version) => new DeclaredNames(program, version);
  }

  hasLibrary(name: string): boolean {
    const symbol = this.#libraries.get(name);
    return symbol !== undefined && this.#isThere(symbol.declarations);
  }

  /** Says whether a library has an export. */
  hasExport(library: string, name: string): boolean {
    const symbol = this.#libraries.get(library);
    if (symbol === undefined) return false;
    const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
    if (whole !== undefined) return this.#memberOf(this.#typeOf(whole), name) !== undefined;
    return this.#checker.getExportsOfModule(symbol).some((each) => each.name === name && this.#isHere(each));
  }

  /** Says whether a global interface has a member, by its own name or by a pattern. */
  hasMember(type: string, name: string): boolean {
    return this.#memberOf(this.#declared(type), name) !== undefined;
  }

  /** The name of the interface of a member; `undefined` of one that has none. */
  interfaceOf(type: string, name: string): string | undefined {
    const symbol = this.#memberOf(this.#declared(type), name)?.getSymbol();
    return symbol !== undefined && this.#types.has(symbol.name) ? symbol.name : undefined;
  }

  #declared(type: string): ts.Type | undefined {
    const symbol = this.#types.get(type);
    return symbol && this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  #memberOf(type: ts.Type | undefined, name: string): ts.Type | undefined {
    if (type === undefined) return undefined;
    const property = this.#checker.getPropertyOfType(type, name);
    if (property !== undefined && this.#isHere(property)) return this.#typeOf(property);
    return this.#checker
      .getIndexInfosOfType(type)
      .find(
        ({ keyType, declaration }) => matches(keyType, name) && this.#isThere(declaration && [declaration]),
      )?.type;
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(this.#resolve(symbol)));
  }

  #isHere(symbol: ts.Symbol): boolean {
    return this.#isThere(this.#resolve(symbol).declarations);
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }

  #isThere(declarations: readonly ts.Node[] | undefined): boolean {
    return exists(lifetimeOf(declarations), this.#version);
  }
}

function matches(keyType: ts.Type, name: string): boolean {
  if ((keyType.flags & ts.TypeFlags.TemplateLiteral) === 0)
    return (keyType.flags & ts.TypeFlags.String) !== 0;
  const { texts } = keyType as ts.TemplateLiteralType;
  const pattern = texts.map((text) => text.replace(/[.+?^${}()|[\]\\*]/g, "\\$&")).join(".+");
  return new RegExp(`^${pattern}$`).test(name);
}
