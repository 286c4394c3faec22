// A plugin for editors (TypeScript's language service): tells what a name is, an event's or an item's, where one points at it and
// where it is completed, shows mistakes in such names while one writes, and tells what the parameters of a call are where TypeScript
// does not. "plugins" in prosody-tsconfig.json names it.
// @ts-check
const { allNames, findKnownNames, findMisspeltNames, memberOf, patternOf } = require("./plugin/names.cjs");
const { createReporter } = require("./plugin/rules.cjs");

/**
 * @typedef {import("typescript")} TypeScript
 * @typedef {import("typescript").LanguageService} LanguageService
 * @typedef {{ names: import("./plugin/names.cjs").KnownNames, node: import("typescript").StringLiteral }} Place
 */

/**
 * The innermost node at a place.
 * @param {TypeScript} ts
 * @param {import("typescript").SourceFile} source
 * @param {number} position
 * @returns {import("typescript").Node}
 */
function nodeAt(ts, source, position) {
  /** @type {(node: import("typescript").Node) => import("typescript").Node} */
  const innermost = (node) =>
    ts.forEachChild(node, (child) =>
      child.getStart(source) <= position && position < child.getEnd() ? innermost(child) : undefined,
    ) ?? node;
  return innermost(source);
}

/**
 * The name at a place of a file, and those that are known there.
 * @param {TypeScript} ts
 * @param {LanguageService} service
 * @param {string} fileName
 * @param {number} position
 * @returns {Place | undefined}
 */
function placeAt(ts, service, fileName, position) {
  const program = service.getProgram();
  const source = program?.getSourceFile(fileName);
  if (program === undefined || source === undefined) return undefined;
  const node = nodeAt(ts, source, position);
  const names = findKnownNames(node, program.getTypeChecker());
  return names && ts.isStringLiteral(node) ? { names, node } : undefined;
}

/**
 * Tells what a name is: its type, and its doc comment.
 * @param {TypeScript} ts
 * @param {import("typescript").TypeChecker} checker
 * @param {Place["names"]} names
 * @param {string} name
 */
function describe(ts, checker, names, name) {
  const member = memberOf(names, name, checker);
  if (member !== undefined) {
    return {
      type: checker.typeToString(checker.getTypeOfSymbol(member)),
      documentation: member.getDocumentationComment(checker),
      tags: member.getJsDocTags(checker),
    };
  }
  const pattern = patternOf(names, name, checker);
  if (pattern === undefined) return undefined;
  const comments = pattern.declaration === undefined ? [] : ts.getJSDocCommentsAndTags(pattern.declaration);
  const text = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n");
  /** @type {import("typescript").JSDocTagInfo[]} */
  const tags = [];
  return { type: checker.typeToString(pattern.type), documentation: [{ kind: "text", text }], tags };
}

/**
 * Completes a name of which the types say no more than that it is a text.
 * @param {TypeScript} ts
 * @param {import("typescript").TypeChecker} checker
 * @param {Place} place
 * @returns {import("typescript").CompletionInfo}
 */
function complete(ts, checker, { names, node }) {
  const replacementSpan = { start: node.getStart() + 1, length: node.text.length };
  const entry = { kind: ts.ScriptElementKind.string, kindModifiers: "", sortText: "11", replacementSpan };
  return {
    isGlobalCompletion: false,
    isMemberCompletion: false,
    isNewIdentifierLocation: true,
    entries: [...new Set(allNames(names, checker))].map((name) => ({ ...entry, name })),
  };
}

/**
 * The function that a call calls.
 * @param {TypeScript} ts
 * @param {import("typescript").Node} call
 * @param {import("typescript").TypeChecker} checker
 * @returns {import("typescript").Symbol | undefined}
 */
function calledBy(ts, call, checker) {
  if (!ts.isCallExpression(call)) return undefined;
  /** @type {import("typescript").Expression} */
  let called = call.expression;
  while (ts.isNonNullExpression(called) || ts.isParenthesizedExpression(called)) called = called.expression;
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(called) ? called.name : called);
  return symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias
    ? checker.getAliasedSymbol(symbol)
    : symbol;
}

/**
 * Adds what TypeScript leaves out: the texts of functions in fields and constants, and of further overloads.
 * @param {import("typescript").SignatureHelpItems} help
 * @param {import("typescript").Symbol} called
 * @param {import("typescript").TypeChecker} checker
 * @returns {import("typescript").SignatureHelpItems}
 */
function explain(help, called, checker) {
  const documentation = called.getDocumentationComment(checker);
  /** @type {Map<string | undefined, import("typescript").SymbolDisplayPart[]>} */
  const texts = new Map();
  for (const { name, text: [parameter, , ...text] = [] } of called.getJsDocTags(checker))
    if (name === "param") texts.set(parameter?.text, text);
  const items = help.items.map((item) => ({
    ...item,
    documentation: item.documentation.length > 0 ? item.documentation : documentation,
    parameters: item.parameters.map((parameter) => ({
      ...parameter,
      documentation:
        parameter.documentation.length > 0 ? parameter.documentation : (texts.get(parameter.name) ?? []),
    })),
  }));
  return { ...help, items };
}

/** @type {import("typescript").server.PluginModuleFactory} */
module.exports = function createEditorPlugin({ typescript: ts }) {
  return {
    create({ languageService: service, config }) {
      const report = createReporter(config);
      const checkerOf = () => service.getProgram()?.getTypeChecker();

      /** @type {Partial<LanguageService>} */
      const own = {
        getSemanticDiagnostics(fileName) {
          const found = service.getSemanticDiagnostics(fileName);
          const program = service.getProgram();
          const source = program?.getSourceFile(fileName);
          if (program === undefined || source === undefined || source.isDeclarationFile) return found;
          return [...found, ...findMisspeltNames(source, program.getTypeChecker(), report)];
        },
        getQuickInfoAtPosition(fileName, position, ...more) {
          const info = service.getQuickInfoAtPosition(fileName, position, ...more);
          const place = info === undefined ? placeAt(ts, service, fileName, position) : undefined;
          const checker = checkerOf();
          if (place === undefined || checker === undefined) return info;
          const { names, node } = place;
          const known = describe(ts, checker, names, node.text);
          if (known === undefined) return info;
          return {
            kind: ts.ScriptElementKind.string,
            kindModifiers: "",
            textSpan: { start: node.getStart(), length: node.getWidth() },
            displayParts: [{ kind: "text", text: `"${node.text}": ${known.type}` }],
            documentation: known.documentation,
            tags: known.tags,
          };
        },
        getCompletionsAtPosition(fileName, position, ...more) {
          const info = service.getCompletionsAtPosition(fileName, position, ...more);
          const place = info === undefined ? placeAt(ts, service, fileName, position) : undefined;
          const checker = checkerOf();
          return place === undefined || checker === undefined ? info : complete(ts, checker, place);
        },
        getSignatureHelpItems(fileName, position, options) {
          const help = service.getSignatureHelpItems(fileName, position, options);
          const source = service.getProgram()?.getSourceFile(fileName);
          const checker = checkerOf();
          if (help === undefined || source === undefined || checker === undefined) return help;
          // The arguments begin behind a parenthesis, which belongs to the call alone.
          const called = calledBy(ts, nodeAt(ts, source, help.applicableSpan.start - 1), checker);
          return called === undefined ? help : explain(help, called, checker);
        },
        getCompletionEntryDetails(fileName, position, name, ...more) {
          const details = service.getCompletionEntryDetails(fileName, position, name, ...more);
          const place = placeAt(ts, service, fileName, position);
          const checker = checkerOf();
          if (place === undefined || checker === undefined) return details;
          const known = describe(ts, checker, place.names, name);
          if (known === undefined) return details;
          const { type, ...texts } = known;
          return {
            name,
            kind: ts.ScriptElementKind.string,
            kindModifiers: "",
            displayParts: [{ kind: "text", text: `"${name}": ${type}` }],
            ...details,
            ...texts,
          };
        },
      };
      return { ...service, ...own };
    },
  };
};
