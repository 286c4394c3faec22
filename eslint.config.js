// Type-checked rules for everything; for the plugin also rules against what transpiles badly to Lua.
import tseslint from "typescript-eslint";
import prettier from "eslint-config-prettier";
import forModules from "./types/eslint.cjs";

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "build/",
      "packages/*/build/",
      "**/node_modules/",
      "rigs/types/live/test/planted/",
      "types/test/compile/",
      "types/test/modules/",
      "types/**/*.d.ts",
      "packages/prosody-launcher/src/busted/",
      "packages/create-prosody-module/template/",
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
    ...forModules,
  },
  {
    files: ["spec/**/*.ts", "**/*.test.ts"],
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
