import { randomUUID } from "node:crypto";
import type { Shops, Store } from "../store/open-store.ts";
import { chance, switchesOf } from "./switches.ts";

interface Target {
  readonly subscriptionId: number | null;
  readonly uri: string;
  readonly includeFields: readonly string[];
}

/**
 * Records that something happened: one delivery for each subscription to the topic, in the transaction of the change if there
 * is one. Nothing is recorded while the app is not installed.
 */
export function emit(
  store: Store,
  topic: string,
  payload: Readonly<Record<string, unknown>>,
): void {
  const targets = targetsOf(store, topic);
  if (targets.length === 0) return;
  const eventId = randomUUID();
  for (const target of targets)
    enqueue(store, {
      ...target,
      topic,
      eventId,
      body: JSON.stringify(only(payload, target.includeFields)),
    });
  listeners.get(store.shops)?.(store);
}

interface Delivery {
  readonly subscriptionId: number | null;
  readonly uri: string;
  readonly topic: string;
  readonly eventId: string;
  readonly body: string;
}

/** Writes one delivery down, under the switches that stand: late, twice, out of order, or never. */
function enqueue(store: Store, delivery: Delivery): void {
  const switches = switchesOf(store);
  const webhookId = randomUUID();
  const now = Date.now();
  const dropped = switches.dropRate > 0 && chance(store) < switches.dropRate;
  const doubled = switches.doubleRate > 0 && chance(store) < switches.doubleRate;
  for (let copy = 0; copy < (doubled ? 2 : 1); copy++) {
    store.run(
      `INSERT INTO webhook_deliveries (id, webhook_id, event_id, subscription_id, topic, uri, body, triggered_at, due_at, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      store.nextId(),
      webhookId,
      delivery.eventId,
      delivery.subscriptionId,
      delivery.topic,
      delivery.uri,
      delivery.body,
      now,
      now + switches.delayMs + (switches.reorder ? Math.floor(chance(store) * 500) : 0),
      dropped ? "dropped" : "pending",
    );
  }
}

/** A compliance webhook, to where the app's toml wants it; sent whether or not the app is still installed. */
export function emitCompliance(
  store: Store,
  topic: string,
  payload: Readonly<Record<string, unknown>>,
): number {
  const targets = store.shops.app.compliance.filter((declared) => declared.topic === topic);
  for (const { uri } of targets)
    enqueue(store, {
      subscriptionId: null,
      uri,
      topic,
      eventId: randomUUID(),
      body: JSON.stringify(payload),
    });
  listeners.get(store.shops)?.(store);
  return targets.length;
}

type Listener = (store: Store) => void;
const listeners = new WeakMap<Shops, Listener>();

/** Who is told that deliveries of these shops are due. */
export function onEmit(shops: Shops, told: Listener | null): void {
  if (told) listeners.set(shops, told);
  else listeners.delete(shops);
}

function targetsOf(store: Store, topic: string): Target[] {
  const { app } = store.shops;
  if (
    !store.get(
      "SELECT 1 FROM installations WHERE client_id = ? AND uninstalled_at IS NULL",
      app.clientId,
    )
  )
    return [];
  const declared = app.webhooks
    .filter((subscription) => subscription.topic === topic)
    .map((subscription) => ({
      subscriptionId: null,
      uri: subscription.uri,
      includeFields: subscription.includeFields,
    }));
  const made = store
    .all<{ id: number; uri: string; include_fields: string }>(
      "SELECT id, uri, include_fields FROM webhook_subscriptions WHERE topic = ?",
      topic,
    )
    .map((row) => ({
      subscriptionId: row.id,
      uri: row.uri,
      includeFields: JSON.parse(row.include_fields) as string[],
    }));
  return [...declared, ...made];
}

/** The payload cut to the fields that a subscription asks for; `a.b` keeps `b` of `a`, for lists in each entry. */
export function only(
  payload: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Readonly<Record<string, unknown>> {
  if (fields.length === 0) return payload;
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const [first = "", ...rest] = field.split(".");
    const value = payload[first];
    if (value === undefined) continue;
    kept[first] = rest.length === 0 ? value : within(value, rest.join("."), kept[first]);
  }
  return kept;
}

function within(value: unknown, rest: string, before: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      within(item, rest, Array.isArray(before) ? (before[index] as unknown) : undefined),
    );
  if (typeof value !== "object" || value === null) return value;
  return { ...(typeof before === "object" ? before : {}), ...only({ ...value }, [rest]) };
}
