import { clausesOf, type Clause, type Query } from "#app/segments/query/query.ts";
import type { Lint } from "./lint.ts";
import { valuesOf } from "./query-lints.ts";

export const deletedProduct: Lint = ({ deletedProducts }) =>
  deletedProducts.map((productId) => ({
    code: "deleted-product",
    message: `The product ${productId} is not in your shop any more.`,
    advice:
      "Who bought it stays in; nobody new can come. Name another product, or leave it so on purpose.",
  }));

/** The ids of the products that a query names. */
export const productsNamed = (query: Query): number[] => [
  ...new Set(
    clausesOf(query).flatMap((clause) =>
      clause.kind === "events" && clause.source === "products_purchased"
        ? clause.parameters.filter(({ name }) => name === "id").flatMap(idsOf)
        : [],
    ),
  ),
];

const idsOf = (parameter: Extract<Clause, { kind: "events" }>["parameters"][number]) =>
  (parameter.kind === "in" ? parameter.values : valuesOf(parameter)).flatMap((value) =>
    value.kind === "number" && Number.isSafeInteger(Number(value.digits))
      ? [Number(value.digits)]
      : [],
  );
