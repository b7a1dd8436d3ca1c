/**
 * For a developer with a Shopify partner account: Shopify's CLI brings a tunnel, an app and a development shop of
 * Shopify's own, and runs the web app with reloading; the worker runs beside it.
 * Without an account, `npm run demo` runs everything on this machine.
 */
import { spawn } from "node:child_process";

const CLI = ["--yes", "@shopify/cli@4.8.2", "app", "dev", ...process.argv.slice(2)];
spawn("npx", CLI, { stdio: "inherit" }).once("exit", (code) => {
  process.exit(code ?? 1);
});
