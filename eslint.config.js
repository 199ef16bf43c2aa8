import js from "@eslint/js";
import globals from "globals";

// What turns text into elements or into a script; tests/test_architecture.py looks for the same.
const BANNED = [
  "innerHTML",
  "outerHTML",
  "srcdoc",
  "insertAdjacentHTML",
  "createContextualFragment",
  "parseFromString",
  "setHTML",
  "setHTMLUnsafe",
];

export default [
  { ignores: [".venv/", "build/", "components/figures/plotly/"] },
  js.configs.recommended,
  {
    files: ["components/web/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["**/*.js"],
    rules: {
      complexity: ["error", 12],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        ...BANNED.map((property) => ({ property, message: "Text becomes text nodes here." })),
        { object: "document", property: "write", message: "Text becomes text nodes here." },
      ],
      "no-script-url": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["tests/web/**/*.js"],
    languageOptions: { globals: { ...globals.node, document: "writable" } },
    rules: { "no-script-url": "off" }, // they stand here to be refused
  },
];
