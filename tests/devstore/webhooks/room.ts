import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { asked, shopsOf, switchRoom } from "../switch-room.ts";
import type { Shops, Store } from "../store/open-store.ts";
import { compliancePayload } from "./compliance.ts";
import { waiting } from "./deliver.ts";
import { emit, emitCompliance } from "./emit.ts";
import { setSwitches, switchesOf } from "./switches.ts";

const rate = z.number().min(0).max(1);
const switchesShape = z.strictObject({
  shop: z.string().optional(),
  delayMs: z.number().min(0).optional(),
  doubleRate: rate.optional(),
  dropRate: rate.optional(),
  reorder: z.boolean().optional(),
  paused: z.boolean().optional(),
  retryScale: z.number().min(0).optional(),
  seed: z.number().int().optional(),
});
const emitShape = z.strictObject({
  shop: z.string().optional(),
  topic: z.string(),
  payload: z.record(z.string(), z.unknown()).default({}),
});
const complianceShape = z.strictObject({
  shop: z.string().optional(),
  topic: z.enum(["customers/data_request", "customers/redact", "shop/redact"]),
  customerId: z.number().int().optional(),
});

/** The switches of the webhooks' way, and what is on it. */
export const room = switchRoom({
  "GET webhooks": (request, shops) =>
    Response.json(
      Object.fromEntries(shopsOf(request, shops).map((store) => [store.domain, report(store)])),
    ),
  "POST webhooks": async (request, shops) => {
    const { shop, ...given } = await asked(request, switchesShape);
    const stores = shopsOf(request, shops, shop);
    for (const store of stores) setSwitches(store, given);
    return Response.json(Object.fromEntries(stores.map((store) => [store.domain, report(store)])));
  },
  "GET webhooks/idle": async (request, shops) =>
    idle(
      shopsOf(request, shops),
      Number(new URL(request.url).searchParams.get("timeoutMs") ?? 30_000),
    ),
  "GET webhooks/deliveries": (request, shops) =>
    Response.json(
      shopsOf(request, shops).flatMap((store) =>
        store.all(
          "SELECT webhook_id, event_id, topic, uri, body, attempts, status, last_answer FROM webhook_deliveries ORDER BY id DESC LIMIT 500",
        ),
      ),
    ),
  "POST webhooks/emit": async (request, shops) => {
    const { shop, topic, payload } = await asked(request, emitShape);
    for (const store of shopsOf(request, shops, shop)) emit(store, topic, payload);
    return Response.json({ emitted: topic });
  },
  "POST compliance": async (request, shops) => {
    const { shop, topic, customerId } = await asked(request, complianceShape);
    const sent = shopsOf(request, shops, shop).map((store) =>
      emitCompliance(store, topic, compliancePayload(store, topic, customerId ?? null)),
    );
    return Response.json({ sent: sent.reduce((sum, one) => sum + one, 0) });
  },
});

function report(store: Store): object {
  const counts = store.all<{ status: string; n: number }>(
    "SELECT status, count(*) AS n FROM webhook_deliveries GROUP BY status",
  );
  return {
    switches: switchesOf(store),
    deliveries: Object.fromEntries(counts.map((row) => [row.status, row.n])),
    waiting: waiting(store),
  };
}

/** Answers when nothing waits to be sent any more, or 504 when that takes too long. */
async function idle(stores: ReturnType<Shops["all"]>, timeoutMs: number): Promise<Response> {
  const until = Date.now() + timeoutMs;
  while (stores.some((store) => waiting(store) > 0)) {
    if (Date.now() > until) return Response.json({ idle: false }, { status: 504 });
    await sleep(15);
  }
  return Response.json({ idle: true });
}
