import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";
import { freePort } from "#tests/support/postgres-server.ts";

const HELP = `npm run demo -- [options]
  --once              print one JSON summary and end
  --customers N       size of the made-up shop (2000)
  --seed N            which made-up shop (7)
  --today YYYY-MM-DD  the shop's last day (today); a file's days are moved by whole weeks
  --data FILE         the UCI Online Retail CSV (or .gz) instead of a made-up shop
  --cut N             only the file's first N invoices
  --database URL      PostgreSQL instead of a file
  --dir DIR           where everything is kept (.demo)
  --fresh             forget what is kept there
  --port N, --store-port N   where to listen (3000, 4571; --once takes free ones)`;

const whole = (least: number) => z.coerce.number().int().min(least);

const Options = z.object({
  once: z.boolean().default(false),
  fresh: z.boolean().default(false),
  customers: whole(1).max(1_000_000).default(2_000),
  seed: whole(0).default(7),
  today: z.iso.date().optional(),
  data: z
    .string()
    .refine((file) => existsSync(file), { error: "is not a file" })
    .optional(),
  cut: whole(1).optional(),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: "must begin with postgres://" })
    .optional(),
  dir: z.string().default(".demo"),
  port: whole(1).max(65_535).optional(),
  "store-port": whole(1).max(65_535).optional(),
});

export interface Demo {
  once: boolean;
  /** demo or online-retail: the shop's name in its urls. */
  shopName: string;
  shop: string;
  folder: string;
  appUrl: string;
  storeUrl: string;
  storeFlags: string[];
  /** What the app is started with. */
  environment: Record<string, string>;
}

/**
 * Reads the command line, makes the demo's folder and keys, and says how to start everything.
 * @throws Error naming each option that is wrong
 */
export async function readDemo(argv: string[], today: string): Promise<Demo> {
  const { values } = parseArgs({
    args: argv,
    options: {
      once: { type: "boolean" },
      fresh: { type: "boolean" },
      help: { type: "boolean" },
      ...Object.fromEntries(
        ["customers", "seed", "today", "data", "cut", "database", "dir", "port", "store-port"].map(
          (name) => [name, { type: "string" as const }],
        ),
      ),
    },
  });
  if (values.help) throw new Error(HELP);
  const parsed = Options.safeParse(values);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `--${issue.path.join(".")}: ${issue.message}`,
    );
    throw new Error(`${faults.join("\n")}\n\n${HELP}`);
  }
  const options = parsed.data;

  const shopName = options.data ? "online-retail" : "demo";
  const folder = resolve(options.dir, options.once ? `${shopName}-once` : shopName);
  if (options.fresh || options.once) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  const port = options.port ?? (options.once ? await freePort() : 3000);
  const storePort = options["store-port"] ?? (options.once ? await freePort() : 4571);
  const appUrl = `http://localhost:${port}`;
  const storeUrl = `http://localhost:${storePort}`;
  const keys = demoKeys(folder);

  return {
    once: options.once,
    shopName,
    shop: `${shopName}.myshopify.com`,
    folder,
    appUrl,
    storeUrl,
    storeFlags: [
      ...["--dir", join(folder, "store"), "--port", String(storePort)],
      ...["--shop", `${shopName}.myshopify.com`, "--grant", "read_all_orders"],
      ...(options.data
        ? ["--data", resolve(options.data), "--ends-on", options.today ?? today]
        : ["--generate", String(options.customers), "--seed", String(options.seed)]),
      ...(options.data ? [] : ["--today", options.today ?? today]),
      ...(options.cut ? ["--cut", String(options.cut)] : []),
    ],
    environment: {
      NODE_ENV: "production",
      DATABASE_URL: options.database ?? `file:${join(folder, "regulars.db")}`,
      SHOPIFY_API_KEY: keys.apiKey,
      SHOPIFY_API_SECRET: keys.apiSecret,
      SHOPIFY_APP_URL: appUrl,
      SCOPES: scopesOfApp(),
      TOKEN_ENCRYPTION_KEY: keys.encryptionKey,
      SHOPIFY_DEVSTORE_URL: storeUrl,
      SHOPIFY_DEVSTORE_ALLOWED: "true",
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "warn",
    },
  };
}

const Keys = z.object({ apiKey: z.string(), apiSecret: z.string(), encryptionKey: z.string() });

/** Keys of this demo alone, made once and kept beside its database. */
function demoKeys(folder: string): z.infer<typeof Keys> {
  const file = join(folder, "keys.json");
  if (existsSync(file)) return Keys.parse(JSON.parse(readFileSync(file, "utf8")));
  const keys = {
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(24).toString("hex"),
    encryptionKey: randomBytes(32).toString("base64"),
  };
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

const Toml = z.object({ access_scopes: z.object({ scopes: z.string() }) });
const scopesOfApp = () =>
  Toml.parse(parseToml(readFileSync("shopify.app.toml", "utf8"))).access_scopes.scopes;
