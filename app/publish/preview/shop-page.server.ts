import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Persona } from "./persona.ts";
import { firstProductWithCompanions, publishedFor } from "./published-for.server.ts";
import { shownThings, type ShownThings, type Thing } from "./shown-things.server.ts";

/** As Liquid sees a metafield or a metaobject's field. */
type Held = Record<string, { value: unknown }>;

/**
 * What every template can read on a page of the shop, as far as our blocks look: the customer's metafields, the
 * metaobjects, the config, a product of the page. All of it as it was last published, so that the preview shows what
 * Shopify holds and not what it will.
 */
export async function shopPage(
  db: Database,
  { shop, persona }: { shop: Shop; persona: Persona },
): Promise<Thing> {
  const published = await publishedFor(db, shop.shopId, persona);
  const product = await firstProductWithCompanions(db, shop.shopId);
  const told = [...published.metafields.values(), product?.goesWith ?? ""];
  for (const fields of published.objects.values()) told.push(...Object.values(fields));
  const productId = product?.productId ?? null;
  const things = await shownThings(db, shop, { texts: told, productId });
  const metaobjects = Object.fromEntries(
    [...published.objects].map(([handle, fields]) => [handle, fieldsOf(fields, things)]),
  );
  const ofType = (first: (handle: string) => boolean) =>
    Object.fromEntries(Object.entries(metaobjects).filter(([handle]) => first(handle)));
  const customer =
    persona.kind === "guest"
      ? null
      : { first_name: null, metafields: { $app: metafieldsOf(published.metafields, things) } };
  const page = productId === null ? null : things.product(productId);
  return {
    shop: {
      name: shop.name,
      metaobjects: {
        "$app:segment": ofType((handle) => !/^[ot]-/.test(handle)),
        "$app:offer": ofType((handle) => handle.startsWith("o-")),
        "$app:tier": ofType((handle) => handle.startsWith("t-")),
      },
    },
    app: { metafields: { regulars: { config: { value: published.config } } } },
    customer,
    product: page && {
      ...page,
      metafields: {
        $app: { goes_with: { value: product ? things.references(product.goesWith) : null } },
      },
    },
    cart: { items: [], currency: { iso_code: shop.currency } },
    routes: { root_url: "/", cart_add_url: "/cart/add", account_login_url: "/account/login" },
    request: { design_mode: false, path: "/", locale: { iso_code: shop.locale } },
    localization: { country: { iso_code: "" }, language: { iso_code: shop.locale } },
    template: { name: "product" },
  };
}

const metafieldsOf = (metafields: ReadonlyMap<string, string>, things: ShownThings): Held =>
  Object.fromEntries(
    [...metafields].map(([key, text]) => [
      key,
      { value: text.includes("gid://") ? things.references(text) : jsonOr(text) },
    ]),
  );

const fieldsOf = (fields: Record<string, string>, things: ShownThings): Held =>
  Object.fromEntries(
    Object.entries(fields).map(([key, text]) => [key, { value: fieldValue(key, text, things) }]),
  );

/** The types of the fields stand in shopify.app.toml: references, amounts, numbers, flags; all else is text. */
function fieldValue(key: string, text: string, things: ShownThings): unknown {
  if (text === "") return null;
  if (key === "products" || key === "collections") return things.references(text);
  if (key === "amount" || key === "minimum_amount") return hundredths(jsonOr(text));
  return ["title", "message", "code", "kind", "method", "scope"].includes(key)
    ? text
    : jsonOr(text);
}

/** Printed, Liquid's money objects are hundredths, and so are these; what is no money is nothing. */
function hundredths(money: unknown): number | null {
  const amount: unknown = typeof money === "object" && money && "amount" in money && money.amount;
  return typeof amount === "string" ? Math.round(Number(amount) * 100) : null;
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
