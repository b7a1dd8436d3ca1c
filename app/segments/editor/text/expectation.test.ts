import { expect, test } from "vitest";
import { catalogueOf } from "../filter-catalogue.ts";
import { expectationAt } from "./expectation.ts";

const { find } = catalogueOf([
  { name: "facts.birth_date", label: "Birth date", type: "date" },
  { name: "loyalty.points", label: "Points", type: "integer" },
]);

/** The cursor is where the bar stands. */
function at(marked: string) {
  const position = marked.indexOf("|");
  const expectation = expectationAt(marked.replace("|", ""), position, find);
  const typed = marked.slice(expectation.from, position);
  const of = "of" in expectation ? expectation.of.name : "";
  if (expectation.kind === "nothing") return "nothing";
  return [expectation.kind, of, typed].filter(Boolean).join(" ");
}

test.each([
  ["|", "condition"],
  ["numb|", "condition numb"],
  ["NOT (numb|", "condition numb"],
  ["number_of_orders |", "sign number_of_orders"],
  ["number_of_orders >|", "sign number_of_orders >"],
  ["number_of_orders >= |", "value number_of_orders"],
  ["last_order_date BETWEEN |", "value last_order_date"],
  ["last_order_date BETWEEN -30d |", "between-and"],
  ["last_order_date BETWEEN -30d AND |", "value last_order_date"],
  ["last_order_date >= -30d |", "connector"],
  ["last_order_date >= -30d A|", "connector A"],
  ["last_order_date >= -30d AND |", "condition"],
  ["customer_tags CONTAINS 'v|", "value customer_tags 'v"],
  ["customer_tags NOT CONTAINS 'a b' |", "connector"],
  ["(customer_tags IS NULL) |", "connector"],
  ["rfm_group = |", "value rfm_group"],
  ["products_purchased |", "sign products_purchased"],
  ["products_purchased MATCHES (|", "parameter"],
  ["products_purchased MATCHES (id |", "sign id"],
  ["products_purchased MATCHES (id IN (|", "list id"],
  ["products_purchased MATCHES (id IN (1, 2|", "list id 2"],
  ["products_purchased MATCHES (id IN (1, 2), da|", "parameter da"],
  ["products_purchased NOT MATCHES (date BETWEEN -1y AND |", "value date"],
  ["products_purchased MATCHES () |", "connector"],
  ["metafields.loyalty.points |", "sign metafields.loyalty.points"],
  ["metafields.loyalty.points >= |", "value metafields.loyalty.points"],
  ["metafields.loyalty.stars |", "nothing"],
  ["anniversary |", "anniversary"],
  ["anniversary MATCHES (|", "anniversary"],
  ["anniversary MATCHES ('metafields.fa|", "anniversary 'metafields.fa"],
  [
    "anniversary MATCHES ('metafields.facts.birth_date') |",
    "sign anniversary MATCHES ('metafields.facts.birth_date')",
  ],
  [
    "anniversary('metafields.facts.birth_date') BETWEEN today AND |",
    "value anniversary MATCHES ('metafields.facts.birth_date')",
  ],
  ["anniversary MATCHES ('metafields.facts.birth_date') = today |", "connector"],
  ["anniversary MATCHES ('metafields.loyalty.points') |", "nothing"],
  ["nonsense = |", "nothing"],
  [") |", "nothing"],
])("%s", (marked, expected) => {
  expect(at(marked)).toBe(expected);
});

test("parameters that stand there already are known", () => {
  const text = "products_purchased MATCHES (id = 1, ";
  expect(expectationAt(text, text.length, find)).toMatchObject({ used: ["id"] });
});
