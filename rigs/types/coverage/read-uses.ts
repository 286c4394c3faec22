import luaparse, { type Expression, type Node } from "luaparse";
import type { DeclaredNames } from "./declared-names.ts";

/** The kinds in which uses are counted, and how the table calls them. */
export const KINDS = {
  library: "libraries",
  field: "functions and fields of libraries",
  module: "methods of `module`",
  event: "events",
  item: "items",
  export: "what modules export",
} as const;

export type Kind = keyof typeof KINDS;

/** One name that a file uses, however often. */
export interface Use {
  readonly kind: Kind;
  /** Such as `util.jid.split`, `module.hook` or `event muc-occupant-joined`. */
  readonly name: string;
  readonly isDeclared: boolean;
}

/** The little that is known of an expression. */
interface Value {
  /** Its text, if it is a constant; `*` stands for a part that is none. */
  readonly text?: string;
  /** The library that it is, or the interface: that of `module`, or of what a module exports. */
  readonly table?: string | undefined;
  /** `true` of the module API of the server. */
  readonly isOfServer?: boolean;
  /** Reads a call of it, of which the first argument is a text. */
  readonly readCall?: ((text: string) => Value) | undefined;
}

/** Methods of `module` that name an event, an item, or another module. */
const EVENT_CALLS = /^((un)?hook|fire_event|wrap_event|(hook|wrap)_global)$/;
const ITEM_CALLS = /^((add|remove)_item|get_host_items|handle_items|get_items|provides)$/;
const MODULE_CALLS: Readonly<Record<string, string>> = {
  depends: "ProsodyModules",
  require: "ProsodyModuleLibraries",
};

const API = "ProsodyModuleApi";

/** Reads what a file of Lua uses of what is declared. A library may be loaded by a module of the server's, as well as of a host's. */
export function readUses(file: string, source: string, declared: DeclaredNames): readonly Use[] {
  const chunk = luaparse.parse(source.replace(/^#!.*/, ""), {
    luaVersion: "5.3",
    encodingMode: "pseudo-latin1",
    comments: false,
  });
  return new Reader(declared, file.endsWith(".lib.lua") || /\bmodule:set_global\b/.test(source)).read(chunk);
}

class Reader {
  readonly #declared: DeclaredNames;
  readonly #isGlobal: boolean;
  readonly #uses = new Map<string, Use>();
  readonly #scopes: Map<string, Value>[] = [new Map<string, Value>()];

  constructor(declared: DeclaredNames, isGlobal: boolean) {
    this.#declared = declared;
    this.#isGlobal = isGlobal;
  }

  read(chunk: Node): readonly Use[] {
    this.#visit(chunk);
    return [...this.#uses.values()];
  }

  #use(kind: Kind, name: string, isDeclared: boolean): void {
    // A name that is put together counts if it is known all the same.
    if (isDeclared || !name.includes("*")) this.#uses.set(`${kind} ${name}`, { kind, name, isDeclared });
  }

  #visit(node: Node): Value {
    switch (node.type) {
      case "StringLiteral":
        return { text: node.value };
      case "Identifier":
        return this.#variable(node.name);
      case "MemberExpression":
        return this.#member(this.#visit(node.base), nameOf(node.base), node.identifier.name);
      case "CallExpression":
        return this.#call(node.base, node.arguments);
      case "StringCallExpression":
        return this.#call(node.base, [node.argument]);
      case "BinaryExpression":
      case "LogicalExpression":
        return join(node.operator, this.#visit(node.left), this.#visit(node.right));
      case "LocalStatement":
      case "AssignmentStatement": {
        const values = node.init.map((expression) => this.#visit(expression));
        node.variables.forEach((target, index) => {
          this.#assign(target, values[index] ?? {}, node.type === "LocalStatement");
        });
        return {};
      }
      default:
        this.#scopes.push(new Map());
        for (const child of childrenOf(node)) this.#visit(child);
        this.#scopes.pop();
        return {};
    }
  }

  #assign(target: Expression, value: Value, isLocal: boolean): void {
    if (target.type !== "Identifier") {
      this.#visit(target);
      return;
    }
    const known = this.#scopes.findLast((scope) => scope.has(target.name)) ?? this.#scopes[0];
    (isLocal ? this.#scopes.at(-1) : known)?.set(target.name, value);
  }

  #variable(name: string): Value {
    const value = this.#scopes.findLast((scope) => scope.has(name))?.get(name);
    if (value !== undefined) return value;
    if (name === "require") return { readCall: (library) => this.#require(library) };
    return name === "module" ? { table: API } : {};
  }

  #member({ table, isOfServer = false }: Value, base: string, name: string): Value {
    // The events of a host, or of the server.
    if (base === "events" && /^(fire_event|add_handler)$/.test(name)) return { readCall: this.#event(true) };
    if (table === undefined) return {};
    const isDeclared = this.#declared.hasMember(table, name);
    if (table === API) this.#use("module", `module.${name}`, isDeclared);
    else this.#use(/^[a-z]/.test(table) ? "field" : "export", `${table}.${name}`, isDeclared);
    return table === API || name === "get_items" ? { readCall: this.#moduleCall(name, isOfServer) } : {};
  }

  #call(base: Expression, given: readonly Expression[]): Value {
    const callee = this.#visit(base);
    const [text] = given.map((argument) => this.#visit(argument).text);
    return callee.readCall === undefined || text === undefined ? {} : callee.readCall(text);
  }

  #require(name: string): Value {
    const isDeclared = this.#declared.hasLibrary(name);
    if (!isDeclared && !/^(prosody\.)?(util|net|core)\.[^*]*$/.test(name)) return {};
    this.#use("library", name, isDeclared);
    return { table: name };
  }

  #moduleCall(method: string, isOfServer: boolean): Value["readCall"] {
    if (EVENT_CALLS.test(method))
      return this.#event(isOfServer || this.#isGlobal || method.endsWith("_global"));
    if (ITEM_CALLS.test(method)) return this.#item(method === "provides" ? "-provider" : "");
    if (method === "context") return (host) => ({ table: API, isOfServer: host === "*" });
    const modules = MODULE_CALLS[method];
    if (modules === undefined) return undefined;
    return (name) => ({ table: this.#declared.interfaceOf(modules, name) });
  }

  #event(isOfServer: boolean): Value["readCall"] {
    return (name) => {
      const isDeclared =
        this.#declared.hasEvent(name, "hostEvents") ||
        (isOfServer && this.#declared.hasEvent(name, "globalEvents"));
      this.#use("event", `event ${name}`, isDeclared);
      return {};
    };
  }

  #item(ending: string): Value["readCall"] {
    return (name) => {
      const item = name + ending;
      this.#use("item", `item ${item}`, this.#declared.hasMember("ProsodyItems", item));
      return {};
    };
  }
}

function join(operator: string, left: Value, right: Value): Value {
  if (operator === "..") return { text: `${left.text ?? "*"}${right.text ?? "*"}` };
  if (operator === "and") return right;
  if (operator === "or") return Object.keys(left).length > 0 ? left : right;
  return {};
}

/** The last name of an expression. */
function nameOf(node: Node): string {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" ? node.identifier.name : "";
}

function childrenOf(node: Node): readonly Node[] {
  const isNode = (part: unknown): part is Node => typeof part === "object" && part !== null && "type" in part;
  return Object.values(node).flat().filter(isNode);
}
