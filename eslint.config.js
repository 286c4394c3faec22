// Type-checked rules for everything; for the plugin also rules against what transpiles badly to Lua.
import tseslint from "typescript-eslint";
import prettier from "eslint-config-prettier";
import forModules from "./types/eslint.cjs";

/** Has files checked with the types of a project. Their folder's tsconfig.json may have more of the same, in a program of its own. */
function ofProject(project, ...files) {
  return { files, languageOptions: { parserOptions: { project } } };
}

/** Forbids imports whose path matches a pattern. */
function noImports(...patterns) {
  return { rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const PAST_THE_INDEX = {
  regex: "/packages/|^(prosody-launcher|scansion-runner|create-prosody-module)/",
  message: "A package is entered by its index: import it by its name.",
};
const OF_RIGS = {
  regex: "/rigs/",
  message: "Imports go from rigs/ to tools/ to packages/, never the other way.",
};

/** A doc comment that begins so restates the signature, and says the verb last. */
const QUESTION = /^\*\s*(?:\*\s*)?(What|Which|Who|Whom|Whose|How|Whether|Where|Why)\b/;

/** Refuses doc comments that begin as a question does. */
const statements = {
  create(context) {
    return {
      Program() {
        for (const { value, loc } of context.sourceCode.getAllComments()) {
          const [, word] = QUESTION.exec(value) ?? [];
          const message = `Begin a doc comment with a verb or a noun, not with "${word}", or leave it out.`;
          if (word !== undefined) context.report({ loc, message });
        }
      },
    };
  },
};

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
    languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  ofProject("tsconfig.tools.json", "**/*.ts"),
  ofProject("tsconfig.json", "src/**/*.ts"),
  ofProject("spec/unit/tsconfig.json", "spec/unit/*.ts"),
  ofProject("packages/converse-muc-people/tsconfig.json", "packages/converse-muc-people/**/*.ts"),
  {
    files: ["src/**/*.ts", "spec/unit/*.ts"],
    ...forModules,
  },
  { files: ["rigs/**/*.ts", "spec/**/*.ts", "types/test/*.ts"], ...noImports(PAST_THE_INDEX) },
  { files: ["tools/**/*.ts"], ...noImports(PAST_THE_INDEX, OF_RIGS) },
  {
    files: ["packages/*/src/**/*.ts"],
    ...noImports({
      regex: "^\\.\\./\\.\\./",
      message: "A package has nothing from outside of it, but other packages by their names.",
    }),
  },
  {
    files: ["packages/*/test/**/*.ts"],
    ...noImports(OF_RIGS, {
      regex: "/spec/|\\.\\./(prosody-launcher|scansion-runner|create-prosody-module)/",
      message: "The tests of a package use other packages by their names, and tools/kit.",
    }),
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
  {
    plugins: { comments: { rules: { statements } } },
    rules: { "comments/statements": "error" },
  },
  prettier,
);
