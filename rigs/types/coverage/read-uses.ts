import luaparse, {
  type CallExpression,
  type Expression,
  type Identifier,
  type MemberExpression,
  type Statement,
  type StringCallExpression,
  type TableCallExpression,
  type TableConstructorExpression,
} from "luaparse";
import type { DeclaredTypes, Known, Texts } from "./declared-types.ts";
import { UseList, type Use } from "./uses.ts";

/** Everything that is known of an expression. */
interface Value {
  readonly type?: Known;
  /** Its text, if it is a constant; `*` stands for a part that is none. */
  readonly text?: string | undefined;
  /** The library that it is. */
  readonly library?: string;
  /** A function of which calls are read. */
  readonly role?: Role | undefined;
  /** The events that it names, where these are not those of hosts or of the server. */
  readonly events?: Known;
  /** True of the server's module API, and of what belongs to it. */
  readonly isOfServer?: boolean | undefined;
  /** The handler that a name stands for. */
  readonly func?: FunctionNode;
}

type FunctionNode = Extract<Expression, { type: "FunctionDeclaration" }>;
type Call = CallExpression | StringCallExpression | TableCallExpression;
type Role = "require" | "fire_event" | "add_handler" | keyof typeof MODULE_CALLS;
type Scope = Map<string, Value>;

const NOTHING: Value = {};

/** Methods of `module` that name an event, an item, or another module. */
const MODULE_CALLS = {
  hook: "event",
  unhook: "event",
  fire_event: "event",
  wrap_event: "event",
  hook_global: "global",
  wrap_global: "global",
  add_item: "item",
  remove_item: "item",
  get_host_items: "item",
  handle_items: "item",
  provides: "provider",
  depends: "depends",
  require: "library",
  hook_tag: "tag",
  hook_stanza: "tag",
  context: "context",
  get_items: "item",
} as const;

/** The types of parameters and locals by their names, where nothing else tells. */
const USUAL_NAMES: Readonly<Record<string, string>> = {
  stanza: "ProsodyStanzaShape",
  origin: "ProsodySession",
  session: "ProsodySession",
  room: "MucRoom",
  occupant: "MucOccupant",
};

/** Lua's own globals and Prosody's. */
const GLOBALS: Readonly<Record<string, string>> = {
  module: "ProsodyModuleApi",
  prosody: "Prosody",
};

/** Reads what a file of Lua uses of what is declared. */
export function readUses(source: string, declared: DeclaredTypes): readonly Use[] {
  const chunk = luaparse.parse(source.replace(/^#!.*/, ""), {
    luaVersion: "5.3",
    encodingMode: "pseudo-latin1",
    comments: false,
  });
  const reader = new Reader(declared, /\bmodule:set_global\b/.test(source));
  return reader.read(chunk.body);
}

class Reader {
  readonly #declared: DeclaredTypes;
  readonly #isGlobal: boolean;
  readonly #uses = new UseList();
  readonly #scopes: Scope[] = [new Map<string, Value>()];
  /** Fields that the file sets itself: its own, unless they are declared. */
  readonly #set = new Set<string>();
  /** Functions whose bodies were read: those of which nothing was known, and those of which something was. */
  readonly #read = { blindly: new Set<FunctionNode>(), knowingly: new Set<FunctionNode>() };

  constructor(declared: DeclaredTypes, isGlobal: boolean) {
    this.#declared = declared;
    this.#isGlobal = isGlobal;
  }

  read(body: readonly Statement[]): readonly Use[] {
    this.#block(body);
    for (const name of this.#set) this.#forgetOwn(name);
    return this.#uses.all();
  }

  #forgetOwn(name: string): void {
    const own = this.#uses.all().find((use) => use.kind === "object" && use.name === name);
    if (own?.isDeclared === false) this.#uses.remove("object", name);
  }

  // Statements

  #block(body: readonly Statement[]): void {
    this.#scopes.push(new Map());
    for (const statement of body) this.#statement(statement);
    this.#scopes.pop();
  }

  #statement(statement: Statement): void {
    switch (statement.type) {
      case "LocalStatement":
        this.#assign(statement.variables, statement.init, true);
        break;
      case "AssignmentStatement":
        this.#assign(statement.variables, statement.init, false);
        break;
      case "CallStatement":
        this.#evaluate(statement.expression);
        break;
      case "FunctionDeclaration":
        this.#functionStatement(statement);
        break;
      case "ReturnStatement":
        for (const argument of statement.arguments) this.#evaluate(argument);
        break;
      case "IfStatement":
        for (const clause of statement.clauses) {
          if (clause.type !== "ElseClause") this.#evaluate(clause.condition);
          this.#block(clause.body);
        }
        break;
      case "WhileStatement":
      case "RepeatStatement":
        this.#evaluate(statement.condition);
        this.#block(statement.body);
        break;
      case "DoStatement":
        this.#block(statement.body);
        break;
      case "ForNumericStatement":
        for (const bound of [statement.start, statement.end, statement.step]) {
          if (bound) this.#evaluate(bound);
        }
        this.#block(statement.body);
        break;
      case "ForGenericStatement":
        this.#forGeneric(statement);
        break;
      default:
    }
  }

  #forGeneric(statement: Extract<Statement, { type: "ForGenericStatement" }>): void {
    const items = statement.iterators.map((iterator) => this.#evaluate(iterator));
    const values = this.#loopValues(statement.iterators[0], items[0]);
    this.#scopes.push(new Map());
    statement.variables.forEach((variable, index) => {
      this.#declare(variable.name, { type: values[index] ?? this.#usual(variable.name) });
    });
    this.#block(statement.body);
    this.#scopes.pop();
  }

  #loopValues(iterator: Expression | undefined, value: Value | undefined): readonly Known[] {
    if (iterator?.type === "CallExpression" && iterator.base.type === "Identifier") {
      const [argument] = iterator.arguments;
      if (["pairs", "ipairs"].includes(iterator.base.name) && argument !== undefined) {
        const { type } = this.#evaluate(argument);
        return [undefined, type && this.#declared.item(type)];
      }
    }
    return value?.type === undefined ? [] : this.#declared.loopValues(value.type);
  }

  #functionStatement(node: FunctionNode): void {
    const { identifier } = node;
    if (identifier?.type === "Identifier") {
      if (node.isLocal) this.#declare(identifier.name, { func: node });
      else this.#setName(identifier.name, { func: node });
    } else if (identifier?.type === "MemberExpression") {
      this.#setMember(identifier);
    }
    this.#function(node, []);
  }

  #assign(
    targets: readonly (Identifier | Expression)[],
    init: readonly Expression[],
    isLocal: boolean,
  ): void {
    const values = init.map((expression) => this.#evaluate(expression));
    const last = init.at(-1);
    const rest = last !== undefined && isCall(last) ? this.#results(last) : [];
    targets.forEach((target, index) => {
      const value = values[index] ?? { type: rest[index - init.length + 1] };
      if (target.type === "Identifier") {
        const known =
          value.type === undefined && Object.keys(value).length < 2 ? this.#usual(target.name) : value.type;
        const named = { ...value, type: known };
        if (isLocal) this.#declare(target.name, named);
        else this.#setName(target.name, named);
      } else if (target.type === "MemberExpression") {
        this.#setMember(target);
      } else {
        this.#evaluate(target);
      }
    });
  }

  #results(call: Call): readonly Known[] {
    const callee = this.#evaluate(call.base);
    return callee.type === undefined ? [] : this.#declared.results(callee.type, this.#texts(call));
  }

  #setMember(target: MemberExpression): void {
    this.#evaluate(target);
    const base = this.#evaluate(target.base);
    if (base.type !== undefined) this.#set.add(`${this.#nameOf(base.type)}.${target.identifier.name}`);
  }

  #declare(name: string, value: Value): void {
    this.#scopes.at(-1)?.set(name, value);
  }

  #setName(name: string, value: Value): void {
    const scope = this.#scopes.findLast((candidate) => candidate.has(name)) ?? this.#scopes[0];
    // A variable that is set to something of which nothing is known keeps what is known of it.
    if (value.type !== undefined || scope?.get(name)?.type === undefined) scope?.set(name, value);
  }

  #usual(name: string): Known {
    const usual = USUAL_NAMES[name];
    if (usual === undefined) return undefined;
    return usual === "ProsodyStanzaShape" ? this.#stanza() : this.#declared.interface(usual);
  }

  #stanza(): Known {
    const make = this.#declared.exported("util.stanza", "stanza")?.type;
    return make && this.#declared.results(make, [])[0];
  }

  #nameOf(type: NonNullable<Known>): string {
    return this.#declared.nameOf(type);
  }

  // Expressions

  #evaluate(expression: Expression): Value {
    switch (expression.type) {
      case "StringLiteral":
        return { text: expression.value };
      case "Identifier":
        return this.#identifier(expression.name);
      case "MemberExpression":
        return this.#member(expression);
      case "IndexExpression":
        return this.#index(expression);
      case "CallExpression":
      case "StringCallExpression":
      case "TableCallExpression":
        return this.#call(expression);
      case "BinaryExpression":
        return this.#binary(expression.operator, expression.left, expression.right);
      case "LogicalExpression": {
        const left = this.#evaluate(expression.left);
        const right = this.#evaluate(expression.right);
        if (expression.operator === "and") return right;
        return left.type !== undefined || left.text !== undefined ? left : right;
      }
      case "UnaryExpression":
        this.#evaluate(expression.argument);
        return NOTHING;
      case "TableConstructorExpression":
        this.#table(expression, undefined);
        return NOTHING;
      case "FunctionDeclaration":
        this.#function(expression, []);
        return { func: expression };
      default:
        return NOTHING;
    }
  }

  #identifier(name: string): Value {
    const scope = this.#scopes.findLast((candidate) => candidate.has(name));
    const value = scope?.get(name);
    if (value !== undefined) return value;
    if (name === "require") return { role: "require" };
    if (name === "hosts") return this.#memberOf(this.#declared.interface("Prosody"), "hosts");
    const type = GLOBALS[name];
    return type === undefined ? NOTHING : { type: this.#declared.interface(type) };
  }

  #member({ base, identifier }: MemberExpression): Value {
    const value = this.#evaluate(base);
    const { name } = identifier;
    if (value.library !== undefined) return this.#libraryMember(value.library, name);
    return { ...this.#memberOf(value.type, name), isOfServer: value.isOfServer };
  }

  #libraryMember(library: string, name: string): Value {
    const found = this.#declared.exported(library, name);
    this.#uses.add("field", `${library}.${name}`, found !== undefined);
    return { type: found?.type, role: roleOf("", name) };
  }

  #memberOf(type: Known, name: string): Value {
    if (type === undefined || !this.#declared.isClosed(type)) return NOTHING;
    const owner = this.#nameOf(type);
    const found = this.#declared.member(type, name);
    if (owner === "ProsodyModuleApi") this.#uses.add("module", `module.${name}`, found !== undefined);
    else this.#uses.add(kindOf(owner), `${owner}.${name}`, found !== undefined);
    const events = owner === "Events" ? this.#declared.typeArgument(type) : undefined;
    return { type: found?.type, role: roleOf(owner, name), events };
  }

  #index(expression: Extract<Expression, { type: "IndexExpression" }>): Value {
    const base = this.#evaluate(expression.base);
    const { text } = this.#evaluate(expression.index);
    if (base.library !== undefined) return NOTHING;
    if (text !== undefined && /^\w+$/.test(text)) return this.#memberOf(base.type, text);
    if (expression.index.type === "BooleanLiteral" && base.type !== undefined)
      return this.#metadata(base.type);
    return base.type === undefined ? NOTHING : { type: this.#declared.item(base.type) };
  }

  /** The metadata that a contact list keeps under the key `false`. */
  #metadata(roster: NonNullable<Known>): Value {
    const isRoster = this.#declared.item(roster) === this.#declared.interface("ProsodyRosterItem");
    return isRoster ? { type: this.#declared.interface("ProsodyRosterMetadata") } : NOTHING;
  }

  #binary(operator: string, leftSide: Expression, rightSide: Expression): Value {
    const left = this.#evaluate(leftSide);
    const right = this.#evaluate(rightSide);
    if (operator !== "..") return NOTHING;
    return { text: `${left.text ?? "*"}${right.text ?? "*"}` };
  }

  #table(table: TableConstructorExpression, type: Known): void {
    const owner = type !== undefined && this.#declared.isClosed(type) ? type : undefined;
    for (const field of table.fields) {
      if (field.type === "TableKey") this.#evaluate(field.key);
      const name = field.type === "TableKeyString" ? field.key.name : undefined;
      const found = owner !== undefined && name !== undefined ? this.#memberOf(owner, name) : NOTHING;
      this.#argument(field.value, found.type);
    }
  }

  #argument(expression: Expression, type: Known): Value {
    if (expression.type === "TableConstructorExpression") {
      this.#table(expression, type);
      return NOTHING;
    }
    if (expression.type === "FunctionDeclaration") {
      this.#function(expression, type === undefined ? [] : this.#declared.parameters(type));
      return NOTHING;
    }
    const value = this.#evaluate(expression);
    if (value.func !== undefined && type !== undefined) {
      this.#function(value.func, this.#declared.parameters(type));
    }
    return value;
  }

  #function(node: FunctionNode, parameters: readonly Known[]): void {
    const isKnown = parameters.some((type) => type !== undefined);
    if (this.#read.knowingly.has(node) || (this.#read.blindly.has(node) && !isKnown)) return;
    this.#read[isKnown ? "knowingly" : "blindly"].add(node);
    this.#scopes.push(new Map());
    node.parameters.forEach((parameter, index) => {
      if (parameter.type !== "Identifier") return;
      this.#declare(parameter.name, { type: parameters[index] ?? this.#usual(parameter.name) });
    });
    this.#block(node.body);
    this.#scopes.pop();
  }

  // Calls

  #call(call: Call): Value {
    const callee = this.#evaluate(call.base);
    const parameters = argumentsOf(call);
    const [first] = parameters;
    const text = first === undefined ? undefined : this.#evaluate(first).text;
    if (callee.role === "require") return this.#require(text);
    if (callee.role !== undefined && text !== undefined) {
      return this.#namedCall(callee, text, parameters.slice(1));
    }
    const texts = this.#texts(call);
    const types = callee.type === undefined ? [] : this.#declared.argumentTypes(callee.type, texts);
    parameters.forEach((parameter, index) => this.#argument(parameter, types[index]));
    if (callee.type === undefined) return NOTHING;
    return { type: this.#declared.results(callee.type, texts)[0] };
  }

  #texts(call: Call): Texts {
    return argumentsOf(call).map((argument) =>
      ["StringLiteral", "Identifier"].includes(argument.type) ? this.#evaluate(argument).text : undefined,
    );
  }

  #require(name: string | undefined): Value {
    if (name === undefined || name.includes("*")) return NOTHING;
    const isDeclared = this.#declared.hasLibrary(name);
    if (!isDeclared && !/^(prosody\.)?(util|net|core)\./.test(name)) return NOTHING;
    this.#uses.add("library", name, isDeclared);
    return { library: name };
  }

  #namedCall({ role, events, isOfServer }: Value, text: string, rest: readonly Expression[]): Value {
    if (role === "fire_event" || role === "add_handler") {
      return this.#event(text, rest, [events, ...this.#events(true)]);
    }
    switch (MODULE_CALLS[role as keyof typeof MODULE_CALLS]) {
      case "event":
        return this.#event(text, rest, this.#events(isOfServer === true || this.#isGlobal));
      case "global":
        return this.#event(text, rest, this.#events(true));
      case "item":
        return this.#item(text, rest);
      case "provider":
        return this.#item(`${text}-provider`, rest);
      case "depends":
        return this.#depends(text);
      case "library":
        return this.#moduleLibrary(text);
      case "tag":
        for (const argument of rest) this.#argument(argument, undefined);
        return NOTHING;
      case "context":
        return { type: this.#declared.interface("ProsodyModuleApi"), isOfServer: text === "*" };
      default:
        return NOTHING;
    }
  }

  /** The interfaces in which an event is looked for. */
  #events(isOfServer: boolean): readonly Known[] {
    const names = isOfServer ? ["ProsodyEvents", "ProsodyGlobalEvents"] : ["ProsodyEvents"];
    return names.map((name) => this.#declared.interface(name));
  }

  #event(name: string, rest: readonly Expression[], events: readonly Known[]): Value {
    const found = events
      .map((type) => this.#declared.event(type, name))
      .find((candidate) => candidate !== undefined);
    const isKnownBeginning = name.includes("*") && this.#declared.beginsEvent(name.split("*")[0] ?? "");
    // Of a name that is put together nothing is known without its beginning.
    if (!name.startsWith("*"))
      this.#uses.add("event", `event ${name}`, found !== undefined || isKnownBeginning);
    for (const argument of rest) {
      const node = this.#functionOf(argument);
      if (node !== undefined) this.#function(node, [found?.type]);
      else this.#argument(argument, found?.type);
    }
    return NOTHING;
  }

  #functionOf(expression: Expression): FunctionNode | undefined {
    if (expression.type === "FunctionDeclaration") return expression;
    return expression.type === "Identifier" ? this.#identifier(expression.name).func : undefined;
  }

  #item(name: string, rest: readonly Expression[]): Value {
    const items = this.#declared.interface("ProsodyItems");
    const found = items && this.#declared.ownMember(items, name);
    if (!name.includes("*")) this.#uses.add("item", `item ${name}`, found !== undefined);
    for (const argument of rest) this.#argument(argument, found?.type);
    return NOTHING;
  }

  #depends(name: string): Value {
    const modules = this.#declared.interface("ProsodyModules");
    const found = modules && this.#declared.ownMember(modules, name);
    return { type: found?.type };
  }

  #moduleLibrary(name: string): Value {
    const libraries = this.#declared.interface("ProsodyModuleLibraries");
    const found = libraries && this.#declared.ownMember(libraries, name);
    return { type: found?.type };
  }
}

function isCall(expression: Expression): expression is Call {
  return ["CallExpression", "StringCallExpression", "TableCallExpression"].includes(expression.type);
}

function argumentsOf(call: Call): readonly Expression[] {
  if (call.type === "CallExpression") return call.arguments;
  return [call.type === "StringCallExpression" ? call.argument : call.arguments];
}

function kindOf(owner: string): "export" | "object" {
  return owner.endsWith("Module") || owner === "ProsodyModules" ? "export" : "object";
}

function roleOf(owner: string, name: string): Role | undefined {
  if (owner === "ProsodyModuleApi" && name in MODULE_CALLS) return name as Role;
  if (owner === "Events" && name === "fire_event") return "fire_event";
  if (owner === "Events" && name === "add_handler") return "add_handler";
  return owner === "" && name === "get_items" ? "get_items" : undefined;
}
