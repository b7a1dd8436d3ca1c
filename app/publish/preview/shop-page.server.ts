import type { Database } from "#app/db/database.server.ts";
import type { Shop } from "#app/purchases/shop.ts";
import type { Persona } from "./persona.ts";
import { firstProductWithCompanions, publishedFor } from "./published-for.server.ts";
import { shownProducts, type ShownProducts, type Thing } from "./shown-products.server.ts";

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
  const things = await shownProducts(db, shop, told, product?.productId ?? null);
  const metaobjects = Object.fromEntries(
    [...published.objects].map(([handle, fields]) => [handle, fieldsOf(fields, things)]),
  );
  const ofType = (first: (handle: string) => boolean) =>
    Object.fromEntries(Object.entries(metaobjects).filter(([handle]) => first(handle)));
  const customer =
    persona.kind === "guest"
      ? null
      : { first_name: null, metafields: { $app: metafieldsOf(published.metafields, things) } };
  const page = things.product(product?.productId ?? null);
  return {
    shop: {
      name: shop.name,
      metaobjects: {
        "$app:segment": ofType((handle) => !handle.startsWith("o-")),
        "$app:offer": ofType((handle) => handle.startsWith("o-")),
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
    cart: { items: [] },
    routes: { root_url: "/", cart_add_url: "/cart/add", account_login_url: "/account/login" },
    request: { design_mode: false, path: "/", locale: { iso_code: shop.locale } },
    localization: { country: { iso_code: "" }, language: { iso_code: shop.locale } },
    template: { name: "product" },
  };
}

const metafieldsOf = (metafields: ReadonlyMap<string, string>, things: ShownProducts): Held =>
  Object.fromEntries(
    [...metafields].map(([key, text]) => [
      key,
      { value: text.includes("gid://") ? things.references(text) : jsonOr(text) },
    ]),
  );

const fieldsOf = (fields: Record<string, string>, things: ShownProducts): Held =>
  Object.fromEntries(
    Object.entries(fields).map(([key, text]) => [key, { value: fieldValue(key, text, things) }]),
  );

/** The types of the fields stand in shopify.app.toml: references, amounts, numbers, flags; all else is text. */
function fieldValue(key: string, text: string, things: ShownProducts): unknown {
  if (text === "") return null;
  if (key === "products") return things.references(text);
  return ["title", "message", "code", "kind", "method", "scope"].includes(key)
    ? text
    : jsonOr(text);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
