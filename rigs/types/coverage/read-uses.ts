import luaparse, { type Expression, type Node } from "luaparse";
import type { DeclaredTypes, Known } from "./declared-types.ts";

/** The kinds in which uses are counted, and how the table calls them. */
export const KINDS = {
  library: "libraries",
  field: "functions and fields of libraries",
  module: "methods of `module`",
  event: "events",
  item: "items",
  export: "what modules export",
  object: "members of objects",
} as const;

export type Kind = keyof typeof KINDS;

/** One thing that a file uses, however often. */
export interface Use {
  readonly kind: Kind;
  /** Such as `util.jid.split`, `module.hook`, `event muc-occupant-joined` or `ProsodySession.ip`. */
  readonly name: string;
  readonly isDeclared: boolean;
}

/** The little that is known of an expression. */
interface Value {
  readonly type?: Known;
  /** The types of all values that a call returns. */
  readonly results?: readonly Known[];
  /** Its text, if it is a constant; `*` stands for a part that is none. */
  readonly text?: string | undefined;
  /** The library that it is. */
  readonly library?: string;
  /** Reads a call of it, of which the first argument is a text. */
  readonly readCall?: ((text: string, rest: readonly Expression[]) => Value) | undefined;
  /** `true` of the module API of the server. */
  readonly isOfServer?: boolean;
  /** The handler that a name stands for. */
  readonly func?: FunctionNode;
}

type NodeOf<T extends Node["type"]> = Extract<Node, { type: T }>;
type FunctionNode = NodeOf<"FunctionDeclaration">;
type CallNode = NodeOf<"CallExpression" | "StringCallExpression" | "TableCallExpression">;

/** Types of variables of these names, where nothing else tells. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  stanza: "ProsodyStanza",
  origin: "ProsodySession",
  session: "ProsodySession",
  room: "MucRoom",
  occupant: "MucOccupant",
};

const GLOBALS: Readonly<Record<string, string>> = { module: "ProsodyModuleApi", prosody: "Prosody" };

/** Methods of `module` that name an event, an item, or another module. */
const EVENT_CALLS = /^((un)?hook|fire_event|wrap_event|(hook|wrap)_global)$/;
const ITEM_CALLS = /^((add|remove)_item|get_host_items|handle_items|get_items|provides)$/;
const MODULE_CALLS: Readonly<Record<string, string>> = {
  depends: "ProsodyModules",
  require: "ProsodyModuleLibraries",
};

/** Reads what a file of Lua uses of what is declared. */
export function readUses(source: string, declared: DeclaredTypes): readonly Use[] {
  const chunk = luaparse.parse(source.replace(/^#!.*/, ""), {
    luaVersion: "5.3",
    encodingMode: "pseudo-latin1",
    comments: false,
  });
  return new Reader(declared, /\bmodule:set_global\b/.test(source)).read(chunk);
}

class Reader {
  readonly #declared: DeclaredTypes;
  readonly #isGlobal: boolean;
  readonly #uses = new Map<string, Use>();
  readonly #scopes: Map<string, Value>[] = [new Map<string, Value>()];
  /** Fields that the file sets itself: its own, unless they are declared. */
  readonly #own = new Set<string>();
  /** Functions that were read, and whether their parameters' types were known then. */
  readonly #functions = new Map<FunctionNode, boolean>();

  constructor(declared: DeclaredTypes, isGlobal: boolean) {
    this.#declared = declared;
    this.#isGlobal = isGlobal;
  }

  read(chunk: Node): readonly Use[] {
    this.#visit(chunk);
    return [...this.#uses.values()].filter(
      ({ kind, name, isDeclared }) => isDeclared || kind !== "object" || !this.#own.has(name),
    );
  }

  #use(kind: Kind, name: string, isDeclared: boolean): void {
    const key = `${kind} ${name}`;
    // Of two objects that look alike one may have the member: then it is declared.
    if (isDeclared || !this.#uses.has(key)) this.#uses.set(key, { kind, name, isDeclared });
  }

  #visit(node: Node): Value {
    switch (node.type) {
      case "StringLiteral":
        return { text: node.value };
      case "Identifier":
        return this.#variable(node.name);
      case "MemberExpression":
        return this.#member(node);
      case "IndexExpression":
        return this.#index(node);
      case "CallExpression":
      case "StringCallExpression":
      case "TableCallExpression":
        return this.#call(node);
      case "BinaryExpression":
      case "LogicalExpression":
        return this.#binary(node.operator, this.#visit(node.left), this.#visit(node.right));
      case "TableConstructorExpression":
      case "FunctionDeclaration":
        return this.#typed(node, undefined);
      case "LocalStatement":
      case "AssignmentStatement":
        this.#assignment(node);
        return {};
      case "ForGenericStatement":
        this.#loop(node);
        return {};
      default:
        this.#inScope(() => {
          for (const child of childrenOf(node)) this.#visit(child);
        });
        return {};
    }
  }

  // Variables

  #inScope(read: () => void): void {
    this.#scopes.push(new Map());
    read();
    this.#scopes.pop();
  }

  #declare(name: string, value: Value): void {
    this.#scopes.at(-1)?.set(name, { ...value, type: value.type ?? this.#usual(name) });
  }

  #usual(name: string): Known {
    return this.#declared.type(USUAL_NAMES[name] ?? "");
  }

  #variable(name: string): Value {
    const value = this.#scopes.findLast((scope) => scope.has(name))?.get(name);
    if (value !== undefined) return value;
    if (name === "require") return { readCall: (library) => this.#require(library) };
    if (name === "hosts") return this.#memberOf({ type: this.#declared.type("Prosody") }, "hosts");
    return { type: this.#declared.type(GLOBALS[name] ?? "") };
  }

  #assignment({ type, variables, init }: NodeOf<"LocalStatement" | "AssignmentStatement">): void {
    const values = init.map((expression) => this.#visit(expression));
    const rest = values.at(-1)?.results ?? [];
    variables.forEach((target, index) => {
      this.#assign(
        target,
        values[index] ?? { type: rest[index - init.length + 1] },
        type === "LocalStatement",
      );
    });
  }

  #assign(target: Expression, value: Value, isLocal: boolean): void {
    if (target.type === "MemberExpression") {
      const { type } = this.#visit(target.base);
      if (type !== undefined) this.#own.add(`${this.#declared.nameOf(type)}.${target.identifier.name}`);
    }
    if (target.type !== "Identifier") {
      this.#visit(target);
      return;
    }
    const { name } = target;
    const scope = this.#scopes.findLast((candidate) => candidate.has(name)) ?? this.#scopes[0];
    const type = value.type ?? this.#usual(name);
    if (isLocal) this.#declare(name, value);
    // A variable that is set to something of which nothing is known keeps what is known of it.
    else if (type !== undefined || scope?.get(name)?.type === undefined) scope?.set(name, { ...value, type });
  }

  #loop({ iterators, variables, body }: NodeOf<"ForGenericStatement">): void {
    const [value] = iterators.map((iterator) => this.#visit(iterator));
    const [iterator] = iterators;
    const isPairs = iterator?.type === "CallExpression" && /^i?pairs$/.test(nameOf(iterator.base));
    const table = isPairs ? iterator.arguments[0] : undefined;
    const types =
      table === undefined
        ? this.#declared.loopValues(value?.type)
        : [undefined, this.#declared.item(this.#visit(table).type)];
    this.#inScope(() => {
      variables.forEach(({ name }, index) => {
        this.#declare(name, { type: types[index] });
      });
      for (const statement of body) this.#visit(statement);
    });
  }

  // Members

  #member({ base, identifier: { name } }: NodeOf<"MemberExpression">): Value {
    const value = this.#visit(base);
    const { library } = value;
    if (library === undefined) return this.#memberOf(value, name);
    const found = this.#declared.exported(library, name);
    this.#use("field", `${library}.${name}`, found !== undefined);
    return { type: found?.type, readCall: name === "get_items" ? this.#moduleCall(name, false) : undefined };
  }

  #memberOf({ type, isOfServer = false }: Value, name: string): Value {
    if (type === undefined || !this.#declared.isClosed(type)) return {};
    const owner = this.#declared.nameOf(type);
    const found = this.#declared.member(type, name);
    if (owner === "ProsodyModuleApi") {
      this.#use("module", `module.${name}`, found !== undefined);
      return { type: found?.type, readCall: this.#moduleCall(name, isOfServer) };
    }
    this.#use(/Modules?$/.test(owner) ? "export" : "object", `${owner}.${name}`, found !== undefined);
    const isEvent = owner === "Events" && /^(fire_event|add_handler)$/.test(name);
    const events = [this.#declared.typeArgument(type), ...this.#events(true)];
    return {
      type: found?.type,
      readCall: isEvent ? (event, rest) => this.#named("event", event, events, rest) : undefined,
    };
  }

  #index({ base, index }: NodeOf<"IndexExpression">): Value {
    const value = this.#visit(base);
    const { text = "" } = this.#visit(index);
    if (value.library !== undefined) return {};
    if (/^\w+$/.test(text)) return this.#memberOf(value, text);
    const item = this.#declared.item(value.type);
    // What a contact list keeps of itself is under the key `false`.
    const isMetadata = index.type === "BooleanLiteral" && item === this.#declared.type("ProsodyRosterItem");
    return { type: isMetadata ? this.#declared.type("ProsodyRosterMetadata") : item };
  }

  #binary(operator: string, left: Value, right: Value): Value {
    if (operator === "..") return { text: `${left.text ?? "*"}${right.text ?? "*"}` };
    if (operator === "and") return right;
    if (operator === "or") return left.type !== undefined || left.text !== undefined ? left : right;
    return {};
  }

  // Calls

  #call(call: CallNode): Value {
    const callee = this.#visit(call.base);
    const given = argumentsOf(call);
    const texts = given.map((argument) => (isRead(argument) ? undefined : this.#visit(argument).text));
    const [text] = texts;
    if (callee.readCall !== undefined && text !== undefined) return callee.readCall(text, given.slice(1));
    const { parameters, results } = this.#declared.call(callee.type, texts);
    given.forEach((argument, index) => this.#typed(argument, parameters[index]));
    return { type: results[0], results };
  }

  /** Reads a value that is to be of a type: functions by what they get, tables by what they are for. */
  #typed(expression: Expression, type: Known): Value {
    if (expression.type === "TableConstructorExpression") {
      for (const field of expression.fields) {
        if (field.type === "TableKey") this.#visit(field.key);
        const member = field.type === "TableKeyString" ? this.#memberOf({ type }, field.key.name) : {};
        this.#typed(field.value, member.type);
      }
      return {};
    }
    const isFunction = expression.type === "FunctionDeclaration";
    const value: Value = isFunction ? { func: expression } : this.#visit(expression);
    if (isFunction && expression.identifier) this.#assign(expression.identifier, value, expression.isLocal);
    if (value.func !== undefined) this.#function(value.func, this.#declared.parameters(type));
    return value;
  }

  #function(node: FunctionNode, types: readonly Known[]): void {
    const isKnown = types.some((type) => type !== undefined);
    const before = this.#functions.get(node);
    if (before === true || before === isKnown) return;
    this.#functions.set(node, isKnown);
    this.#inScope(() => {
      node.parameters.forEach((parameter, index) => {
        this.#declare(nameOf(parameter), { type: types[index] });
      });
      for (const statement of node.body) this.#visit(statement);
    });
  }

  #require(name: string): Value {
    if (name.includes("*")) return {};
    const isDeclared = this.#declared.hasLibrary(name);
    if (!isDeclared && !/^(prosody\.)?(util|net|core)\./.test(name)) return {};
    this.#use("library", name, isDeclared);
    return { library: name };
  }

  #moduleCall(method: string, isOfServer: boolean): Value["readCall"] {
    const isOfAll = isOfServer || this.#isGlobal || method.endsWith("_global");
    const modules = MODULE_CALLS[method];
    if (EVENT_CALLS.test(method))
      return (name, rest) => this.#named("event", name, this.#events(isOfAll), rest);
    const items = [this.#declared.type("ProsodyItems")];
    const ending = method === "provides" ? "-provider" : "";
    if (ITEM_CALLS.test(method)) return (name, rest) => this.#named("item", name + ending, items, rest);
    if (method === "context")
      return (host) => ({ type: this.#declared.type("ProsodyModuleApi"), isOfServer: host === "*" });
    if (modules === undefined) return undefined;
    return (name) => ({ type: this.#declared.member(this.#declared.type(modules), name)?.type });
  }

  /** The interfaces in which an event is looked for. */
  #events(isOfServer: boolean): readonly Known[] {
    const host = this.#declared.type("ProsodyEvents");
    return isOfServer ? [host, this.#declared.type("ProsodyGlobalEvents")] : [host];
  }

  /** Reads an event or an item that is named, and what is given with it. */
  #named(kind: "event" | "item", name: string, places: readonly Known[], rest: readonly Expression[]): Value {
    const found = places
      .map((type) => this.#declared.member(type, name))
      .find((member) => member !== undefined);
    // A name that is put together counts if it is known all the same.
    if (found !== undefined || !name.includes("*")) this.#use(kind, `${kind} ${name}`, found !== undefined);
    for (const argument of rest) {
      const isHandler = kind === "event" && argument.type === "FunctionDeclaration";
      const { func } = isHandler ? { func: argument } : this.#typed(argument, found?.type);
      if (func !== undefined && kind === "event") this.#function(func, [found?.type]);
    }
    return {};
  }
}

function argumentsOf(call: CallNode): readonly Expression[] {
  if (call.type === "CallExpression") return call.arguments;
  return [call.type === "StringCallExpression" ? call.argument : call.arguments];
}

/** True of what is read by the type that it is to be of. */
function isRead({ type }: Expression): boolean {
  return type === "FunctionDeclaration" || type === "TableConstructorExpression";
}

function nameOf(node: Node): string {
  return node.type === "Identifier" ? node.name : "";
}

function childrenOf(node: Node): readonly Node[] {
  const isNode = (part: unknown): part is Node => typeof part === "object" && part !== null && "type" in part;
  return Object.values(node).flat().filter(isNode);
}
