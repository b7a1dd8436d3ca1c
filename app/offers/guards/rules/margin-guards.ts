import type { LowestMargin } from "../../forecast/forecast.ts";
import type { Guard, Guarded } from "./guarded.ts";

interface Lowest {
  margin: number;
  product: string;
}

/**
 * Of a line that members bought. Of buy X get Y a line says nothing: what is got for nothing is paid for with what is
 * bought, and only the catalogue's pairs know both.
 */
const ofForecast = ({ offer }: Guarded, lowest: LowestMargin | null): Lowest | null =>
  lowest && offer.terms.reduction.kind !== "buy-x-get-y"
    ? { margin: lowest.basisPoints, product: lowest.title }
    : null;

const isBelow = (lowest: Lowest | null, floor: number): lowest is Lowest =>
  lowest !== null && lowest.margin < floor;

/** Of what is in the shop now, at today's prices: nothing excuses that. */
export const marginBelowFloor: Guard = ({ settings, catalogue }) => {
  const { marginFloorBasisPoints: floor } = settings;
  const lowest = catalogue?.alone ?? null;
  return isBelow(lowest, floor)
    ? [{ code: "margin-below-floor", level: "stop", values: { floor, ...lowest } }]
    : [];
};

/** Of what members bought lately, maybe at prices that are gone: only the merchant knows whether they come back. */
export const pastBelowFloor: Guard = (guarded) => {
  const { settings, catalogue, forecast } = guarded;
  const { marginFloorBasisPoints: floor } = settings;
  const lowest = ofForecast(guarded, forecast.alone.lowestMargin);
  if (!isBelow(lowest, floor) || isBelow(catalogue?.alone ?? null, floor)) return [];
  const values = { floor, ...lowest, days: forecast.days };
  return [{ code: "past-below-floor", level: "confirm", values }];
};

/** Only where the offer alone keeps the floor: else that is said, and has to be mended or confirmed first. */
export const stackBelowFloor: Guard = (guarded) => {
  const { settings, catalogue, forecast } = guarded;
  const { marginFloorBasisPoints: floor } = settings;
  const alone = [catalogue?.alone ?? null, ofForecast(guarded, forecast.alone.lowestMargin)];
  if (alone.some((one) => isBelow(one, floor))) return [];
  const [lowest] = [catalogue?.stacked ?? null, ofForecast(guarded, forecast.stacked.lowestMargin)]
    .filter((one) => isBelow(one, floor))
    .toSorted((a, b) => a.margin - b.margin);
  if (!lowest) return [];
  const { margin, product } = lowest;
  const titles = catalogue?.stacked?.titles ?? [];
  const values = { floor, margin, product, titles };
  return [{ code: "stack-below-floor", level: "confirm", values }];
};

export const marginUnknown: Guard = ({ catalogue }) =>
  catalogue && catalogue.withCost < catalogue.pieces
    ? [
        {
          code: "margin-unknown",
          level: "advice",
          values: { pieces: catalogue.pieces, withCost: catalogue.withCost },
        },
      ]
    : [];
