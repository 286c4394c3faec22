// Changes one thing in a Lua file, in every place where it can be changed.
import luaparse from "luaparse";

/** A file with one change. */
export interface Mutant {
  /** The line of the change, from 1. */
  readonly line: number;
  /** The text that was changed, and what it is now; empty if it was deleted. */
  readonly before: string;
  readonly after: string;
  /** The whole file. */
  readonly code: string;
}

const OPERATORS: Readonly<Record<string, string>> = {
  "==": "~=",
  "~=": "==",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "+": "-",
  "-": "+",
  and: "or",
  or: "and",
};

/** A place in the file, and what to put there. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

type Node = luaparse.Node & { readonly range: [number, number] };

function changeOperator(code: string, operator: string, from: number, to: number): Change[] {
  const after = OPERATORS[operator];
  const start = code.indexOf(operator, from);
  return after === undefined || start < 0 || start >= to
    ? []
    : [{ start, end: start + operator.length, after }];
}

function changesOf(node: Node, code: string): Change[] {
  const [start, end] = node.range;
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
      return changeOperator(code, node.operator, (node.left as Node).range[1], (node.right as Node).range[0]);
    case "UnaryExpression":
      return node.operator === "not" ? [{ start, end: (node.argument as Node).range[0], after: "" }] : [];
    case "BooleanLiteral":
      return [{ start, end, after: String(!node.value) }];
    case "NumericLiteral":
      return [{ start, end, after: String(node.value + 1) }];
    case "CallStatement":
    case "AssignmentStatement":
      return [{ start, end, after: "" }];
    default:
      return [];
  }
}

/** All that can be changed in a file, in its order. Requires stay: a module without them does not load. */
export function findMutants(code: string): Mutant[] {
  const changes: Change[] = [];
  luaparse.parse(code, {
    luaVersion: "5.3",
    ranges: true,
    comments: false,
    onCreateNode: (node) => {
      changes.push(...changesOf(node as Node, code));
    },
  });
  return changes
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, after }) => ({
      line: code.slice(0, start).split("\n").length,
      before: code.slice(start, end),
      after,
      code: code.slice(0, start) + after + code.slice(end),
    }));
}
