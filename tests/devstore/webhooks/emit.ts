import { randomUUID } from "node:crypto";
import type { Store } from "../store/open-store.ts";

interface Target {
  readonly subscriptionId: number | null;
  readonly uri: string;
  readonly includeFields: readonly string[];
}

/**
 * Records that something happened: one delivery for each subscription to the topic, in the transaction of the change if there
 * is one. Nothing is recorded while the app is not installed.
 */
export function emit(store: Store, topic: string, payload: Readonly<Record<string, unknown>>): void {
  const targets = targetsOf(store, topic);
  if (targets.length === 0) return;
  const eventId = randomUUID();
  const now = Date.now();
  for (const target of targets) {
    store.run(
      `INSERT INTO webhook_deliveries (id, webhook_id, event_id, subscription_id, topic, uri, body, triggered_at, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      store.nextId(),
      randomUUID(),
      eventId,
      target.subscriptionId,
      topic,
      target.uri,
      JSON.stringify(only(payload, target.includeFields)),
      now,
      now,
    );
  }
  wake(store);
}

/** A compliance webhook, to where the app's toml wants it; sent whether or not the app is still installed. */
export function emitCompliance(store: Store, topic: string, payload: Readonly<Record<string, unknown>>): number {
  const targets = store.shops.app.compliance.filter((declared) => declared.topic === topic);
  const now = Date.now();
  for (const target of targets) {
    store.run(
      `INSERT INTO webhook_deliveries (id, webhook_id, event_id, topic, uri, body, triggered_at, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      store.nextId(),
      randomUUID(),
      randomUUID(),
      topic,
      target.uri,
      JSON.stringify(payload),
      now,
      now,
    );
  }
  wake(store);
  return targets.length;
}

type Listener = (store: Store) => void;
let listener: Listener = () => undefined;

/** Who is told that deliveries are due. */
export function onEmit(told: Listener): void {
  listener = told;
}

function wake(store: Store): void {
  listener(store);
}

function targetsOf(store: Store, topic: string): Target[] {
  const { app } = store.shops;
  if (!store.get("SELECT 1 FROM installations WHERE client_id = ? AND uninstalled_at IS NULL", app.clientId)) return [];
  const declared = app.webhooks
    .filter((subscription) => subscription.topic === topic)
    .map((subscription) => ({ subscriptionId: null, uri: subscription.uri, includeFields: subscription.includeFields }));
  const made = store
    .all<{ id: number; uri: string; include_fields: string }>("SELECT id, uri, include_fields FROM webhook_subscriptions WHERE topic = ?", topic)
    .map((row) => ({ subscriptionId: row.id, uri: row.uri, includeFields: JSON.parse(row.include_fields) as string[] }));
  return [...declared, ...made];
}

/** The payload cut to the fields that a subscription asks for; `a.b` keeps `b` of `a`, for lists in each entry. */
export function only(payload: Readonly<Record<string, unknown>>, fields: readonly string[]): Readonly<Record<string, unknown>> {
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
  if (Array.isArray(value)) return value.map((item: unknown, index) => within(item, rest, Array.isArray(before) ? (before[index] as unknown) : undefined));
  if (typeof value !== "object" || value === null) return value;
  return { ...(typeof before === "object" ? before : {}), ...only({ ...value }, [rest]) };
}
