/** Shopify's own theme check over the theme app extension, with its rules for extensions. */
import { fileURLToPath } from "node:url";
import { themeCheckRun } from "@shopify/theme-check-node";

const folder = fileURLToPath(new URL("../../extensions/storefront", import.meta.url));
const { offenses } = await themeCheckRun(
  folder,
  "theme-check:theme-app-extension",
  () => undefined,
);

for (const { check, message, uri, start } of offenses) {
  const file = uri.slice(uri.indexOf("extensions/storefront"));
  process.stdout.write(`${file}:${start.line + 1}:${start.character + 1} ${check}: ${message}\n`);
}
process.exit(offenses.length === 0 ? 0 : 1);
