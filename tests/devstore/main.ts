import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { readAppConfig } from "./store/app-config.ts";
import { Shops } from "./store/open-store.ts";
import { serve } from "./server.ts";
import { startDeliveries } from "./webhooks/deliver.ts";
import { resumeBulkOperations } from "./bulk/operations.ts";
import { grantScopes } from "./oauth/installation.ts";
import { fillFromFlags, fillingFlags, fillingUsage } from "./data/fill.ts";

const usage = `node tests/devstore/main.ts --dir DIR [--port N] [--shop demo.myshopify.com]… [--app-config FILE] [--grant read_all_orders]…
  ${fillingUsage}
  SHOPIFY_API_KEY, SHOPIFY_API_SECRET and SHOPIFY_APP_URL in the environment; port 0 takes a free one.`;

await main().catch((fault: unknown) => {
  process.stderr.write(`devstore: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...fillingFlags,
      dir: { type: "string" },
      port: { type: "string", default: "0" },
      shop: { type: "string", multiple: true, default: [] },
      grant: { type: "string", multiple: true, default: [] },
      "app-config": {
        type: "string",
        default: fileURLToPath(new URL("../../shopify.app.toml", import.meta.url)),
      },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const port = Number(values.port);
  if (values.dir === undefined) throw new Error(`--dir is missing\n${usage}`);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port is not a port: ${values.port}`);
  const app = readAppConfig(values["app-config"], {
    clientId: required("SHOPIFY_API_KEY"),
    secret: required("SHOPIFY_API_SECRET"),
    url: required("SHOPIFY_APP_URL"),
  });
  const shops = new Shops(values.dir, app);
  for (const domain of values.shop) shops.open(domain);
  await fillFromFlags(shops, values.shop[0], values);
  if (values.grant.length > 0) for (const store of shops.all()) grantScopes(store, values.grant);

  const { server, origin } = await serve(shops, port).catch((fault: unknown) => {
    shops.close();
    throw fault instanceof Error && "code" in fault && fault.code === "EADDRINUSE"
      ? new Error(`port ${String(port)} is in use: choose another with --port`)
      : fault;
  });
  const stopDeliveries = startDeliveries(shops);
  resumeBulkOperations(shops);
  process.stdout.write(`${JSON.stringify({ devstore: origin })}\n`);

  const stop = (): void => {
    stopDeliveries();
    server.close(() => {
      shops.close();
      process.exit(0);
    });
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 2000).unref();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing in the environment`);
  return value;
}
