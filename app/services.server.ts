import { sql } from "kysely";
import { openDatabase } from "./db/database.server.ts";
import { hasRoom as hasRoomAt } from "./db/room.server.ts";
import { readConfig } from "./platform/config.server.ts";
import { openLog } from "./platform/log.server.ts";
import type { Shop } from "./purchases/shop.ts";
import { findShop, readShop } from "./purchases/shops.server.ts";
import { openAdmin, type Admin } from "./shopify/admin.server.ts";
import { Pace } from "./shopify/pace.ts";
import { createShopifyApp } from "./shopify/shopify-app.server.ts";
import { shopInstalled } from "./sync/shop-installed.server.ts";

/** The singletons of this process, made once when it starts. Only routes and the processes' entries look here. */
export const config = readConfig(process.env);
export const log = openLog({ level: config.logLevel });
export const database = openDatabase(config.databaseUrl);
export const db = database.db;

export const shopify = createShopifyApp({
  config,
  prisma: database.prisma,
  log,
  onInstalled: async ({ domain }) => {
    await installed(domain);
  },
});

/** What is left of each shop's bucket, shared by all that this process asks of it. */
const paces = new Map<string, Pace>();

function adminAt(shopId: number, domain: string): Admin {
  const pace = paces.get(domain) ?? new Pace();
  paces.set(domain, pace);
  return openAdmin({
    shopId,
    domain,
    token: () => shopify.tokenOf(domain),
    fetch: shopify.fetch,
    pace,
  });
}

/** The way to one shop's Admin API, with its stored token. @throws ShopUnknown */
export async function adminOf(shopId: number): Promise<Admin> {
  const { domain } = await readShop(db, shopId);
  return adminAt(shopId, domain);
}

const installed = (domain: string) => shopInstalled({ db, adminAt }, { domain, now: Date.now() });

/**
 * Who asks: verifies the session token, and hands out the shop with the way to its Admin API. Redirect with the
 * `redirect` of the answer, which keeps what identifies an embedded page.
 * @throws a Response that brings the merchant back with a valid token
 */
export async function requireShop(request: Request) {
  const { session, redirect } = await shopify.authenticate.admin(request);
  const shop = await shopAt(session.shop);
  return { shop, session, redirect, admin: adminAt(shop.shopId, shop.domain) };
}

/** Loaders of one page authenticate at once, and only one of them waits for the installation to be written down. */
async function shopAt(domain: string): Promise<Shop> {
  const known = await findShop(db, domain);
  if (known?.uninstalledAt === null) return known;
  await installed(domain);
  const shop = await findShop(db, domain);
  if (!shop) throw new Response(null, { status: 409, statusText: "Not installed" });
  return shop;
}

/** Whether the database answers, for the host's health check. */
export async function isDatabaseUp(): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}

/** Whether the database has room to grow. */
export const hasRoom = () => hasRoomAt(config.databaseUrl);

/** Throws the database's own complaint where its tables are not the ones this code knows. */
export async function assertMigrated(): Promise<void> {
  await db.selectFrom("shops").select(["shopId", "hasAllOrders"]).limit(1).execute();
  await db.selectFrom("publishingMetafields").select("runId").limit(1).execute();
}
