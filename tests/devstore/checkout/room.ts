import { z } from "zod";
import type { Room } from "../room.ts";
import type { Shops, Store } from "../store/open-store.ts";
import { cancelOrder, deleteOrder, editOrder } from "./change-order.ts";
import { checkoutTotals, completeCheckout } from "./cart.ts";
import { createCustomer, deleteCustomer, mergeCustomers, updateCustomer } from "./customers.ts";
import { OrderRefused, readLines, readOrder } from "./order-rows.ts";
import { placeOrder } from "./place-order.ts";
import { refundOrder } from "./refunds.ts";

const id = z.number().int().positive();
const minor = z.number().int().nonnegative();
const units = z.array(z.object({ lineItemId: id, quantity: z.number().int().positive() }));
const basket = {
  lines: z.array(z.object({ variantId: id, quantity: z.number().int().positive() })),
  codes: z.array(z.string()).default([]),
  customerId: id.nullish(),
  email: z.string().nullish(),
  countryCode: z.string().length(2).optional(),
};

const orderAct = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("place"),
    customerId: id.nullish(),
    email: z.string().nullish(),
    lines: z.array(
      z.object({
        variantId: id.optional(),
        productId: id.optional(),
        title: z.string().optional(),
        quantity: z.number().int().positive(),
        unitPriceMinor: minor.optional(),
        discountMinor: minor.optional(),
        isGiftCard: z.boolean().optional(),
      }),
    ),
    shippingMinor: minor.optional(),
    taxMinor: minor.optional(),
    discountCodes: z.array(z.string()).optional(),
    countryCode: z.string().length(2).optional(),
    test: z.boolean().optional(),
    processedAt: z.number().int().optional(),
  }),
  z.object({
    action: z.literal("refund"),
    orderId: id,
    lines: units.default([]),
    shippingMinor: minor.optional(),
    adjustmentMinor: minor.optional(),
    restock: z.boolean().optional(),
  }),
  z.object({
    action: z.literal("cancel"),
    orderId: id,
    reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "STAFF", "OTHER"]).optional(),
    refund: z.boolean().optional(),
    restock: z.boolean().optional(),
  }),
  z.object({
    action: z.literal("edit"),
    orderId: id,
    lines: units,
    refund: z.boolean().optional(),
  }),
  z.object({ action: z.literal("delete"), orderId: id }),
  z.object({ action: z.literal("price"), ...basket }),
  z.object({ action: z.literal("checkout"), ...basket, test: z.boolean().optional() }),
]);

const customerFields = {
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  email: z.string().nullish(),
  tags: z.array(z.string()).optional(),
  note: z.string().nullish(),
  emailMarketingState: z.string().optional(),
  state: z.string().optional(),
  dataSaleOptOut: z.boolean().optional(),
  rfmGroup: z.string().nullish(),
  countryCode: z.string().length(2).optional(),
};
const customerAct = z.discriminatedUnion("action", [
  z.object({ action: z.literal("create"), ...customerFields }),
  z.object({ action: z.literal("update"), customerId: id, ...customerFields }),
  z.object({ action: z.literal("delete"), customerId: id }),
  z.object({ action: z.literal("merge"), fromId: id, intoId: id }),
]);

/**
 * What happens in a shop without the app's doing, for tests: `POST /__devstore/orders?shop=DOMAIN` and
 * `POST /__devstore/customers?shop=DOMAIN`, one act each (`{"action": "place", …}`); `GET /__devstore/orders?shop=…&id=…`
 * shows an order as it stands. 422 with a message for what the store refuses.
 */
export const room: Room = async (request, shops) => {
  const url = new URL(request.url);
  if (url.pathname !== "/__devstore/orders" && url.pathname !== "/__devstore/customers")
    return null;
  const store = storeOf(shops, url.searchParams.get("shop"));
  if (store === undefined)
    return Response.json({ error: "No such shop; say ?shop=name.myshopify.com" }, { status: 404 });
  try {
    if (url.pathname === "/__devstore/customers")
      return Response.json(actOnCustomer(store, await request.json()));
    if (request.method === "GET") {
      const orderId = Number(url.searchParams.get("id"));
      return Response.json({ order: readOrder(store, orderId), lines: readLines(store, orderId) });
    }
    return Response.json(actOnOrder(store, await request.json()));
  } catch (error) {
    if (error instanceof OrderRefused)
      return Response.json({ error: error.message }, { status: 422 });
    if (error instanceof z.ZodError)
      return Response.json({ error: z.prettifyError(error) }, { status: 400 });
    if (error instanceof SyntaxError)
      return Response.json({ error: "The body is not JSON" }, { status: 400 });
    throw error;
  }
};

function storeOf(shops: Shops, domain: string | null): Store | undefined {
  if (domain !== null) return shops.byDomain(domain);
  const all = shops.all();
  return all.length === 1 ? all[0] : undefined;
}

function actOnOrder(store: Store, body: unknown): object {
  const act = orderAct.parse(body);
  switch (act.action) {
    case "place": {
      const placed = placeOrder(store, act);
      return { ...placed, lines: readLines(store, placed.orderId) };
    }
    case "refund":
      return refundOrder(store, act);
    case "cancel":
      cancelOrder(store, act);
      return {};
    case "edit":
      editOrder(store, act);
      return {};
    case "delete":
      deleteOrder(store, act.orderId);
      return {};
    case "price":
      return checkoutTotals(store, act);
    case "checkout":
      return completeCheckout(store, act);
  }
}

function actOnCustomer(store: Store, body: unknown): object {
  const act = customerAct.parse(body);
  switch (act.action) {
    case "create":
      return { customerId: createCustomer(store, act) };
    case "update":
      updateCustomer(store, act.customerId, act);
      return {};
    case "delete":
      deleteCustomer(store, act.customerId);
      return {};
    case "merge":
      mergeCustomers(store, act);
      return {};
  }
}
