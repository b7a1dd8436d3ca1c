import type { LowestMargin } from "../../forecast/forecast.ts";
import type { Guard, Guarded } from "./guarded.ts";

interface Lowest {
  margin: number;
  product: string;
}

/** Of what is in the shop now, and of what members have bought: whichever is worse. */
const lowestOf = (...found: (Lowest | null)[]): Lowest | null =>
  found
    .filter((one) => one !== null)
    .toSorted((a, b) => a.margin - b.margin)
    .at(0) ?? null;

/**
 * Of a line that members bought. Of buy X get Y a line says nothing: what is got for nothing is paid for with what is
 * bought, and only the catalogue's pairs know both.
 */
const ofForecast = ({ offer }: Guarded, lowest: LowestMargin | null): Lowest | null =>
  lowest && offer.terms.reduction.kind !== "buy-x-get-y"
    ? { margin: lowest.basisPoints, product: lowest.title }
    : null;

const alone = (guarded: Guarded) =>
  lowestOf(
    guarded.catalogue?.alone ?? null,
    ofForecast(guarded, guarded.forecast.alone.lowestMargin),
  );

export const marginBelowFloor: Guard = (guarded) => {
  const { marginFloorBasisPoints: floor } = guarded.settings;
  const lowest = alone(guarded);
  return lowest && lowest.margin < floor
    ? [{ code: "margin-below-floor", level: "stop", values: { floor, ...lowest } }]
    : [];
};

/** Only where the offer alone keeps the floor: else that has to be mended first. */
export const stackBelowFloor: Guard = (guarded) => {
  const { marginFloorBasisPoints: floor } = guarded.settings;
  const [single, { catalogue, forecast }] = [alone(guarded), guarded];
  const lowest = lowestOf(
    catalogue?.stacked ?? null,
    ofForecast(guarded, forecast.stacked.lowestMargin),
  );
  if (!lowest || lowest.margin >= floor || (single && single.margin < floor)) return [];
  const titles = catalogue?.stacked?.titles ?? [];
  return [{ code: "stack-below-floor", level: "confirm", values: { floor, ...lowest, titles } }];
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
