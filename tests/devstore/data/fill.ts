import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { readAppConfig } from "../store/app-config.ts";
import { Shops, type Store } from "../store/open-store.ts";
import type { Filled } from "./fill-once.ts";
import { generateShop, type GenerateOptions } from "./generate.ts";
import { loadOnlineRetail } from "./online-retail.ts";

/** What a shop can be filled with: made up, or read from the UCI file. */
export type Filling =
  | ({ readonly from: "generator" } & GenerateOptions)
  | {
      readonly from: "online-retail";
      readonly path: string;
      readonly cut?: number;
      readonly endsOn?: string;
    };

/** Fills one store; does nothing if it holds just this already. Replaces what it held otherwise. */
export const fillShop = (store: Store, filling: Filling): Promise<Filled> =>
  filling.from === "generator" ? generateShop(store, filling) : loadOnlineRetail(store, filling);

/** The flags of a filling, for `parseArgs`; `node tests/devstore/main.ts` takes the same. */
export const fillingFlags = {
  generate: { type: "string" },
  seed: { type: "string" },
  today: { type: "string" },
  currency: { type: "string" },
  timezone: { type: "string" },
  data: { type: "string" },
  cut: { type: "string" },
  "ends-on": { type: "string" },
} as const;

export const fillingUsage = `[--generate CUSTOMERS --today YYYY-MM-DD [--seed N] [--currency EUR] [--timezone Europe/Berlin] | --data online_retail.csv.gz [--cut INVOICES] [--ends-on YYYY-MM-DD]]`;

export type FillingFlags = { readonly [Flag in keyof typeof fillingFlags]?: string | undefined };

/** What the flags ask for; null if nothing. @throws on a flag that makes no sense */
export function fillingOf(flags: FillingFlags): Filling | null {
  if (flags.data !== undefined) {
    const endsOn = flags["ends-on"];
    return {
      from: "online-retail",
      path: flags.data,
      ...(flags.cut === undefined ? {} : { cut: whole("--cut", flags.cut) }),
      ...(endsOn === undefined ? {} : { endsOn: day("--ends-on", endsOn) }),
    };
  }
  if (flags.generate === undefined) return null;
  return {
    from: "generator",
    customers: whole("--generate", flags.generate),
    seed: whole("--seed", flags.seed ?? "7"),
    today: day("--today", flags.today ?? "missing"),
    ...(flags.currency === undefined ? {} : { currency: flags.currency }),
    ...(flags.timezone === undefined ? {} : { timezone: flags.timezone }),
  };
}

/** Fills the named shop (`demo`, or `online-retail` for the file, if none is named) as the flags ask; null if they ask nothing. */
export async function fillFromFlags(
  shops: Shops,
  domain: string | undefined,
  flags: FillingFlags,
): Promise<Filled | null> {
  const filling = fillingOf(flags);
  if (!filling) return null;
  const name = filling.from === "generator" ? "demo" : "online-retail";
  return fillShop(shops.open(domain ?? `${name}.myshopify.com`), filling);
}

function day(flag: string, text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) {
    throw new Error(`${flag} must be a day like 2026-11-21, not ${text}`);
  }
  return text;
}

function whole(flag: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${flag} must be a whole number, not ${text}`);
  return Number(text);
}

/** `node tests/devstore/data/fill.ts --dir DIR --shop demo.myshopify.com --seed 7 --customers 2000 --today 2026-11-21` */
async function main(): Promise<void> {
  const toml = fileURLToPath(new URL("../../../shopify.app.toml", import.meta.url));
  const { values } = parseArgs({
    options: {
      ...fillingFlags,
      dir: { type: "string" },
      shop: { type: "string" },
      customers: { type: "string" },
      "app-config": { type: "string", default: toml },
    },
  });
  if (!values.dir)
    throw new Error(
      `--dir is missing\nnode tests/devstore/data/fill.ts --dir DIR [--shop DOMAIN] ${fillingUsage}`,
    );
  const {
    SHOPIFY_API_KEY: clientId = "",
    SHOPIFY_API_SECRET: secret = "",
    SHOPIFY_APP_URL: url,
  } = process.env;
  const app = readAppConfig(values["app-config"], {
    clientId,
    secret,
    url: url ?? "http://localhost",
  });
  const shops = new Shops(values.dir, app);
  const filled = await fillFromFlags(shops, values.shop, {
    ...values,
    generate: values.customers ?? values.generate,
  });
  if (!filled) throw new Error(`nothing to fill with: ${fillingUsage}`);
  process.stdout.write(`${JSON.stringify(filled)}\n`);
  shops.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((fault: unknown) => {
    process.stderr.write(`fill: ${fault instanceof Error ? fault.message : String(fault)}\n`);
    process.exitCode = 1;
  });
}
