import { ts } from "../../../tools/kit/typescript.js";
import { nameOfInterface } from "../live/read-types.ts";
import { globalsOf } from "./luacheck-standard.ts";

/** A union of more parts is written as `string`. */
const MOST_PARTS = 12;

/**
 * Definitions for lua-language-server, by file name: libraries by the name that `require` has for them, and the globals of a
 * module. They are made of the same declarations, but no language server has tried them.
 */
export function lualsDefinitions(checker: ts.TypeChecker, file: ts.SourceFile): Map<string, string> {
  const writer = new Writer(checker);
  const files = new Map([["globals.lua", writer.globals(file)]]);
  for (const statement of file.statements) {
    if (!ts.isModuleDeclaration(statement) || !ts.isStringLiteral(statement.name)) continue;
    const library = writer.library(statement);
    if (library !== undefined) files.set(`${statement.name.text.replaceAll(".", "/")}.lua`, library);
  }
  return files;
}

class Writer {
  readonly #checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  globals(file: ts.SourceFile): string {
    const classes = file.statements.filter(ts.isInterfaceDeclaration);
    const constants = globalsOf(file).map(
      ({ name }) => `---@type ${this.#type(this.#checker.getTypeAtLocation(name))}\n${name.getText()} = {}\n`,
    );
    return ["---@meta\n", ...this.#classes(classes), ...constants].join("\n");
  }

  /** A library; `undefined` for one that is no table. */
  library(declaration: ts.ModuleDeclaration): string | undefined {
    const symbol = this.#checker.getSymbolAtLocation(declaration.name);
    const { body } = declaration;
    if (symbol === undefined || body === undefined || !ts.isModuleBlock(body)) return undefined;
    if (symbol.exports?.has(ts.InternalSymbolName.ExportEquals) === true) return undefined;
    const members = this.#checker
      .getExportsOfModule(symbol)
      .map((member) => [member.name, this.#resolve(member)] as const)
      .filter(([, member]) => (member.flags & ts.SymbolFlags.Value) !== 0)
      .map(([name, member]) => this.#member(name, member));
    const classes = this.#classes(body.statements.filter(ts.isInterfaceDeclaration));
    return ["---@meta\n", ...classes, "local M = {}\n", ...members, "return M\n"].join("\n");
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }

  #member(name: string, symbol: ts.Symbol): string {
    const key = /^[A-Za-z_]\w*$/.test(name) ? `M.${name}` : `M["${name}"]`;
    const type = this.#typeOf(symbol);
    return `${this.#doc(symbol)}---@type ${this.#type(type)}\n${key} = nil\n`;
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbol(symbol);
  }

  #doc(symbol: ts.Symbol): string {
    const text = this.#textOf(symbol);
    return text === "" ? "" : `${text.replace(/^/gm, "---")}\n`;
  }

  #textOf(symbol: ts.Symbol): string {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker));
    return text.replaceAll("`undefined`", "nil");
  }

  #classes(declarations: readonly ts.InterfaceDeclaration[]): string[] {
    const symbols = new Set(declarations.map(({ name }) => this.#checker.getSymbolAtLocation(name)));
    return [...symbols].filter((symbol) => symbol !== undefined).map((symbol) => this.#class(symbol));
  }

  #class(symbol: ts.Symbol): string {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const fields = this.#checker
      .getPropertiesOfType(type)
      .filter(({ name }) => /^[A-Za-z_]\w*$/.test(name) && !name.startsWith("__"))
      .map((field) => this.#field(field));
    return `${this.#doc(symbol)}---@class ${nameOfInterface(symbol)}\n${fields.join("")}`;
  }

  #field(field: ts.Symbol): string {
    const isOptional = (field.flags & ts.SymbolFlags.Optional) !== 0;
    const text = this.#textOf(field).replace(/\s+/g, " ");
    const type = this.#type(this.#checker.getNonNullableType(this.#typeOf(field)));
    return `---@field ${field.name}${isOptional ? "?" : ""} ${type}${text === "" ? "" : ` # ${text}`}\n`;
  }

  #type(type: ts.Type): string {
    const { flags } = type;
    if (type.isStringLiteral()) return JSON.stringify(type.value);
    if ((flags & ts.TypeFlags.StringLike) !== 0) return "string";
    if ((flags & ts.TypeFlags.NumberLike) !== 0) return "number";
    if ((flags & ts.TypeFlags.BooleanLike) !== 0) return "boolean";
    if ((flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never)) !== 0) return "nil";
    if (type.isUnion()) return this.#union(type);
    if ((flags & ts.TypeFlags.NonPrimitive) !== 0) return "table";
    if ((flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) return "any";
    return this.#objectType(type);
  }

  #union(type: ts.UnionType): string {
    const parts = [...new Set(type.types.map((part) => this.#type(part)))];
    if (parts.includes("any")) return "any";
    return parts.length > MOST_PARTS ? "string" : `(${parts.join("|")})`;
  }

  #objectType(type: ts.Type): string {
    const [signature] = type.getCallSignatures();
    if (signature !== undefined) return `(${this.#function(signature)})`;
    const symbol = type.getSymbol();
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Interface) === 0) return "table";
    const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
    if (symbol.name === "ReadonlyArray" && item !== undefined) return `${this.#type(item)}[]`;
    if (/^(Lua|Array$|Function$|Iterable)/.test(symbol.name) && this.#isOfLanguage(symbol)) return "table";
    return nameOfInterface(symbol);
  }

  /** True of what TypeScript or TypeScriptToLua declares, and no class of Prosody's. */
  #isOfLanguage(symbol: ts.Symbol): boolean {
    const parent = symbol.declarations?.[0]?.parent;
    return parent !== undefined && ts.isSourceFile(parent);
  }

  #function(signature: ts.Signature): string {
    const { declaration } = signature;
    const hasSelf =
      declaration !== undefined && (ts.isMethodSignature(declaration) || ts.isMethodDeclaration(declaration));
    const parameters = signature.parameters.map((parameter) => this.#parameter(parameter));
    const results = this.#results(signature.getReturnType());
    return `fun(${[...(hasSelf ? ["self"] : []), ...parameters].join(", ")})${results === "" ? "" : `: ${results}`}`;
  }

  #parameter(parameter: ts.Symbol): string {
    const declaration = parameter.valueDeclaration;
    if (declaration === undefined || !ts.isParameter(declaration)) return parameter.name;
    if (declaration.dotDotDotToken !== undefined) return "...: any";
    const isOptional = declaration.questionToken !== undefined;
    // A keyword of Lua's is no name there.
    const name = /^(end|function|local|nil|not|or|and|repeat|then|until)$/.test(parameter.name)
      ? `${parameter.name}_`
      : parameter.name;
    return `${name}${isOptional ? "?" : ""}: ${this.#type(this.#typeOf(parameter))}`;
  }

  /** The results of a function, separated by commas: a LuaMultiReturn has several. */
  #results(type: ts.Type): string {
    if ((type.flags & ts.TypeFlags.Void) !== 0) return "";
    if (type.aliasSymbol?.name === "LuaIterable") return "fun(): any";
    const tuple = type.isIntersection()
      ? type.types.find((part) => this.#checker.isTupleType(part))
      : undefined;
    if (tuple === undefined) return this.#type(type);
    const values = this.#checker.getTypeArguments(tuple as ts.TypeReference);
    return values.map((value) => this.#type(value)).join(", ");
  }
}
