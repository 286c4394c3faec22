// The rules that a source is held against. Each has a name, under which the options of the plugin set it to "error", "warn" or
// "off", and a number, which TypeScript prints.
// @ts-check
const ts = require("typescript");

/** The rules, in the order of their numbers: add at the end. */
const RULES = /** @type {const} */ ([
  "made-up-name",
  "object-destructuring",
  "array-destructuring",
  "optional-chain",
  "nullish-coalescing",
  "switch",
  "typeof",
  "try",
  "throw",
  "class",
  "new",
  "spread",
  "await",
  "for-in",
  "import-form",
  "re-export",
  "conditional",
  "continue",
  "reserved-name",
  "lua-syntax",
  "lua-function",
  "export-list",
  "library-cycle",
  "library-path",
  "unknown-library",
  "module-import",
  "misspelt-name",
  "lost-self",
  "loop-variable",
  "default-export",
  "multi-return",
  "compiler-option",
  "library-release",
  "truth",
  "array-hole",
  "number-key",
  "sort-order",
]);

/** Above TypeScript's own numbers. */
const FIRST_CODE = 90001;

/**
 * @typedef {(typeof RULES)[number]} Rule
 * @typedef {"error" | "warn" | "off"} Level
 * @typedef {{ rules?: Partial<Record<Rule, Level>> }} Options
 */

/**
 * The diagnostics of one build.
 * @param {Options} options
 */
function createReporter({ rules = {} }) {
  for (const [rule, level] of Object.entries(rules)) {
    if (!(/** @type {readonly string[]} */ (RULES).includes(rule)))
      throw new Error(
        `the option "rules" of prosody-plugin-types names "${rule}", which is no rule: ${RULES.join(", ")}`,
      );
    if (!["error", "warn", "off"].includes(level))
      throw new Error(`the rule "${rule}" is set to "${level}": set it to error, warn or off`);
  }
  /**
   * A diagnostic of a rule; none if the rule is off.
   * @param {Rule} rule
   * @param {string} message cause and cure
   * @param {import("typescript").Node} [node] where it is
   * @param {Level} [byDefault] where the options name no other
   * @returns {import("typescript").Diagnostic[]}
   */
  return (rule, message, node, byDefault = "error") => {
    const level = rules[rule] ?? byDefault;
    if (level === "off") return [];
    const file = node?.getSourceFile();
    const start = node?.getStart(file);
    const length = node === undefined || start === undefined ? undefined : node.getEnd() - start;
    const category = level === "warn" ? ts.DiagnosticCategory.Warning : ts.DiagnosticCategory.Error;
    const code = FIRST_CODE + RULES.indexOf(rule);
    return [{ category, code, source: "prosody", file, start, length, messageText: `${message} [${rule}]` }];
  };
}

/** @typedef {ReturnType<typeof createReporter>} Report */

module.exports = { RULES, createReporter };
