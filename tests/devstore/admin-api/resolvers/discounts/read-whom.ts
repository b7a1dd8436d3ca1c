import type { Context } from "../../../checkout/discount.ts";
import { FieldRefusal } from "../../resolver.ts";
import type { Reading, Thing } from "./reading.ts";

/** Segments on one automatic discount, as merchants' guides report; codes take a hundred. */
const MAX_SEGMENTS = { automatic: 5, code: 100 } as const;

const segments: Thing = { type: "Segment", table: "segments", words: "Segment" };
const customers: Thing = { type: "Customer", table: "customers", words: "Customer" };

/** Who may have the discount. @throws FieldRefusal for the contradictions that Shopify answers with a GraphQL error */
export function readContext(reading: Reading): Context {
  const { context, customerSelection } = reading.input;
  const before = reading.before.terms.context;
  if (context && customerSelection) {
    const message = "Only one of context or customerSelection can be provided.";
    reading.refuse(["context"], message, "INVALID");
    return before;
  }
  if (customerSelection?.all === true) {
    if (customerSelection.customers) throw contradiction("customers or customerSavedSearches");
    if (customerSelection.customerSegments) throw contradiction("customerSegments");
  }
  if (context?.markets)
    throw new FieldRefusal("BAD_REQUEST", "The development store has no markets");
  const asked = context ?? customerSelection;
  const place = context ? "context" : "customerSelection";
  if (asked?.customerSegments) {
    const known = before.kind === "segments" ? before.segmentIds : [];
    const { add, remove } = asked.customerSegments;
    const at = [place, "customerSegments", "add"];
    const segmentIds = reading.ids(known, add, remove, segments, at);
    const most = MAX_SEGMENTS[reading.before.method];
    if (segmentIds.length > most) {
      const message = `A discount can have at most ${String(most)} customer segments`;
      reading.refuse(at, message, "EXCEEDED_MAX");
    }
    return { kind: "segments", segmentIds };
  }
  if (asked?.customers) {
    const known = before.kind === "customers" ? before.customerIds : [];
    const { add, remove } = asked.customers;
    const at = [place, "customers", "add"];
    return { kind: "customers", customerIds: reading.ids(known, add, remove, customers, at) };
  }
  return asked ? { kind: "all" } : before;
}

const contradiction = (others: string): FieldRefusal =>
  new FieldRefusal(
    "BAD_REQUEST",
    `A discount cannot have customerSelection set to all, when ${others} is specified.`,
  );
