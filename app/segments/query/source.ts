import type { Known } from "./filters/metafields.ts";

/** The text of a query, and what the shop has that it may name. */
export interface Source {
  text: string;
  known: Known;
}
