import { expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import type { Drift } from "../../drift.ts";
import { NO_TITLES } from "../offer-words.ts";
import { driftWords } from "./drift-words.ts";

const format = formatFor({ locale: "en", timeZone: "UTC", currency: "EUR" });
const tenOff = { kind: "percentage", basisPoints: 1000, items: { kind: "all" } } as const;
const none = { product: false, order: false, shipping: false };

test.each<[Drift, string, string, string]>([
  [{ field: "title", ours: "Ten", theirs: "Ten off" }, "Name", "Ten", "Ten off"],
  [
    { field: "reduction", ours: tenOff, theirs: { ...tenOff, basisPoints: 2000 } },
    ...(["What they get", "10% off everything", "20% off everything"] as const),
  ],
  [
    { field: "reduction", ours: tenOff, theirs: null },
    ...(["What they get", "10% off everything"] as const),
    "something that an offer cannot say, such as single variants",
  ],
  [
    { field: "minimum", ours: null, theirs: { kind: "subtotal", minor: 5000 } },
    ...(["Minimum", "none", "on carts of €50.00 or more"] as const),
  ],
  [
    { field: "combinesWith", ours: none, theirs: { ...none, shipping: true } },
    ...(["Combines with", "does not combine with other discounts"] as const),
    "combines with shipping discounts that allow it",
  ],
  [{ field: "oncePerCustomer", ours: false, theirs: true }, "Once for each customer", "no", "yes"],
  [{ field: "usageLimit", ours: null, theirs: 1000 }, "Times in all", "no limit", "1,000"],
  [{ field: "code", ours: "TEN", theirs: null }, "Code", "TEN", "none"],
  [
    { field: "endsAt", ours: null, theirs: Date.UTC(2026, 11, 3) },
    ...(["Until", "without an end", "Dec 3, 2026, 12:00 AM"] as const),
  ],
  [
    { field: "audience", ours: "members", theirs: "everyone" },
    ...(["Who gets it", "the members of the segment", "everyone"] as const),
  ],
  [
    { field: "discount", ours: "applies", theirs: "deleted" },
    ...(["The discount", "is applied", "has been deleted"] as const),
  ],
  [
    { field: "twin", ours: "a = 1", theirs: null },
    ...(["The segment in Shopify", "a = 1", "has been deleted"] as const),
  ],
])("what was changed in Shopify is said with what was sent: %j", (drift, label, ours, theirs) => {
  expect(driftWords(drift, { reduction: tenOff, titles: NO_TITLES, format })).toEqual({
    ...{ label, ours, theirs },
  });
});
