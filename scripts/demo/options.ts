import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { parse as parseToml } from "smol-toml";
import { z } from "zod";
import { freePort } from "#tests/support/postgres-server.ts";

export const HELP = `npm run demo -- [options]
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

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) => {
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  const error = `must be a whole number, ${range}`;
  return z
    .string()
    .regex(/^\d+$/, { error, abort: true })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
};

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const Options = z.object({
  once: z.boolean().default(false),
  fresh: z.boolean().default(false),
  customers: whole(1, 1_000_000).default(2_000),
  seed: whole(0).default(7),
  today: z.iso.date({ error: "must be a day such as 2026-11-21" }).optional(),
  data: z.string().refine(isFile, { error: "is not a file" }).optional(),
  cut: whole(1).optional(),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: "must begin with postgres://" })
    .optional(),
  dir: z.string().default(".demo"),
  port: whole(1, 65_535).optional(),
  "store-port": whole(1, 65_535).optional(),
});

const FLAGS = ["once", "fresh"];

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
  const parsed = Options.safeParse(valuesIn(argv));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `--${issue.path.join(".")}: ${issue.message}`,
    );
    throw new Error([...faults, SEE_HELP].join("\n"));
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
  await assertFree("--port", port);
  await assertFree("--store-port", storePort);
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

const SEE_HELP = "npm run demo -- --help lists the options.";

function valuesIn(argv: string[]) {
  const withValue = Object.keys(Options.shape).filter((name) => !FLAGS.includes(name));
  const options: ParseArgsOptionsConfig = {
    ...Object.fromEntries(FLAGS.map((name) => [name, { type: "boolean" }])),
    ...Object.fromEntries(withValue.map((name) => [name, { type: "string" }])),
  };
  try {
    return parseArgs({ args: argv, options }).values;
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : "the options are not understood";
    const [, option] = /^Option '(--[\w-]+)/.exec(said) ?? [];
    const text = option ? `${option}: its value is missing, or begins with a dash` : said;
    throw new Error(`${text}\n${SEE_HELP}`);
  }
}

const Keys = z.object({ apiKey: z.string(), apiSecret: z.string(), encryptionKey: z.string() });

/** Before anything is filled, which may take minutes. */
async function assertFree(option: string, port: number): Promise<void> {
  for (const host of ["127.0.0.1", "localhost"]) {
    await new Promise<void>((free, refuse) => {
      const probe = createServer();
      probe.once("error", () => {
        refuse(new Error(`port ${port} cannot be had: choose another with ${option}`));
      });
      probe.listen(port, host, () => {
        probe.close(() => {
          free();
        });
      });
    });
  }
}

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
