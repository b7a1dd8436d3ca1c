import { createHmac } from "node:crypto";
import type { Shops, Store } from "../store/open-store.ts";
import { onEmit } from "./emit.ts";
import { switchesOf } from "./switches.ts";

interface DeliveryRow {
  readonly id: number;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly subscription_id: number | null;
  readonly topic: string;
  readonly uri: string;
  readonly body: string;
  readonly triggered_at: number;
  readonly due_at: number;
  readonly attempts: number;
}

const minute = 60_000;
/** Eight retries within four hours. Shopify does not publish the steps; these double and add up to 240 minutes. */
const retryAfter = [1, 2, 4, 8, 15, 30, 60, 120].map((minutes) => minutes * minute);
const timeoutMs = 5000;
const atOnce = 8;

/** Sends what is due, of every shop, until the function that it answers is called. */
export function startDeliveries(shops: Shops): () => void {
  const couriers = new Map<Store, Courier>();
  const courierOf = (store: Store): Courier => {
    let courier = couriers.get(store);
    if (!courier) couriers.set(store, (courier = new Courier(store)));
    return courier;
  };
  onEmit(shops, (store) => {
    courierOf(store).wake();
  });
  for (const store of shops.all()) courierOf(store).wake();
  return () => {
    onEmit(shops, null);
    for (const courier of couriers.values()) courier.stop();
  };
}

class Courier {
  private readonly store: Store;
  private readonly under = new Set<number>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(store: Store) {
    this.store = store;
  }

  /** Looks again soon; cheap to call for every delivery. */
  wake(delay = 0): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.look();
    }, delay);
    this.timer.unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private look(): void {
    if (this.stopped || !this.store.db.open) return;
    if (switchesOf(this.store).paused) {
      this.wake(200);
      return;
    }
    const room = atOnce - this.under.size;
    if (room > 0) {
      const rows = this.store.all<DeliveryRow>(
        "SELECT * FROM webhook_deliveries WHERE status = 'pending' AND due_at <= ? ORDER BY due_at, id LIMIT ?",
        Date.now(),
        atOnce * 2,
      );
      for (const row of rows.filter((candidate) => !this.under.has(candidate.id)).slice(0, room))
        void this.send(row);
    }
    if (this.under.size > 0) return;
    const next = this.store.get<{ due: number | null }>(
      "SELECT min(due_at) AS due FROM webhook_deliveries WHERE status = 'pending'",
    )?.due;
    if (typeof next === "number") this.wake(Math.min(60_000, Math.max(5, next - Date.now())));
  }

  private async send(row: DeliveryRow): Promise<void> {
    this.under.add(row.id);
    const answer = await post(this.store, row);
    this.under.delete(row.id);
    if (this.stopped || !this.store.db.open) return;
    if (answer.ok)
      this.store.run(
        "UPDATE webhook_deliveries SET status = 'delivered', attempts = attempts + 1, last_answer = ? WHERE id = ?",
        answer.text,
        row.id,
      );
    else this.failed(row, answer.text);
    this.wake();
  }

  private failed(row: DeliveryRow, text: string): void {
    const wait = retryAfter[row.attempts];
    if (wait === undefined) {
      this.store.run(
        "UPDATE webhook_deliveries SET status = 'failed', attempts = attempts + 1, last_answer = ? WHERE id = ?",
        text,
        row.id,
      );
      // A subscription made by the API is removed when its deliveries keep failing; one of the toml stays.
      if (row.subscription_id !== null)
        this.store.run("DELETE FROM webhook_subscriptions WHERE id = ?", row.subscription_id);
      return;
    }
    this.store.run(
      "UPDATE webhook_deliveries SET attempts = attempts + 1, due_at = ?, last_answer = ? WHERE id = ?",
      Date.now() + Math.round(wait * switchesOf(this.store).retryScale),
      text,
      row.id,
    );
  }
}

async function post(store: Store, row: DeliveryRow): Promise<{ ok: boolean; text: string }> {
  const { app } = store.shops;
  try {
    const response = await fetch(row.uri, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": row.topic,
        "x-shopify-hmac-sha256": createHmac("sha256", app.secret).update(row.body).digest("base64"),
        "x-shopify-shop-domain": store.domain,
        "x-shopify-api-version": app.apiVersion,
        "x-shopify-webhook-id": row.webhook_id,
        "x-shopify-event-id": row.event_id,
        "x-shopify-triggered-at": new Date(row.triggered_at).toISOString(),
      },
      body: row.body,
    });
    await response.body?.cancel();
    return { ok: response.status >= 200 && response.status < 300, text: String(response.status) };
  } catch (fault) {
    return { ok: false, text: fault instanceof Error ? fault.name : "failed" };
  }
}

/** What still has to be sent: everything that is due now or waits for its first attempt. */
export function waiting(store: Store): number {
  return (
    store.get<{ n: number }>(
      "SELECT count(*) AS n FROM webhook_deliveries WHERE status = 'pending' AND (due_at <= ? OR attempts = 0)",
      Date.now(),
    )?.n ?? 0
  );
}
