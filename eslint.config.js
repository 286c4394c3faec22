// Type-checked rules for everything; for the plugin also rules against what transpiles badly to Lua.
import tseslint from "typescript-eslint";
import prettier from "eslint-config-prettier";

/** What TypeScriptToLua turns into Lua that is wrong, needs its library, or looks generated. */
const transpilesBadly = [
  ["ChainExpression", "`?.` becomes a chain of temporaries: test for undefined first"],
  ["SwitchStatement", "`switch` becomes a chain of `or`s: use if, or a table"],
  ["ConditionalExpression", "`a ? b : c` becomes `a and b or c`, wrong where b may be nil: use if"],
  ["TryStatement", "try/catch needs lualib: use pcall"],
  ["ThrowStatement", "throw needs lualib: use error()"],
  ["ClassDeclaration", "classes need lualib: use functions and tables"],
  ["NewExpression:not([callee.name=/^Lua(Map|Set|Table)$/])", "new needs lualib: use functions and tables"],
  ["UpdateExpression", "`i++` reads badly in Lua: use `i += 1` or $range"],
  ["ForStatement", "use for…of over an array, pairs() or $range"],
  ["ForInStatement", "use for…of over pairs()"],
  ["ContinueStatement", "`continue` becomes a goto, or a flag on Lua 5.1: use guard clauses"],
  ["SpreadElement", "spread needs lualib"],
  ["AwaitExpression", "await needs lualib"],
  ["TemplateLiteral[expressions.length>2]", "a long template reads badly in Lua: use string.format"],
  ["LogicalExpression[operator='??']", "`??` becomes a temporary: test for undefined"],
  ["LogicalExpression[operator='||'] > Literal.left", '0 and "" are true in Lua'],
  ["ObjectPattern", "destructuring becomes temporaries: name the field"],
  ["RestElement", "rest needs unpack"],
  [
    "ImportDeclaration[importKind='value'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
    "named imports become temporaries: import * as name",
  ],
].map(([selector, message]) => ({ selector, message }));

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "build/",
      "tools/scansion/build/",
      "**/node_modules/",
      ".releases/",
      "spec/types/",
      "types/**/*.d.ts",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...transpilesBadly],
      "@typescript-eslint/naming-convention": [
        "error",
        {
          selector: ["variable", "function", "parameter"],
          format: ["snake_case", "UPPER_CASE"],
          filter: { regex: "^_$", match: false },
        },
        { selector: "typeLike", format: ["PascalCase"] },
      ],
      // In Lua only nil and false are false: what is tested may be nil, but no number.
      "@typescript-eslint/strict-boolean-expressions": [
        "error",
        { allowNumber: false, allowNullableString: true, allowNullableBoolean: true },
      ],
      // A function without self says so by `this: void`.
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
      // Prosody promises more than its types can say, for example that a stanza of an event has a `to`.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/prefer-optional-chain": "off",
      "@typescript-eslint/prefer-nullish-coalescing": "off",
    },
  },
  {
    files: ["spec/**/*.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", package: "node:test", name: ["describe", "it", "suite", "test"] },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, "@typescript-eslint/no-require-imports": "off" },
  },
  prettier,
);
