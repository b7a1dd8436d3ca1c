/**
 * What can be asked and which literals it takes.
 * - ordered: `integer`; `money`, in minor units of the shop's currency; `number`, with `decimals` a whole number of the
 *   last of them, without a float; `date`, epoch milliseconds; `day`, counted from 1970-01-01; `month-day`, month times
 *   a hundred and day
 * - one of many: `enum`, `text`, `id`, `boolean` (0 or 1), `segment` (its name)
 * - lists: `tags` (texts without regard to case), `countries`, `entries` (texts as they stand), `ids` (which take = too),
 *   `numbers`, `category` (of Shopify's taxonomy, with all that lie below)
 * - `coordinates`: a latitude and a longitude
 * - `any`: of a metafield whose definition nobody told
 */
export type ValueType =
  | ("integer" | "money" | "number" | "date" | "day" | "month-day")
  | ("enum" | "text" | "id" | "boolean" | "segment")
  | ("tags" | "countries" | "entries" | "ids" | "numbers" | "category")
  | "coordinates"
  | "any";

/** How literals of it are read and compared. */
export interface Typed {
  type: ValueType;
  /** The closed list of an enum. */
  values?: readonly string[];
  /** Of `number`: how many decimals its whole number holds. */
  decimals?: number;
}

/** Missing is null or an empty list. */
export type AttributeValue = number | string | readonly (number | string)[] | null;
