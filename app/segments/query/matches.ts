import { tagKey } from "#app/purchases/tag-key.ts";
import { attributes, type AttributeName, type RfmGroup } from "./attributes.ts";
import { hasEvents, type PlacedOrder } from "./events.ts";
import type { Clause, Query } from "./query.ts";
import { rangeOf, type Clock } from "./spans.ts";

/** All of a customer that a query can ask for. Missing is null or an empty list. */
export interface CustomerValues {
  numberOfOrders: number;
  amountSpentMinor: number;
  firstOrderAt: number | null;
  lastOrderAt: number | null;
  tags: readonly string[];
  countries: readonly string[];
  rfmGroup: RfmGroup | null;
  addedAt: number;
  accountStatus: string;
  emailStatus: string | null;
  language: string | null;
  /** All that we see but tests, cancelled ones too. */
  orders: readonly PlacedOrder[];
}

/**
 * Whether a customer is in the segment: what a query means, in one place. `conditionOf` says the same in SQL.
 *
 * Two-valued: a comparison with what is missing is false, and every negation is a true complement.
 */
export function matches(query: Query, customer: CustomerValues, clock: Clock): boolean {
  switch (query.kind) {
    case "and":
      return query.parts.every((part) => matches(part, customer, clock));
    case "or":
      return query.parts.some((part) => matches(part, customer, clock));
    case "not":
      return !matches(query.part, customer, clock);
    case "compare":
    case "between":
    case "contains":
    case "null":
    case "events":
      return matchesClause(query, customer, clock);
  }
}

function matchesClause(clause: Clause, customer: CustomerValues, clock: Clock): boolean {
  if (clause.kind === "events") {
    return hasEvents(customer.orders, clause, clock) !== clause.isNegated;
  }
  const value = valueOf(customer, clause.attribute);
  switch (clause.kind) {
    case "null":
      return isMissing(value) !== clause.isNegated;
    case "contains":
      return hasEntry(value, clause) !== clause.isNegated;
    case "compare":
      if (clause.value.kind === "text") {
        return (value === clause.value.text) === (clause.operator === "=");
      }
      return isInRange(value, clause, clock);
    case "between":
      return isInRange(value, clause, clock);
  }
}

export type AttributeValue = number | string | readonly string[] | null;

/** What a customer has of an attribute. */
export function valueOf(customer: CustomerValues, attribute: AttributeName): AttributeValue {
  switch (attribute) {
    case "number_of_orders":
      return customer.numberOfOrders;
    case "amount_spent":
      return customer.amountSpentMinor;
    case "first_order_date":
      return customer.firstOrderAt;
    case "last_order_date":
      return customer.lastOrderAt;
    case "customer_tags":
      return customer.tags;
    case "customer_countries":
      return customer.countries;
    case "rfm_group":
      return customer.rfmGroup;
    case "customer_added_date":
      return customer.addedAt;
    case "customer_account_status":
      return customer.accountStatus;
    case "email_subscription_status":
      return customer.emailStatus;
    case "customer_language":
      return customer.language;
  }
}

const isMissing = (value: AttributeValue) =>
  value === null || (typeof value === "object" && value.length === 0);

function hasEntry(value: AttributeValue, clause: Extract<Clause, { kind: "contains" }>): boolean {
  if (value === null || typeof value !== "object" || clause.value.kind !== "text") return false;
  const wanted = entryKey(clause.attribute, clause.value.text);
  return value.some((entry) => entryKey(clause.attribute, entry) === wanted);
}

/** Tags compare without regard to letter case; countries are a closed list and do not. */
export const entryKey = (attribute: AttributeName, entry: string) =>
  attribute === "customer_tags" ? tagKey(entry) : entry;

function isInRange(
  value: AttributeValue,
  clause: Extract<Clause, { kind: "compare" | "between" }>,
  clock: Clock,
): boolean {
  const { from, until, isComplement } = rangeOf(clause, attributes[clause.attribute].type, clock);
  const isInside = typeof value === "number" && value >= from && value < until;
  return isInside !== isComplement;
}
