import { z } from "zod";
import { asMerchant } from "./admin-api/merchant.ts";
import { throttleStatus, throttleSwitch } from "./admin-api/throttle.ts";
import { setBulkFaults } from "./bulk/faults.ts";
import { grantScopes, installationOf, uninstall } from "./oauth/installation.ts";
import { asked, shopsOf, switchRoom } from "./switch-room.ts";
import { emit } from "./webhooks/emit.ts";

const shop = z.string().optional();

const throttleShape = z.strictObject({
  shop,
  mode: z.enum(["on", "off", "always"]).optional(),
  refuseNext: z.number().int().min(0).optional(),
});
const bulkShape = z.strictObject({
  shop,
  failAfterLines: z.number().int().min(0).optional(),
  errorCode: z.enum(["ACCESS_DENIED", "INTERNAL_SERVER_ERROR", "TIMEOUT"]).optional(),
  neverFinish: z.boolean().optional(),
  expire: z.boolean().optional(),
  delayMs: z.number().min(0).optional(),
  silent: z.boolean().optional(),
  times: z.number().int().min(1).optional(),
});
const scopesShape = z.strictObject({ shop, granted: z.array(z.string()) });
const clockShape = z.strictObject({ shop, offsetMs: z.number().int() });
const tokensShape = z.strictObject({
  shop,
  expire: z.enum(["access", "refresh"]).optional(),
  revoke: z.boolean().optional(),
});
const inventoryShape = z.strictObject({
  shop,
  variantId: z.number().int(),
  quantity: z.number().int(),
});
const merchantShape = z.strictObject({
  shop,
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
});
const checkoutShape = z.strictObject({
  shop,
  /** Flat rate of the shop; 0: sending costs nothing. */
  shippingMinor: z.number().int().min(0).optional(),
  /** How long codes of a bulk addition take. */
  codesDelayMs: z.number().min(0).optional(),
});
const shopOnly = z.strictObject({ shop });

/** Switches of the Admin API, the bulk operations and the installation. */
export const room = switchRoom({
  "GET shops": (_request, shops) =>
    Response.json(
      shops.all().map((store) => ({
        domain: store.domain,
        name: store.name,
        installed: installationOf(store) !== undefined,
        throttle: throttleStatus(store),
      })),
    ),
  "POST throttle": async (request, shops) => {
    const given = await asked(request, throttleShape);
    for (const store of shopsOf(request, shops, given.shop)) {
      const setting = throttleSwitch(store);
      setting.mode = given.mode ?? setting.mode;
      setting.refuseNext = given.refuseNext ?? setting.refuseNext;
    }
    return done();
  },
  "POST bulk": async (request, shops) => {
    const { shop: domain, ...faults } = await asked(request, bulkShape);
    for (const store of shopsOf(request, shops, domain)) setBulkFaults(store, faults);
    return done();
  },
  "POST scopes": async (request, shops) => {
    const given = await asked(request, scopesShape);
    for (const store of shopsOf(request, shops, given.shop)) grantScopes(store, given.granted);
    return done();
  },
  "POST uninstall": async (request, shops) => {
    const given = await asked(request, shopOnly);
    return Response.json({
      uninstalled: shopsOf(request, shops, given.shop).filter((store) => uninstall(store)).length,
    });
  },
  "POST clock": async (request, shops) => {
    const given = await asked(request, clockShape);
    for (const store of shopsOf(request, shops, given.shop))
      store.setMeta("clockOffset", given.offsetMs);
    return done();
  },
  "POST merchant": async (request, shops) => {
    const given = await asked(request, merchantShape);
    const [store] = shopsOf(request, shops, given.shop);
    if (store === undefined) return Response.json({ error: "there is no shop" }, { status: 400 });
    return Response.json(await asMerchant(store, given.query, given.variables));
  },
  "POST checkout": async (request, shops) => {
    const { shop: domain, ...given } = await asked(request, checkoutShape);
    for (const store of shopsOf(request, shops, domain)) {
      for (const [key, value] of Object.entries(given)) store.setMeta(key, value);
    }
    return done();
  },
  "POST tokens": async (request, shops) => {
    const given = await asked(request, tokensShape);
    for (const store of shopsOf(request, shops, given.shop)) {
      if (given.expire === "access")
        store.run("UPDATE access_tokens SET expires_at = ?", store.now() - 1);
      if (given.expire === "refresh")
        store.run("UPDATE access_tokens SET refresh_expires_at = ?", store.now() - 1);
      if (given.revoke === true) store.run("DELETE FROM access_tokens");
    }
    return done();
  },
  "POST inventory": async (request, shops) => {
    const given = await asked(request, inventoryShape);
    for (const store of shopsOf(request, shops, given.shop)) {
      store.transaction(() => {
        const now = store.now();
        const row = store.get<{ product_id: number }>(
          "UPDATE variants SET inventory_quantity = ?, updated_at = ? WHERE id = ? RETURNING product_id",
          given.quantity,
          now,
          given.variantId,
        );
        if (!row) return;
        store.run("UPDATE products SET updated_at = ? WHERE id = ?", now, row.product_id);
        emit(store, "products/update", {
          id: row.product_id,
          admin_graphql_api_id: `gid://shopify/Product/${String(row.product_id)}`,
          updated_at: new Date(now).toISOString(),
        });
      });
    }
    return done();
  },
  // Rows were written past this process: what it remembers of the shops is read again.
  "POST reread": async (request, shops) => {
    const given = await asked(request, shopOnly);
    for (const store of shopsOf(request, shops, given.shop)) store.reread();
    return done();
  },
});

function done(): Response {
  return Response.json({ ok: true });
}
