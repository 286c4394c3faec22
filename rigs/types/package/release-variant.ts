import { ts } from "../../../tools/kit/typescript.js";
import { lifetimeOf, parameterSince, tagsOf } from "../live/read-tags.ts";
import { isAtLeast, isOf } from "prosody-launcher";

/** A piece of a file that is left out. */
interface Cut {
  readonly start: number;
  readonly end: number;
}

/**
 * The declarations as one series of releases has them, in one file: what is newer or gone is left out, and what the whole
 * declares as optional only for the sake of older releases is there.
 * @param series such as `0.12`.
 */
export function releaseVariant(files: readonly ts.SourceFile[], series: string): string {
  const head = `/**\n * TypeScript declarations of Prosody's plugin API: Prosody ${series}.\n *\n * @noSelfInFile\n */\n`;
  const gone = namesOfGone(files, series);
  return head + files.map((file) => variantOf(file, series, gone)).join("\n");
}

/** Names of interfaces, types, constants and libraries that the series does not have. */
function namesOfGone(files: readonly ts.SourceFile[], series: string): ReadonlySet<string> {
  const gone = new Set<string>();
  const libraries = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && isElsewhere(node, series)) {
      const names = ts.isVariableStatement(node) ? node.declarationList.declarations : [node];
      for (const name of names) gone.add(ts.getNameOfDeclaration(name as ts.Declaration)?.getText() ?? "");
      if (ts.isModuleDeclaration(node)) libraries.add(node.name.text);
      return;
    }
    if (ts.isImportDeclaration(node) && libraries.has((node.moduleSpecifier as ts.StringLiteral).text)) {
      const bindings = node.importClause?.namedBindings;
      if (bindings !== undefined && ts.isNamedImports(bindings)) {
        for (const { name } of bindings.elements) gone.add(name.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  const visitAll = (): void => {
    for (const file of files) file.statements.forEach(visit);
  };
  visitAll();
  // Again: a library may be imported before it is declared.
  visitAll();
  return gone;
}

function variantOf(file: ts.SourceFile, series: string, gone: ReadonlySet<string>): string {
  const cuts: Cut[] = [];
  const remove = (node: ts.Node): void => {
    cuts.push({ start: node.getFullStart(), end: node.getEnd() });
  };
  const visit = (node: ts.Node): void => {
    if (isDeclared(node) && (isElsewhere(node, series) || isOfGone(node, gone))) {
      remove(node);
      return;
    }
    if (ts.isUnionTypeNode(node)) cuts.push(...withoutParts(node, (part) => needs(part, gone)));
    if (isDeclared(node)) cuts.push(...withoutDoubt(node, series), ...withoutNewParameters(node, series));
    ts.forEachChild(node, visit);
  };
  file.statements.forEach(visit);
  const text = file.text.replace(/^\/\/\/.*$/gm, (line) => " ".repeat(line.length));
  return `${apply(text, cuts)
    .trim()
    .replace(/\n{3,}/g, "\n\n")}\n`;
}

type Declared = ts.Statement | ts.TypeElement;

function isDeclared(node: ts.Node): node is Declared {
  return ts.isStatement(node) || ts.isTypeElement(node);
}

/** True if no release of the series has it. */
function isElsewhere(node: Declared, series: string): boolean {
  const { since, removed } = lifetimeOf([node]);
  const isNewer = since !== undefined && !isAtLeast(series, since) && !isOf(since, series);
  return isNewer || (removed !== undefined && isAtLeast(series, removed));
}

/** True of what cannot be without something that is gone: its import, its export, a member of its type. */
function isOfGone(node: Declared, gone: ReadonlySet<string>): boolean {
  if (ts.isImportDeclaration(node)) return gone.has(node.moduleSpecifier.getText());
  if (ts.isExportDeclaration(node)) {
    const { exportClause } = node;
    return (
      exportClause !== undefined &&
      ts.isNamedExports(exportClause) &&
      exportClause.elements.some(({ propertyName, name }) => gone.has((propertyName ?? name).getText()))
    );
  }
  const isMember = ts.isTypeElement(node) || ts.isFunctionDeclaration(node);
  return isMember && needs(node, gone);
}

/** True of a type that names something gone, unless other parts of a union remain. */
function needs(node: ts.Node, gone: ReadonlySet<string>): boolean {
  if (ts.isUnionTypeNode(node)) {
    const kept = node.types.filter((part) => !needs(part, gone));
    return (
      kept.every((part) => part.kind === ts.SyntaxKind.UndefinedKeyword) && kept.length < node.types.length
    );
  }
  if (ts.isTypeReferenceNode(node) && gone.has(node.typeName.getText())) return true;
  if (ts.isImportTypeNode(node) && gone.has(node.argument.getText())) return true;
  return ts.forEachChild(node, (child) => needs(child, gone)) ?? false;
}

/** Cuts away what makes a member optional, if all releases of the series have it. */
function withoutDoubt(node: Declared, series: string): Cut[] {
  const { since, removed } = lifetimeOf([node]);
  if (since === undefined && removed === undefined) return [];
  const isNewInSeries = since !== undefined && !isAtLeast(series, since);
  if (isNewInSeries || tagsOf([node], "sometimes").length > 0) return [];
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(withoutUndefined);
  if (!ts.isPropertySignature(node) && !ts.isMethodSignature(node)) return [];
  const { questionToken } = node;
  if (questionToken === undefined) return [];
  return [{ start: questionToken.getStart(), end: questionToken.getEnd() }];
}

function withoutUndefined({ type }: ts.VariableDeclaration): Cut[] {
  if (type === undefined || !ts.isUnionTypeNode(type)) return [];
  return withoutParts(type, (part) => part.kind === ts.SyntaxKind.UndefinedKeyword);
}

/** Takes parts out of a union, each with the bar on one side of it. */
function withoutParts(union: ts.UnionTypeNode, isOut: (part: ts.TypeNode) => boolean): Cut[] {
  return union.types.flatMap((part, index) => {
    if (!isOut(part)) return [];
    const before = union.types[index - 1];
    const after = union.types[index + 1];
    if (before !== undefined) return [{ start: before.getEnd(), end: part.getEnd() }];
    return [{ start: union.getStart(), end: after?.getStart() ?? part.getEnd() }];
  });
}

function withoutNewParameters(node: Declared, series: string): Cut[] {
  return parametersOf(node).flatMap((parameters) =>
    parameters.flatMap((parameter, index) => {
      if (!isNewParameter(parameter, node, series)) return [];
      const start = parameters[index - 1]?.getEnd() ?? parameter.getFullStart();
      return [{ start, end: parameter.getEnd() }];
    }),
  );
}

function isNewParameter(parameter: ts.ParameterDeclaration, node: Declared, series: string): boolean {
  const since = parameterSince([node], parameter.name.getText().replace(/_$/, ""));
  return since !== undefined && !isAtLeast(series, since);
}

function parametersOf(node: ts.Node): (readonly ts.ParameterDeclaration[])[] {
  if (ts.isFunctionDeclaration(node) || ts.isMethodSignature(node)) return [node.parameters];
  if (ts.isPropertySignature(node) || ts.isVariableStatement(node)) {
    const found: (readonly ts.ParameterDeclaration[])[] = [];
    const visit = (child: ts.Node): void => {
      if (ts.isFunctionTypeNode(child)) found.push(child.parameters);
      else ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return found;
  }
  return [];
}

/** Leaves out pieces of a text; one inside of another goes with it. */
function apply(text: string, cuts: readonly Cut[]): string {
  let rest = "";
  let end = 0;
  for (const cut of cuts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (cut.start < end) continue;
    rest += text.slice(end, cut.start);
    end = cut.end;
  }
  return rest + text.slice(end);
}
