import "@shopify/shopify-app-remix/adapters/node";
import type { PrismaClient } from "@prisma/client";
import { ApiVersion, LogSeverity, shopifyApi, type Session } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { Config } from "#app/platform/config.server.ts";
import type { Log } from "#app/platform/log.server.ts";
import { fetchOf } from "./devstore-fetch.server.ts";
import { EncryptedSessionStorage } from "./encrypted-session-storage.server.ts";
import { ShopifyUnauthorized } from "./faults.ts";
import { FreshSessionStorage } from "./fresh-session-storage.server.ts";

interface Wiring {
  config: Pick<Config, "shopify" | "encryptionKeys">;
  prisma: PrismaClient;
  log: Log;
  /** After a shop has opened the app and we hold a token for it: at install, and again now and then. */
  onInstalled: (shop: { domain: string }) => Promise<void>;
}

/**
 * Shopify's own library, set up: token exchange, expiring offline tokens that are refreshed by one process at a time,
 * sealed in our database. Once a process.
 */
export function createShopifyApp({ config, prisma, log, onInstalled }: Wiring) {
  const { apiKey, apiSecret: apiSecretKey, appUrl, scopes, devstoreUrl } = config.shopify;
  const shopFetch = fetchOf(devstoreUrl);
  setAbstractFetchFunc(shopFetch);

  const logger = {
    level: LogSeverity.Warning,
    httpRequests: false,
    log: (_severity: LogSeverity, message: string) => {
      log.debug({ shopify: message });
      return Promise.resolve();
    },
  };
  const url = new URL(appUrl);
  const api = shopifyApi({
    apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    hostName: url.host,
    hostScheme: url.protocol === "http:" ? "http" : "https",
    isEmbeddedApp: true,
    scopes,
    logger,
  });
  const sessionStorage = new FreshSessionStorage(
    new EncryptedSessionStorage(prisma, config.encryptionKeys),
    {
      prisma,
      refresh: async ({ shop, refreshToken = "" }) => {
        const { session } = await api.auth.refreshToken({ shop, refreshToken });
        return session;
      },
    },
  );

  const shopify = shopifyApp({
    apiKey,
    apiSecretKey,
    apiVersion: ApiVersion.October26,
    scopes,
    appUrl,
    authPathPrefix: "/auth",
    sessionStorage,
    distribution: AppDistribution.AppStore,
    logger,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: {
      afterAuth: ({ session }: { session: Session }) => onInstalled({ domain: session.shop }),
    },
  });

  /** The library knows Shopify's own hosts only: with a development store, its admin may frame us. */
  function allowFrame(headers: Headers) {
    if (devstoreUrl === undefined || !headers.has("Content-Security-Policy")) return;
    headers.set("Content-Security-Policy", `frame-ancestors ${new URL(devstoreUrl).origin}`);
    headers.delete("Link");
  }

  const authenticateAdmin: typeof shopify.authenticate.admin = async (request, ...rest) => {
    try {
      return await shopify.authenticate.admin(request, ...rest);
    } catch (thrown) {
      // the pages that bounce out of the frame are thrown as whole responses
      if (thrown instanceof Response) allowFrame(thrown.headers);
      throw thrown;
    }
  };

  return {
    authenticate: { ...shopify.authenticate, admin: authenticateAdmin },
    unauthenticated: shopify.unauthenticated,
    login: shopify.login,
    sessionStorage,
    /** Through which everything to Shopify goes. */
    fetch: shopFetch,

    addDocumentResponseHeaders(request: Request, headers: Headers): void {
      shopify.addDocumentResponseHeaders(request, headers);
      allowFrame(headers);
    },

    /**
     * A token of a shop that is valid now, for work in the background.
     * @throws ShopifyUnauthorized, ShopifyUnavailable
     */
    async tokenOf(domain: string): Promise<string> {
      const session = await sessionStorage.loadSession(api.session.getOfflineId(domain));
      if (!session?.accessToken)
        throw new ShopifyUnauthorized(`${domain} has to open the app again`);
      return session.accessToken;
    },
  };
}

export type ShopifyApp = ReturnType<typeof createShopifyApp>;
