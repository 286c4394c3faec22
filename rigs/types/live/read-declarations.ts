import { basename } from "node:path";
import { ts } from "../../../tools/kit/typescript.js";
import type {
  DeclaredEvent,
  DeclaredMember,
  DeclaredTable,
  DeclaredValue,
  Declarations,
} from "./declarations.ts";
import { lifetimeOf, tagsOf } from "./read-tags.ts";
import { callOf, mayBeUndefined, nameOfInterface, valueOf } from "./read-types.ts";
import { isLimited, type Lifetime } from "./version.ts";

const HOST_EVENTS = "ProsodyEvents";
const GLOBAL_EVENTS = "ProsodyGlobalEvents";

/** The types that TypeScript itself needs: nothing of Prosody's. */
const OWN_LIBRARY = "lib.d.ts";

/** Reads a package of declarations, as TypeScriptToLua would. */
export function readDeclarations(indexFile: string): Declarations {
  const program = createDeclarationProgram(indexFile);
  return new Reader(program.getTypeChecker(), ownFiles(program)).read();
}

const OPTIONS: ts.CompilerOptions = {
  noLib: true,
  strict: true,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["lua-types/5.1", "@typescript-to-lua/language-extensions"],
};

/** Reads what npm has installed once for all programs. */
const HOST = ts.createCompilerHost(OPTIONS);
const installed = new Map<string, ts.SourceFile | undefined>();
const readSource = HOST.getSourceFile.bind(HOST);
HOST.getSourceFile = (name, version) => {
  if (!name.includes("/node_modules/")) return readSource(name, version);
  if (!installed.has(name)) installed.set(name, readSource(name, version));
  return installed.get(name);
};

/** A program of a package of declarations, without JavaScript's library. */
export function createDeclarationProgram(indexFile: string): ts.Program {
  return ts.createProgram([indexFile], OPTIONS, HOST);
}

function ownFiles(program: ts.Program): ts.SourceFile[] {
  return program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileFromExternalLibrary(file))
    .filter((file) => !file.fileName.includes("/node_modules/") && basename(file.fileName) !== OWN_LIBRARY);
}

class Reader {
  readonly #checker: ts.TypeChecker;
  readonly #files: readonly ts.SourceFile[];
  readonly #tables = new Map<string, DeclaredTable>();
  readonly #interfaces = new Map<string, ts.Type>();
  readonly #wholes = new Map<string, Lifetime>();

  constructor(checker: ts.TypeChecker, files: readonly ts.SourceFile[]) {
    this.#checker = checker;
    this.#files = files;
  }

  read(): Declarations {
    for (const file of this.#files) {
      for (const statement of file.statements) this.#readStatement(statement);
    }
    return {
      tables: this.#tables,
      wholes: this.#wholes,
      hostEvents: this.#events(HOST_EVENTS),
      globalEvents: this.#events(GLOBAL_EVENTS),
    };
  }

  #readStatement(statement: ts.Statement): void {
    if (ts.isInterfaceDeclaration(statement)) this.#readInterface(statement);
    if (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name)) this.#readLibrary(statement);
  }

  #readInterface(declaration: ts.InterfaceDeclaration): void {
    const symbol = this.#checker.getSymbolAtLocation(declaration.name);
    if (symbol === undefined) return;
    const name = nameOfInterface(symbol);
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    this.#interfaces.set(name, type);
    this.#add(this.#table(name, type));
  }

  #readLibrary(declaration: ts.ModuleDeclaration): void {
    const symbol = this.#checker.getSymbolAtLocation(declaration.name);
    if (symbol === undefined) return;
    const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
    if (whole !== undefined) {
      this.#addWhole(declaration, this.#checker.getTypeOfSymbol(this.#resolve(whole)));
      return;
    }
    const values = this.#checker
      .getExportsOfModule(symbol)
      .filter((exported) => (this.#resolve(exported).flags & ts.SymbolFlags.Value) !== 0);
    this.#add({
      name: declaration.name.text,
      ...lifetimeOf([declaration]),
      selfNames: new Set(["self"]),
      members: new Map(values.map((value) => [value.name, this.#exported(value)])),
    });
    const body = declaration.body;
    if (body !== undefined && ts.isModuleBlock(body)) {
      for (const statement of body.statements) this.#readStatement(statement);
    }
  }

  // What a library has it always has, unless it says otherwise.
  #exported(value: ts.Symbol): DeclaredMember {
    return { ...this.#member(value), isPermanent: !isSometimes(this.#resolve(value)) };
  }

  /** A library that is one value, and no table of exports. */
  #addWhole(declaration: ts.ModuleDeclaration, type: ts.Type): void {
    this.#wholes.set(declaration.name.text, lifetimeOf([declaration]));
    // A function is no table, and one that is an interface's example is compared as such.
    if (type.getCallSignatures().length > 0 || type.getSymbol()?.name !== "ProsodyModuleApi") return;
    this.#add({ ...this.#table(declaration.name.text, type), ...lifetimeOf([declaration]) });
  }

  #add(table: DeclaredTable): void {
    this.#tables.set(table.name, table);
  }

  #table(name: string, type: ts.Type): DeclaredTable {
    const declarations = type.getSymbol()?.declarations;
    const members = this.#checker
      .getPropertiesOfType(type)
      .filter((property) => !isOfTypeScript(property))
      .map((property) => this.#member(property));
    return {
      name,
      ...lifetimeOfInterface(declarations),
      selfNames: new Set(["self", ...tagsOf(declarations, "self")]),
      members: new Map(members.map((member) => [member.name, member])),
    };
  }

  #member(exported: ts.Symbol): DeclaredMember {
    const symbol = this.#resolve(exported);
    const type = this.#checker.getTypeOfSymbol(symbol);
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0 || mayBeUndefined(type);
    const lifetime = lifetimeOf(symbol.declarations);
    return {
      name: exported.name,
      ...lifetime,
      ...valueOf(this.#checker, type),
      isOptional,
      isPermanent: !isOptional || (isLimited(lifetime) && !isSometimes(symbol)),
      call: callOf(this.#checker, type, symbol.declarations),
    };
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }

  #events(interfaceName: string): DeclaredEvent[] {
    const type = this.#interfaces.get(interfaceName);
    if (type === undefined) return [];
    const named = this.#checker.getPropertiesOfType(type).map((property) => {
      const payload = this.#checker.getTypeOfSymbol(property);
      return this.#event(property.name, payload, property.declarations);
    });
    const patterns = this.#checker.getIndexInfosOfType(type).map((info) => {
      return this.#event(patternOf(info.keyType), info.type, info.declaration && [info.declaration]);
    });
    return [...named, ...patterns];
  }

  // Unlike a member, a payload that is not there is seen: as nil.
  #payload(type: ts.Type): DeclaredValue {
    const value = valueOf(this.#checker, type);
    if (value.kinds === undefined || !mayBeUndefined(type)) return value;
    return { ...value, kinds: new Set([...value.kinds, "nil"]) };
  }

  #event(name: string, payload: ts.Type, declarations: readonly ts.Node[] | undefined): DeclaredEvent {
    const isTable = (payload.flags & ts.TypeFlags.Object) !== 0;
    return {
      name,
      pattern: new RegExp(`^${name.split("*").map(escapeForPattern).join(".+")}$`),
      ...lifetimeOf(declarations),
      payload: this.#payload(payload),
      fields: isTable ? this.#table(name, payload) : undefined,
    };
  }
}

/** True of what is not always there, even in a release that has it. */
function isSometimes(symbol: ts.Symbol): boolean {
  return tagsOf(symbol.declarations, "sometimes").length > 0;
}

// What is in a library is not there before it.
function lifetimeOfInterface(declarations: readonly ts.Declaration[] | undefined): Lifetime {
  const own = lifetimeOf(declarations);
  const container = declarations?.[0]?.parent.parent;
  const isInLibrary = container !== undefined && ts.isModuleDeclaration(container);
  return isLimited(own) || !isInLibrary ? own : lifetimeOf([container]);
}

function isOfTypeScript(property: ts.Symbol): boolean {
  const file = property.declarations?.[0]?.getSourceFile().fileName ?? "";
  return basename(file) === OWN_LIBRARY || property.name.startsWith("__@");
}

function patternOf(keyType: ts.Type): string {
  if ((keyType.flags & ts.TypeFlags.TemplateLiteral) === 0) return "*";
  return (keyType as ts.TemplateLiteralType).texts.join("*");
}

function escapeForPattern(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
