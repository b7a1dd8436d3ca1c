import type { Query } from "#app/segments/query/query.ts";
import type { Finding, Lint, Linted } from "./lint.ts";
import { onlyDemographic, protectedGround } from "./person-lints.ts";
import { deletedProduct } from "./product-lints.ts";
import { overShopifyCaps, reversedBetween, staleDate } from "./query-lints.ts";
import { nearDuplicate, tooBroad, tooFew, tooSmallToMeasure } from "./size-lints.ts";

/** What matters most first. */
const LINTS: readonly Lint[] = [
  ...[protectedGround, reversedBetween, deletedProduct, staleDate, tooBroad, tooFew],
  ...[nearDuplicate, onlyDemographic, tooSmallToMeasure, overShopifyCaps],
];

/** All that may be wrong with a segment. */
export const lint = (linted: Linted): Finding[] => LINTS.flatMap((one) => one(linted));

/** Whether a price may depend on a query only after the merchant has said that they know what it asks. */
export const needsAcknowledgement = (query: Query): boolean =>
  protectedGround({ query }).length > 0;
