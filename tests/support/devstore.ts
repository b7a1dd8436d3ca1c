import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readAppConfig, type AppConfig } from "#tests/devstore/store/app-config.ts";
import { Shops, type Store } from "#tests/devstore/store/open-store.ts";
import { serve } from "#tests/devstore/server.ts";
import { startDeliveries } from "#tests/devstore/webhooks/deliver.ts";
import { grantScopes } from "#tests/devstore/oauth/installation.ts";

export const credentials = {
  clientId: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
  secret: "shpss_for_tests_only",
} as const;

export interface RunningDevstore {
  readonly origin: string;
  readonly shops: Shops;
  /** The first shop. */
  readonly store: Store;
  stop(): Promise<void>;
}

export interface DevstoreOptions {
  readonly domains?: readonly string[];
  /** Where the app answers: webhooks go there. */
  readonly appUrl?: string;
  /** Optional scopes that were granted; `read_all_orders` unless said otherwise. */
  readonly granted?: readonly string[];
  readonly app?: Partial<AppConfig>;
}

/** A development store inside the test's own process, on a free port and in a directory that goes with it. */
export async function startDevstore(options: DevstoreOptions = {}): Promise<RunningDevstore> {
  const directory = mkdtempSync(join(tmpdir(), "devstore-"));
  const toml = fileURLToPath(new URL("../../shopify.app.toml", import.meta.url));
  const app = {
    ...readAppConfig(toml, { ...credentials, url: options.appUrl ?? "http://localhost:9" }),
    ...options.app,
  };
  const shops = new Shops(directory, app);
  const domains = options.domains ?? ["demo.myshopify.com"];
  for (const domain of domains)
    grantScopes(shops.open(domain), options.granted ?? ["read_all_orders"]);
  const { server, origin } = await serve(shops, 0);
  const stopDeliveries = startDeliveries(shops);
  return {
    origin,
    shops,
    store: shops.open(domains[0] ?? "demo.myshopify.com"),
    stop: async () => {
      stopDeliveries();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      shops.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A session token as App Bridge hands out, signed by the app's secret; claims may be bent for a test. */
export function sessionToken(
  domain: string,
  bent: Readonly<Record<string, unknown>> = {},
  secret: string = credentials.secret,
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
    aud: credentials.clientId,
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
    ...bent,
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}

/** POST to the shop's token endpoint as @shopify/shopify-api does for an offline token. */
export async function askForToken(
  origin: string,
  domain: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${origin}/shops/${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({
      client_id: credentials.clientId,
      client_secret: credentials.secret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: sessionToken(domain),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
      ...fields,
    }),
  });
}

export interface ApiAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    message: string;
    path?: unknown[];
    extensions?: Record<string, unknown>;
  }[];
  readonly extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: Record<string, number>;
    };
  };
}

export type Ask = (query: string, variables?: object) => Promise<ApiAnswer>;

/** Installs the app in a shop and answers a client of its Admin API. */
export async function installedClient(origin: string, domain = "demo.myshopify.com"): Promise<Ask> {
  const answer = await askForToken(origin, domain);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return async (query, variables = {}) => {
    const response = await fetch(`${origin}/shops/${domain}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as ApiAnswer;
  };
}
