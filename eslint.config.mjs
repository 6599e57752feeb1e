// What the type checker cannot see in the browser side of sealed sites and of the form; see generator/*/web/.
import js from "@eslint/js";
import globals from "globals";

const ours = { WORDS: "readonly", HOME: "readonly" };

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...globals.browser, ...ours } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 8],
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines": ["error", 500],
      "max-lines-per-function": ["error", 40],
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-param-reassign": ["error", { props: false }],
      "no-var": "error",
      "prefer-const": "error",
      "prefer-template": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "localStorage"].map((property) => ({
          property,
          message: "Nothing is made of text as markup, and nothing is kept beyond a visit.",
        })),
      ],
    },
  },
  {
    files: ["**/worker.js", "**/core.js"],
    languageOptions: { globals: { ...globals.serviceworker, ...ours } },
  },
];
