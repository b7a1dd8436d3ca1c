import type { Drift } from "#app/offers/drift.ts";
import { codeKey } from "#app/offers/offer.ts";
import type { Carried } from "./carried.ts";
import type { HeldDiscount } from "./held.ts";

interface Held {
  /** Null: deleted. */
  discount: HeldDiscount | null;
  /** The query of the native segment; null: deleted. */
  twinQuery: string | null;
}

interface Sent {
  carried: Carried;
  twinId: number;
  twinQuery: string;
}

/** In what Shopify holds something else than it was sent, and took. */
export function driftBetween(sent: Sent, held: Held): Drift[] {
  const twin: Drift[] = isSameQuery(sent.twinQuery, held.twinQuery)
    ? []
    : [{ field: "twin", ours: sent.twinQuery, theirs: held.twinQuery }];
  const ours = sent.carried.isResting ? "rests" : "applies";
  if (!held.discount) return [...twin, { field: "discount", ours, theirs: "deleted" }];
  return [...twin, ...driftOfDiscount(sent, held.discount)];
}

/** Shopify may write a query in its own way: blanks and case outside of quotes mean nothing. */
function isSameQuery(ours: string, theirs: string | null): boolean {
  const plain = (query: string) => query.trim().replace(/\s+/g, " ").toLowerCase();
  return theirs !== null && plain(ours) === plain(theirs);
}

function driftOfDiscount({ carried, twinId }: Sent, held: HeldDiscount): Drift[] {
  const { terms } = carried;
  const found: Drift[] = [
    ...differing("title", carried.title, held.title),
    ...differing("reduction", terms.reduction, held.reduction),
    ...differing("minimum", terms.minimum, held.minimum),
    ...differing("combinesWith", terms.combinesWith, held.combinesWith),
    ...differing("oncePerCustomer", terms.oncePerCustomer, held.oncePerCustomer),
    ...differing("usageLimit", terms.usageLimit, held.usageLimit),
    ...codeDrift(carried, held),
    ...audienceDrift(twinId, held),
  ];
  const ours = carried.isResting ? "rests" : "applies";
  const theirs = held.isOver ? "rests" : "applies";
  if (ours !== theirs) return [...found, { field: "discount", ours, theirs }];
  // Shopify has a discount rest by ending it: its dates are ours no more, until it goes on.
  if (carried.isResting) return found;
  return [
    ...found,
    ...differing("startsAt", carried.startsAt, held.startsAt),
    ...differing("endsAt", carried.endsAt, held.endsAt),
  ];
}

type Plain = Exclude<Drift["field"], "code" | "audience" | "discount" | "twin">;
type Ours<Field> = Extract<Drift, { field: Field }>["ours"];
type Theirs<Field> = Extract<Drift, { field: Field }>["theirs"];

const differing = <Field extends Plain>(field: Field, ours: Ours<Field>, theirs: Theirs<Field>) =>
  isAlike(ours, theirs) ? [] : [{ field, ours, theirs } as Extract<Drift, { field: Field }>];

/** Whatever the order of names. */
function isAlike(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const valuesOf = (each: object) => new Map(Object.entries(each) as [string, unknown][]);
  const [ours, theirs] = [valuesOf(one), valuesOf(other)];
  return [...names].every((name) => isAlike(ours.get(name), theirs.get(name)));
}

function codeDrift({ method, code }: Carried, held: HeldDiscount): Drift[] {
  if (method !== "code" || code === null) return [];
  const isSame = held.code !== null && codeKey(held.code) === codeKey(code);
  return isSame ? [] : [{ field: "code", ours: code, theirs: held.code }];
}

function audienceDrift(twinId: number, { segmentIds }: HeldDiscount): Drift[] {
  const drift = (theirs: "everyone" | "more" | "others"): Drift[] => [
    { field: "audience", ours: "members", theirs },
  ];
  if (segmentIds === "all") return drift("everyone");
  if (!segmentIds?.includes(twinId)) return drift("others");
  return segmentIds.length > 1 ? drift("more") : [];
}
