import { expect, test } from "vitest";
import type { LiveDiscount } from "../live-discounts/live-discount.ts";
import { plainTerms } from "../terms.ts";
import { meetable, worstOf } from "./worst.ts";

const DAY = 86_400_000;
const tenOff = plainTerms({ kind: "percentage", basisPoints: 1_000, items: { kind: "all" } });
const live = (id: number, given: Partial<LiveDiscount> = {}): LiveDiscount => ({
  ...{ id, title: "", method: "code", code: null, isOurs: false, hasContext: false },
  ...{ terms: tenOff, startsAt: 0, endsAt: null, ...given },
});
const code = (key: string, basisPoints: number) => ({
  ...{ key, method: "code" as const },
  terms: plainTerms({ kind: "percentage", basisPoints, items: { kind: "all" } }),
});
const cart = {
  lines: [
    { productId: 1, collectionIds: [], quantity: 1, unitPriceMinor: 10_000, isGiftCard: false },
  ],
  shippingMinor: 0,
};

test("a discount is met if it runs at some time when the offer does, and can be reckoned", () => {
  const period = { startsAt: 10 * DAY, endsAt: 20 * DAY };
  const found = meetable(
    [
      live(1),
      live(2, { endsAt: 10 * DAY }),
      live(3, { startsAt: 20 * DAY }),
      live(4, { startsAt: 19 * DAY }),
      live(5, { terms: null }),
    ],
    period,
  );
  expect(found.map(({ key }) => key)).toEqual(["1", "4"]);
});

test("of more codes than an order may have those are taken that take most off", () => {
  const codes = [100, 900, 300, 500, 700, 200, 800].map((points) => code(String(points), points));
  const keys = (method: "automatic" | "code") =>
    worstOf(codes, [cart], { method, terms: tenOff }).map(({ key }) => key);
  expect(keys("automatic")).toEqual(["900", "300", "500", "700", "800"]);
  expect(keys("code")).toEqual(["900", "500", "700", "800"]);
});

test("without the offer, its own place is another's", () => {
  const shipping = {
    ...code("free", 0),
    terms: plainTerms({ kind: "free-shipping", upToMinor: null }),
  };
  expect(worstOf([shipping], [cart], shipping)).toEqual([]);
  expect(worstOf([shipping], [cart], null)).toEqual([shipping]);
});
