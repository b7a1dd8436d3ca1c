import { expect, test } from "vitest";
import { formatFor } from "#app/ui/format.ts";
import { parseQuery } from "../query/parse-query.ts";
import { readBuilder } from "./builder/read-builder.ts";
import { catalogueOf } from "./filter-catalogue.ts";
import { plainWords } from "./plain-words.ts";

const catalogue = catalogueOf([
  { name: "facts.birth_date", label: "Birth date", type: "date" },
  { name: "loyalty.points", label: "Points", type: "integer" },
]);
const format = formatFor({ locale: "en", timeZone: "UTC", currency: "EUR" });

test.each([
  [
    "number_of_orders >= 3 AND last_order_date < -60d",
    "Customers who ordered at least 3 times and who last ordered more than 60 days ago.",
  ],
  ["number_of_orders = 0", "Customers who never ordered."],
  ["amount_spent BETWEEN 100 AND 499.5", "Customers who spent €100 to €499.50."],
  [
    "last_order_date BETWEEN 2026-01-01 AND today",
    "Customers who last ordered from Jan 1, 2026 to today.",
  ],
  ["rfm_group != 'AT_RISK'", "Customers whose RFM group is not At risk."],
  [
    "customer_tags CONTAINS 'vip' AND (amount_spent > 5 OR first_order_date IS NULL)",
    "Customers who have the tag “vip”, and either who spent more than €5 or who have no first order date.",
  ],
  ["NOT customer_countries CONTAINS 'DE'", "All customers, but not those who have Germany among countries."],
  [
    "products_purchased NOT MATCHES (id IN (1, 2), date >= -1y)",
    "Customers who have no purchases with product one of 1 and 2 and date in the last year.",
  ],
  ["number_of_orders > 1 AND nonsense = 5", "Customers who ordered more than 1 time and for whom nonsense = 5."],
  [
    "anniversary('metafields.facts.birth_date') BETWEEN today AND +7d",
    "Customers whose anniversary of Birth date is from today to 7 days from now.",
  ],
  ["anniversary('metafields.facts.birth_date') = today", "Customers whose anniversary of Birth date is today."],
  ["customer.loyalty_points >= 100", "Customers whose points is at least 100."],
  ["", ""],
])("%s", (query, said) => {
  const root = readBuilder(query, (one) => parseQuery(one, catalogue.known));
  expect(root && plainWords(root, format, catalogue.find)).toBe(said);
}); // prettier-ignore
