import { z } from "zod";
import type { Database } from "#app/db/database.server.ts";
import { currencyExponent } from "#app/platform/money.ts";
import { fifthsAndThirds, valuesAt, type Measure } from "./measures.server.ts";
import type { Cutoffs, RfmCutoffs } from "./rfm.ts";
import { between, quantilePlaces } from "./scoring-methods.ts";
import type { RfmSettings } from "./settings.ts";

/** Klaviyo's recency, as published: bought within these days. */
const KLAVIYO_DAYS = [180, 365] as const;

const cutoff = z.number().nullable();
const fourCutoffs = z.tuple([cutoff, cutoff, cutoff, cutoff]);
const twoCutoffs = z.tuple([cutoff, cutoff]);

/** What the scores of a day were made with. Recency's are days of the last order. */
export const KeptCutoffs = z.object({
  recency: fourCutoffs,
  frequency: fourCutoffs,
  monetary: fourCutoffs,
  /** Klaviyo's three scores. */
  klaviyo: z.object({ recency: twoCutoffs, frequency: twoCutoffs, monetary: twoCutoffs }),
});
export type KeptCutoffs = z.infer<typeof KeptCutoffs>;

interface Measuring {
  shopId: number;
  asOfDay: number;
  currency: string;
  settings: Pick<RfmSettings, "method">;
}

/** The cut-offs that the shop's method finds among its buyers, before any a merchant set by hand. */
export async function measureCutoffs(db: Database, measuring: Measuring) {
  const { shopId, asOfDay, settings } = measuring;
  const recency = await fifthsAndThirds(db, shopId, "recency");
  const frequency = await fifthsAndThirds(db, shopId, "frequency");
  const monetary = await fifthsAndThirds(db, shopId, "monetary");
  const { buyers } = recency;
  const automatic: RfmCutoffs =
    settings.method === "quantile-7"
      ? await byQuantiles(db, { ...measuring, buyers })
      : { recency: recency.fifths, frequency: frequency.fifths, monetary: monetary.fifths };
  const [three, two] = KLAVIYO_DAYS;
  return {
    buyers,
    automatic,
    klaviyo: {
      recency: [asOfDay - two, asOfDay - three] as const,
      frequency: frequency.thirds,
      monetary: monetary.thirds,
    },
  };
}

/** `cutBy("quantile-7", …)` in SQL: two neighbours for each edge. Values are whole, so edges are rounded up. */
async function byQuantiles(
  db: Database,
  { shopId, currency, buyers }: Measuring & { buyers: number },
): Promise<RfmCutoffs> {
  if (buyers === 0) {
    const none: Cutoffs = [null, null, null, null];
    return { recency: none, frequency: none, monetary: none };
  }
  const edges = async (measure: Measure): Promise<number[]> => {
    const places = quantilePlaces(buyers, 5);
    const values = await valuesAt(db, {
      ...{ shopId, measure },
      places: places.flatMap(({ below, above }) => [below, above]),
    });
    return places.map((place, i) => {
      const [below = 0, above = 0] = values.slice(2 * i);
      return between(place, below, above);
    });
  };
  const shift = (values: readonly number[], by: number): Cutoffs => {
    const [two = 0, three = 0, four = 0, five = 0] = values.map((edge) => Math.ceil(edge + by));
    return [two, three, four, five];
  };
  // Fewer days since than an edge and one more: a last order on the edge's day, rounded down, or after it.
  const [two = 0, three = 0, four = 0, five = 0] = (await edges("recency")).map(Math.floor);
  return {
    recency: [two, three, four, five],
    frequency: shift(await edges("frequency"), 1),
    monetary: shift(await edges("monetary"), 10 ** currencyExponent(currency)),
  };
}
