import { globSync, readFileSync } from "node:fs";
import { parse as parseToml } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { fewestScopes, isMet, scopeNeeds, type ScopeNeed } from "#scripts/access-scopes.ts";
import { readAdminSchema } from "#scripts/admin-schema.ts";

const AppToml = z.object({
  access_scopes: z.object({ scopes: z.string() }),
  webhooks: z.object({
    subscriptions: z.array(z.object({ topics: z.array(z.string()).optional() })),
  }),
  app_proxy: z.object({ url: z.string() }).optional(),
});

const toml = AppToml.parse(parseToml(readFileSync("shopify.app.toml", "utf8")));
const asked = new Set(toml.access_scopes.scopes.split(",").map((scope) => scope.trim()));

/** Topics whose scope is not one that our operations ask for anyway (shopify.dev, webhook topics). */
const TOPIC_SCOPES: Record<string, string> = { "customers/merge": "read_customer_merge" };

async function needs(): Promise<ScopeNeed[]> {
  const { schema, access } = readAdminSchema();
  const documents: string[] = [];
  for (const file of globSync("app/**/documents.ts")) {
    const module = (await import(`../../${file}`)) as Record<string, unknown>;
    documents.push(...Object.values(module).filter((value) => typeof value === "string"));
  }
  const topics = toml.webhooks.subscriptions.flatMap(({ topics = [] }) => topics);
  return [
    ...documents.flatMap((document) => scopeNeeds(document, schema, access)),
    ...topics.flatMap((topic) => {
      const scope = TOPIC_SCOPES[topic];
      return scope ? [{ scopes: [scope], because: `webhook ${topic}` }] : [];
    }),
    ...(toml.app_proxy ? [{ scopes: ["write_app_proxy"], because: "app proxy" }] : []),
  ];
}

test("the app asks for every access scope that its operations need", async () => {
  expect((await needs()).filter((need) => !isMet(need, asked))).toEqual([]);
});

test("the app asks for no access scope that its operations do not need", async () => {
  expect([...asked].sort()).toEqual([...fewestScopes(await needs())].sort());
});
