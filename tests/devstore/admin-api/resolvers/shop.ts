import type { Store } from "../../store/open-store.ts";
import { gid } from "../ids.ts";
import { momentText } from "../moment.ts";
import type { Context, Resolvers } from "../resolver.ts";
import { metafieldFields } from "./metafields.ts";

const shopRow = { __typename: "Shop" } as const;

export const shop: Resolvers = {
  QueryRoot: { shop: () => shopRow },
  Shop: {
    id: (_shop, _args, { store }) => gid("Shop", store.shopId),
    name: (_shop, _args, { store }) => store.name,
    email: (_shop, _args, { store }) => `owner@${store.domain}`,
    contactEmail: (_shop, _args, { store }) => `owner@${store.domain}`,
    shopOwnerName: () => "Store Owner",
    myshopifyDomain: (_shop, _args, { store }) => store.domain,
    primaryDomain: (_shop, _args, { store }) => ({
      host: store.domain,
      url: storefrontUrl(store),
      sslEnabled: false,
      id: gid("Domain", store.shopId),
    }),
    url: (_shop, _args, { store }) => storefrontUrl(store),
    currencyCode: (_shop, _args, { store }) => store.currency,
    enabledPresentmentCurrencies: (_shop, _args, { store }) => [store.currency],
    ianaTimezone: (_shop, _args, { store }) => store.timezone,
    timezoneOffset: (_shop, _args, { store }) => offsetText(offsetMinutes(store)),
    timezoneOffsetMinutes: (_shop, _args, { store }) => offsetMinutes(store),
    taxesIncluded: (_shop, _args, { store }) => store.taxesIncluded,
    createdAt: (_shop, _args, { store }) => momentText(createdAt(store)),
    updatedAt: (_shop, _args, { store }) => momentText(createdAt(store)),
    plan: (_shop, _args, { store }) => ({
      displayName:
        { standard: "Basic", advanced: "Advanced", plus: "Shopify Plus" }[store.plan] ?? store.plan,
      publicDisplayName:
        { standard: "Basic", advanced: "Advanced", plus: "Shopify Plus" }[store.plan] ?? store.plan,
      partnerDevelopment: false,
      shopifyPlus: store.plan === "plus",
    }),
    ...metafieldFields("SHOP", (_shop: object, { store }: Context) => store.shopId),
  },
};

/** Where shoppers find the shop in this process. */
export function storefrontUrl(store: Store): string {
  return `${store.shops.origin}/s/${store.domain.split(".")[0] ?? ""}`;
}

function createdAt(store: Store): number {
  const value = store.meta("createdAt");
  return typeof value === "number" ? value : 0;
}

function offsetMinutes(store: Store): number {
  const name = new Intl.DateTimeFormat("en", {
    timeZone: store.timezone,
    timeZoneName: "longOffset",
  })
    .formatToParts(store.now())
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function offsetText(minutes: number): string {
  const part = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${part(minutes / 60)}${part(Math.abs(minutes) % 60)}`;
}
