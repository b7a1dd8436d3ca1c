import type { OpenDatabase } from "#app/db/database.server.ts";
import { openLog } from "#app/platform/log.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import { findShop, readShop } from "#app/purchases/shops.server.ts";
import { openAdmin, type Admin } from "#app/shopify/admin.server.ts";
import { createShopifyApp, type ShopifyApp } from "#app/shopify/shopify-app.server.ts";
import { shopInstalled } from "#app/sync/shop-installed.server.ts";
import { credentials, sessionToken } from "./devstore.ts";

export const TEST_ENCRYPTION_KEY = Buffer.alloc(32, 7);

/** Shopify’s library answers what it takes for a robot with 410. */
const BROWSER =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

export interface InstalledApp {
  shopify: ShopifyApp;
  adminOf: (shopId: number) => Promise<Admin>;
  /** Opens the app in a shop's admin, with all that follows: the token, the shop's row, the import's job. */
  install: (domain: string) => Promise<Shop>;
}

/** The app's way to a development store, with its real authentication. */
export function appAt(devstore: { url: string }, { db, prisma }: OpenDatabase): InstalledApp {
  const adminAt = (shopId: number, domain: string) =>
    openAdmin({
      shopId,
      domain,
      token: () => shopify.tokenOf(domain),
      fetch: shopify.fetch,
      pauseMs: 50,
    });
  const shopify = createShopifyApp({
    config: {
      encryptionKeys: [TEST_ENCRYPTION_KEY],
      shopify: {
        apiKey: credentials.clientId,
        apiSecret: credentials.secret,
        appUrl: "http://localhost:1",
        scopes: [],
        devstoreUrl: devstore.url,
      },
    },
    prisma,
    log: openLog({ level: "silent" }),
    onInstalled: async ({ domain }) => {
      await shopInstalled({ db, adminAt }, { domain, now: Date.now() });
    },
  });

  return {
    shopify,
    adminOf: async (shopId) => adminAt(shopId, (await readShop(db, shopId)).domain),
    async install(domain) {
      const request = new Request("http://localhost:1/app", {
        headers: { Authorization: `Bearer ${sessionToken(domain)}`, "User-Agent": BROWSER },
      });
      await shopify.authenticate.admin(request);
      const shop = await findShop(db, domain);
      if (!shop) throw new Error(`${domain} was not installed`);
      return shop;
    },
  };
}
