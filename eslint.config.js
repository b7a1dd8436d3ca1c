import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import n from "eslint-plugin-n";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const NO_CLOCK = {
  selector: "NewExpression[callee.name='Date'][arguments.length=0]",
  message: "Take `asOf` or `now`; only routes, tasks and entries look at the clock.",
};
const NO_DATE_NOW = {
  selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  message: "Take `asOf` or `now`; only routes, tasks and entries look at the clock.",
};

export default tseslint.config(
  {
    ignores: [
      "build/",
      ".demo/",
      ".cache/",
      "node_modules/",
      "public/",
      "app/**/generated/",
      "prisma/postgresql/",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/only-throw-error": [
        "error",
        {
          allow: [
            { from: "lib", name: "Response" },
            { from: "package", name: "Response", package: "undici-types" },
          ],
        },
      ],
      // Single Fetch is off, so Remix answers with `json`.
      "@typescript-eslint/no-deprecated": [
        "error",
        { allow: [{ from: "package", name: "json", package: "@remix-run/server-runtime" }] },
      ],
      // Kysely's callbacks are meant to be destructured.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
    },
  },
  { files: ["**/*.{js,mjs,cjs}"], languageOptions: { globals: globals.node } },
  { files: ["tests/devstore/admin/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { n },
    rules: { "no-console": "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/services.server.ts", "app/*.server.ts", "app/entry.server.tsx"],
    plugins: { n },
    rules: { "n/no-process-env": "error" },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: [
      "app/routes/**",
      "app/*.server.ts",
      "app/**/tasks.server.ts",
      "app/jobs/**",
      "app/entry.server.tsx",
      "app/**/*.test.ts",
    ],
    rules: { "no-restricted-syntax": ["error", NO_CLOCK, NO_DATE_NOW] },
  },
  {
    files: ["app/**/*.tsx"],
    plugins: { "react-hooks": reactHooks, "jsx-a11y": jsxA11y },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.configs.recommended.rules,
      // A region that scrolls must be reached by the keyboard (app/ui/scroll-box.tsx).
      "jsx-a11y/no-noninteractive-tabindex": ["error", { roles: ["tabpanel", "region"] }],
    },
  },
);
