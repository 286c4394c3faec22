// A TypeScriptToLua plugin that makes its output a Prosody plugin:
// `mod_NAME.ts` is the module, every other file becomes a library (`NAME.lib.lua`) loaded with `module:require`,
// and what could not run in Prosody, or would not read like a module of Prosody's, is an error.
// @ts-check
const path = require("node:path");
const ts = require("typescript");
const {
  STATEMENTS,
  markEmptyBlocks,
  markFile,
  markIf,
  markNumber,
  markStatement,
  markTable,
} = require("./plugin/comments.cjs");
const { findBadNames } = require("./plugin/constructs.cjs");
const {
  findDefaultExports,
  findExportLists,
  makeExportsGlobal,
  nameExports,
} = require("./plugin/exports.cjs");
const idioms = require("./plugin/idioms.cjs");
const { shortenImports } = require("./plugin/imports.cjs");
const { arrangeLibraries, isEntry } = require("./plugin/libraries.cjs");
const { readLicence, stateLicence } = require("./plugin/licence.cjs");
const { createLoopVisitor } = require("./plugin/loops.cjs");
const { findUnportable } = require("./plugin/lua-versions.cjs");
const { findLostSelf } = require("./plugin/methods.cjs");
const { findOtherMeanings } = require("./plugin/meanings.cjs");
const { findMisspeltNames } = require("./plugin/names.cjs");
const { findRefusedOptions } = require("./plugin/options.cjs");
const { restoreNames, takenNames } = require("./plugin/own-names.cjs");
const { printFile } = require("./plugin/printer.cjs");
const { findArrayReturns } = require("./plugin/returns.cjs");
const { createReporter } = require("./plugin/rules.cjs");
const { createSourceMap, withoutMarks } = require("./plugin/source-map.cjs");

/**
 * @typedef {import("typescript-to-lua").TransformationContext} TransformationContext
 * @typedef {import("typescript-to-lua").Statement} Statement
 */

/**
 * @param {readonly import("typescript").Diagnostic[]} diagnostics
 */
function hasError(diagnostics) {
  return diagnostics.some(({ category }) => category === ts.DiagnosticCategory.Error);
}

/**
 * @param {import("typescript").SourceFile} source
 * @returns {Set<string>}
 */
function identifiersOf(source) {
  /** @type {Set<string>} */
  const names = new Set();
  const visit = (/** @type {import("typescript").Node} */ node) => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/**
 * The visitors that keep comments, and write idioms of Lua's, in what TypeScriptToLua makes of a source.
 * @param {import("./plugin/rules.cjs").Report} report
 * @param {(diagnostics: import("typescript").Diagnostic[]) => void} watch told of each file's diagnostics
 * @returns {import("typescript-to-lua").Visitors}
 */
function createVisitors(report, watch) {
  const visitStatement = (
    /** @type {import("typescript").Statement} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    const statements = idioms.simplifyStatement(node, context.superTransformStatements(node), context);
    if (ts.isFunctionDeclaration(node)) idioms.simplifyFunction(node, statements, context);
    if (ts.isIfStatement(node)) markIf(node, statements);
    markEmptyBlocks(node, statements);
    markStatement(node, statements);
    return statements;
  };
  const visitImport = (
    /** @type {import("typescript").ImportDeclaration} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    markStatement(node, shortenImports(node, context));
    return undefined;
  };
  const visitFunction = (
    /** @type {import("typescript").ArrowFunction | import("typescript").FunctionExpression} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    const made = context.superTransformExpression(node);
    idioms.simplifyFunction(node, made, context);
    markEmptyBlocks(node, [made]);
    return made;
  };
  const visitTable = (
    /** @type {import("typescript").Expression} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    const table = context.superTransformExpression(node);
    markTable(node, table);
    return table;
  };
  const visitNumber = (
    /** @type {import("typescript").NumericLiteral} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    const number = context.superTransformExpression(node);
    markNumber(node, number);
    return number;
  };
  const visitCall = (
    /** @type {import("typescript").CallExpression} */ node,
    /** @type {TransformationContext} */ context,
  ) => {
    const call = idioms.callIfThere(node, context) ?? context.superTransformExpression(node);
    idioms.keepOneValue(node, call, context);
    return idioms.callOnText(node, call, context);
  };
  /** @type {import("typescript-to-lua").FunctionVisitor<import("typescript").SourceFile>} */
  const visitFile = (node, context) => {
    const source = ts.getOriginalNode(node, ts.isSourceFile);
    // The transpiler takes some nodes out of the tree, on which TypeScript, asked later, would fail. It keeps what it has found.
    context.program.getSemanticDiagnostics(source);
    const [made] = context.superTransformNode(node);
    if (made === undefined) throw new Error(`${node.fileName} became no Lua file`);
    const file = /** @type {import("typescript-to-lua").File} */ (made);
    idioms.shortenReturns(file);
    idioms.callMethods(file);
    idioms.dropParentheses(file);
    markFile(source, file);
    if (isEntry(source.fileName)) {
      context.diagnostics.push(...findExportLists(source, context, report));
      makeExportsGlobal(file);
    }
    nameExports(file);
    restoreNames(file, takenNames(file, identifiersOf(source)));
    context.diagnostics.push(
      ...findBadNames(/** @type {never} */ (file), source, report),
      ...findUnportable(file, source, context, report),
      ...findLostSelf(source, context, report),
      ...findArrayReturns(source, report),
      ...findDefaultExports(source, report),
      ...findMisspeltNames(source, context.checker, report),
      ...findOtherMeanings(source, context.checker, report),
    );
    watch(context.diagnostics);
    return file;
  };
  const visitLoop = createLoopVisitor(report);
  /** @type {import("typescript-to-lua").FunctionVisitor<import("typescript").ForStatement>} */
  const visitFor = (node, context) => {
    const statements = /** @type {Statement[]} */ ([visitLoop(node, context)].flat());
    markStatement(node, statements);
    return statements;
  };
  return {
    ...Object.fromEntries(STATEMENTS.map((kind) => [kind, visitStatement])),
    [ts.SyntaxKind.ForStatement]: visitFor,
    [ts.SyntaxKind.ImportDeclaration]: visitImport,
    [ts.SyntaxKind.SourceFile]: visitFile,
    [ts.SyntaxKind.ArrowFunction]: visitFunction,
    [ts.SyntaxKind.FunctionExpression]: visitFunction,
    [ts.SyntaxKind.ObjectLiteralExpression]: visitTable,
    [ts.SyntaxKind.ArrayLiteralExpression]: visitTable,
    [ts.SyntaxKind.NumericLiteral]: visitNumber,
    [ts.SyntaxKind.CallExpression]: visitCall,
    [ts.SyntaxKind.BinaryExpression]: idioms.testForNil,
    [ts.SyntaxKind.ElementAccessExpression]: idioms.takeOneValue,
  };
}

/**
 * The plugin, for one build.
 * @param {import("./plugin/rules.cjs").Options} [options] what `luaPlugins` has besides the name of the plugin
 * @returns {import("typescript-to-lua").Plugin}
 */
function createPlugin(options = {}) {
  const report = createReporter(options);
  /** @type {import("typescript").Diagnostic[][]} */
  const watched = [];
  return {
    visitors: createVisitors(report, (diagnostics) => watched.push(diagnostics)),

    // The Lua is printed where the libraries are known.
    printer: () => ({ code: "", sourceMap: "", sourceMapNode: /** @type {never} */ (undefined) }),

    beforeEmit(program, compilerOptions, _host, files) {
      const root = path.dirname(
        /** @type {string | undefined} */ (compilerOptions.configFilePath) ??
          path.join(program.getCurrentDirectory(), "tsconfig.json"),
      );
      const outDir = path.resolve(root, compilerOptions.outDir ?? ".");
      const refused = findRefusedOptions(compilerOptions, report);
      if (hasError(refused)) {
        files.length = 0;
        return refused;
      }
      const { outputs, isWhole, diagnostics } = arrangeLibraries(program, files, { root, outDir, report });
      const checked = isWhole
        ? ts.getPreEmitDiagnostics(program)
        : outputs.flatMap(({ source }) => ts.getPreEmitDiagnostics(program, source));
      if (hasError([...watched.flat(), ...diagnostics, ...checked])) {
        files.length = 0;
        return diagnostics;
      }
      const licence = readLicence(root);
      for (const { emitted, file, isEntry: isByItself, source } of outputs) {
        stateLicence(file, licence);
        if (!isByItself) emitted.outputPath = emitted.outputPath.replace(/\.lua$/, ".lib.lua");
        const marked = printFile(file);
        emitted.code = withoutMarks(marked);
        const { fileName } = source;
        emitted.sourceMap = createSourceMap(marked, { fileName, outputPath: emitted.outputPath });
      }
      return diagnostics;
    },
  };
}

module.exports = Object.assign(createPlugin, { default: createPlugin });
