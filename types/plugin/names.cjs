// Names that a parameter knows without asking for one of them: of events, of kinds of items. Its type is a union of `keyof` an
// interface, or of texts, and `string & {}`. A name that is close to a known one is taken for a mistake. Types could tell so
// too, but an editor would need half a second for each edit.
// @ts-check
const ts = require("typescript");

/**
 * @typedef {import("typescript").TypeChecker} Checker
 * @typedef {import("typescript").TypeNode} TypeNode
 * @typedef {object} KnownNames
 * @property {string[]} texts The names that are written out.
 * @property {import("typescript").Type[]} interfaces Those whose members' names are known too.
 */

/** Names that are shorter are close to too many others. */
const SHORTEST = 5;
/** Names whose lengths differ by more are not compared: editors wait for it. */
const FARTHEST = 4;

/**
 * The names that an argument may have, beside any other.
 * @param {import("typescript").Node} argument
 * @param {Checker} checker
 * @returns {KnownNames | undefined} `undefined` if it is no text, or may not be any other
 */
function findKnownNames(argument, checker) {
  const call = argument.parent;
  if (!ts.isStringLiteral(argument) || !ts.isCallExpression(call)) return undefined;
  const declaration = checker.getResolvedSignature(call)?.declaration;
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return undefined;
  const parameters = declaration.parameters.filter(({ name }) => name.getText() !== "this");
  const type = parameters[call.arguments.indexOf(argument)]?.type;
  if (type === undefined) return undefined;
  /** @type {KnownNames} */
  const names = { texts: [], interfaces: [] };
  return collectNames(type, checker, names) ? names : undefined;
}

/**
 * Collects the names of a type.
 * @param {TypeNode} node
 * @param {Checker} checker
 * @param {KnownNames} names
 * @returns {boolean} whether it takes any other text too
 */
function collectNames(node, checker, names) {
  if (ts.isParenthesizedTypeNode(node)) return collectNames(node.type, checker, names);
  if (ts.isUnionTypeNode(node))
    return node.types.map((part) => collectNames(part, checker, names)).some((isOpen) => isOpen);
  if (ts.isIntersectionTypeNode(node))
    return node.types.some(({ kind }) => kind === ts.SyntaxKind.StringKeyword);
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword) {
    names.interfaces.push(checker.getTypeFromTypeNode(node.type));
    return false;
  }
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
    names.texts.push(node.literal.text);
    return false;
  }
  const aliased = ts.isTypeReferenceNode(node) ? aliasedType(node, checker) : undefined;
  return aliased !== undefined && collectNames(aliased, checker, names);
}

/**
 * The default of a type parameter, or else its constraint; the type of an alias without parameters.
 * @param {import("typescript").TypeReferenceNode} node
 * @param {Checker} checker
 * @returns {TypeNode | undefined}
 */
function aliasedType(node, checker) {
  const declaration = checker.getSymbolAtLocation(node.typeName)?.declarations?.[0];
  if (declaration === undefined) return undefined;
  if (ts.isTypeParameterDeclaration(declaration)) return declaration.default ?? declaration.constraint;
  return ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters === undefined
    ? declaration.type
    : undefined;
}

/**
 * All names that are known, written out and of members.
 * @param {KnownNames} names
 * @param {Checker} checker
 */
function allNames({ texts, interfaces }, checker) {
  const members = interfaces.flatMap((type) => checker.getPropertiesOfType(type));
  return [...texts, ...members.map(({ name }) => name)];
}

/**
 * The member that a name is of.
 * @param {KnownNames} names
 * @param {string} name
 * @param {Checker} checker
 * @returns {import("typescript").Symbol | undefined}
 */
function memberOf({ interfaces }, name, checker) {
  for (const type of interfaces) {
    const member = checker.getPropertyOfType(type, name);
    if (member !== undefined) return member;
  }
  return undefined;
}

/**
 * The pattern that a name is of, such as `iq/host/…`.
 * @param {KnownNames} names
 * @param {string} name
 * @param {Checker} checker
 * @returns {import("typescript").IndexInfo | undefined}
 */
function patternOf({ interfaces }, name, checker) {
  const text = checker.getStringLiteralType(name);
  return interfaces
    .flatMap((type) => checker.getIndexInfosOfType(type))
    .find(({ keyType }) => checker.isTypeAssignableTo(text, keyType));
}

/**
 * The known name that was meant by one that is none.
 * @param {KnownNames} names
 * @param {string} name
 * @param {Checker} checker
 * @returns {string | undefined} `undefined` if it is known, or no mistake
 */
function meantName(names, name, checker) {
  if (names.texts.includes(name) || memberOf(names, name, checker) || patternOf(names, name, checker))
    return undefined;
  if (name.length < SHORTEST) return undefined;
  const mistakes = misspellings(name);
  return allNames(names, checker).find(
    (candidate) =>
      Math.abs(candidate.length - name.length) <= FARTHEST &&
      [...misspellings(candidate)].some((mistake) => mistakes.has(mistake)),
  );
}

/**
 * All that a name is taken for: itself in lower case without what stands between its words, that with a letter less, and without
 * `ed` behind.
 * @param {string} name
 * @returns {ReadonlySet<string>}
 */
function misspellings(name) {
  const letters = name.toLowerCase().replace(/[-_ ]/g, "");
  const shorter = Array.from(letters, (_, index) => letters.slice(0, index) + letters.slice(index + 1));
  return new Set([letters, ...shorter, letters.replace(/ed$/, "")]);
}

/**
 * The names of a file that are mistakes.
 * @param {import("typescript").SourceFile} source
 * @param {Checker} checker
 * @param {import("./rules.cjs").Report} report
 * @returns {import("typescript").Diagnostic[]}
 */
function findMisspeltNames(source, checker, report) {
  /** @type {import("typescript").Diagnostic[]} */
  const found = [];
  const visit = (/** @type {import("typescript").Node} */ node) => {
    const names = findKnownNames(node, checker);
    if (names !== undefined) {
      const { text } = /** @type {import("typescript").StringLiteral} */ (node);
      const meant = meantName(names, text, checker);
      if (meant !== undefined)
        found.push(...report("misspelt-name", `"${text}" is not known, "${meant}" is: ${CURE}`, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const CURE = "write that one; if yours is a name of your own, declare it";

module.exports = { allNames, findKnownNames, findMisspeltNames, memberOf, patternOf };
