import { expect, test } from "vitest";
import { takePastedCondition } from "./pasted-condition.ts";

test.each([
  [
    "FROM customers\nSHOW customer_name, note\nWHERE number_of_orders > 1\n  AND amount_spent >= 10\nORDER BY updated_at",
    "number_of_orders > 1\n  AND amount_spent >= 10",
  ],
  ["from customers where rfm_group = 'LOYAL' limit 10", "rfm_group = 'LOYAL'"],
  ["WHERE customer_tags CONTAINS 'order by' ORDER BY x DESC;", "customer_tags CONTAINS 'order by'"],
  ["FROM customers SHOW x WHERE number_of_orders > 1;", "number_of_orders > 1"],
])("the condition is taken out of %s", (pasted, condition) => {
  expect(takePastedCondition(pasted)).toBe(condition);
});

test.each([
  "number_of_orders > 1",
  "customer_tags CONTAINS 'FROM x WHERE y'",
  "FROM customers SHOW customer_name ORDER BY updated_at",
  "",
])("%s is no statement with a condition", (pasted) => {
  expect(takePastedCondition(pasted)).toBeNull();
});
