import { expect, test } from "vitest";
import type { RowShape } from "./bulk-upsert.server.ts";
import { joinedBy, numberRows, numbersIn, rowsWhere } from "./number-rows.ts";

const POINTS: RowShape<"customerPoints"> = {
  table: "customerPoints",
  key: ["shopId", "customerId", "x", "y", "z"],
  columns: { shopId: "number", customerId: "number", x: "number", y: "number", z: "number" },
};
const point = (customerId: number, x: number) => ({ shopId: 1, customerId, x, y: 0, z: 0 });
const xs = (rows: ReturnType<typeof numberRows<"customerPoints">>) => [
  ...numbersIn(POINTS, rows, "x"),
];

test("rows can be joined in the order of a column, equal ones as they stood, and picked by it", () => {
  const joined = joinedBy(
    POINTS,
    [
      numberRows(POINTS, [point(3, 1), point(1, 2)]),
      numberRows(POINTS, [point(3, 3), point(2, 4)]),
    ],
    "customerId",
  );
  expect(xs(joined)).toEqual([2, 4, 1, 3]);
  expect(xs(rowsWhere(POINTS, joined, "customerId", new Set([1, 3])))).toEqual([2, 1, 3]);
  expect(xs(joinedBy(POINTS, [], "x"))).toEqual([]);
});
