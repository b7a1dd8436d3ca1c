import { expect, test } from "vitest";

import { kindOf } from "./product-kinds.ts";

test.each([
  ["WHITE HANGING HEART T-LIGHT HOLDER", "Candles and lights"],
  ["JUMBO BAG RED RETROSPOT", "Bags"],
  ["REGENCY CAKESTAND 3 TIER", "Baking"],
  ["PAPER CHAIN KIT 50'S CHRISTMAS", "Christmas"],
  ["BLACK RECORD COVER FRAME", "Decoration"],
  ["POPCORN MACHINE", "Gifts"],
])("%s is of the kind %s", (title, kind) => {
  expect(kindOf(title).kind).toBe(kind);
});
