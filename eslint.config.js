// Type-checked rules for everything; for the plugin also rules against what transpiles badly to Lua.
import tseslint from "typescript-eslint";
import prettier from "eslint-config-prettier";

/** What becomes Lua that is wrong or reads badly, beyond what the plugin in types/ refuses by itself. */
const transpilesBadly = [
  ["UpdateExpression", "`i++` reads badly in Lua: use `i += 1` or $range"],
  ["ForStatement", "use for…of over an array, pairs() or $range"],
  ["TemplateLiteral[expressions.length>2]", "a long template reads badly in Lua: use string.format"],
  ["LogicalExpression[operator='||'] > Literal.left", '0 and "" are true in Lua'],
  ["RestElement", "rest needs unpack"],
].map(([selector, message]) => ({ selector, message }));

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "build/",
      "tools/*/build/",
      "**/node_modules/",
      "spec/types/",
      "types/**/*.d.ts",
      "tools/prosody/busted/",
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
    files: ["src/**/*.ts", "spec/unit/*.ts"],
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
