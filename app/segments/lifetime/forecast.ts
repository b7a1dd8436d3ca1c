import { expectedPurchases, probabilityAlive, type BgNbd } from "./bg-nbd.ts";
import type { BuyingHistory } from "./buying-history.ts";
import { expectedMeanValue, type GammaGamma } from "./gamma-gamma.ts";

export interface LifetimeModels {
  bgNbd: BgNbd;
  gammaGamma: GammaGamma;
}

/** What is to be expected of one customer over a horizon. Values are revenue, neither margin nor discounted. */
export interface Forecast {
  probabilityAlive: number;
  purchases: number;
  meanValue: number;
  value: number;
}

/** The history and the horizon in the unit of time that the models were fitted in. */
export function forecastOf(
  { bgNbd, gammaGamma }: LifetimeModels,
  history: BuyingHistory,
  horizon: number,
): Forecast {
  const purchases = expectedPurchases(bgNbd, history, horizon);
  const meanValue = expectedMeanValue(gammaGamma, history);
  return {
    probabilityAlive: probabilityAlive(bgNbd, history),
    purchases,
    meanValue,
    value: purchases * meanValue,
  };
}
