// Rules of ESLint's, for modules of Prosody in TypeScript: what becomes Lua that is wrong or reads badly, beyond what the plugin
// for TypeScriptToLua refuses by itself. They go with those of typescript-eslint.
// @ts-check
const transpilesBadly = [
  [
    ":not(ForStatement, ExpressionStatement) > UpdateExpression",
    "`i++` as a value reads badly in Lua: use `i += 1`",
  ],
  ["TemplateLiteral[expressions.length>2]", "a long template reads badly in Lua: use string.format"],
  ["LogicalExpression[operator='||'] > Literal.left", '0 and "" are true in Lua'],
  ["RestElement", "rest needs unpack"],
].map(([selector, message]) => ({ selector, message }));

module.exports = {
  rules: {
    "no-restricted-syntax": ["error", ...transpilesBadly],
    // `typeof import("./mod_NAME")` is the type of what a module exports.
    "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
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
    // Lua's name for what nobody reads, as in `for _ = 1, 3 do`.
    "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_$" }],
    "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    // A function without self says so by `this: void`.
    "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
    // Prosody promises more than its types can say, for example that a stanza of an event has a `to`.
    "@typescript-eslint/no-non-null-assertion": "off",
    "@typescript-eslint/prefer-optional-chain": "off",
    "@typescript-eslint/prefer-nullish-coalescing": "off",
  },
};
