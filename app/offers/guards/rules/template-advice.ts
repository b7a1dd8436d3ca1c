import { objectives, type Objective } from "#app/segments/objectives.ts";
import type { ShopShape } from "#app/segments/templates/shop-shape.ts";
import { templatesFor } from "#app/segments/templates/templates.ts";

/** What a template says of what to give does not depend on where its lines are drawn. */
const ANY_SHOP: ShopShape = {
  ...{ typicalGapDays: null, secondOrderDays: null, spent: null, firstSpent: null },
  orderValue: null,
  favourites: { firstProduct: null, rebought: null, types: [], city: null },
  holds: {
    ...{ abandonedCheckouts: false, subscriptions: false, companies: false, vendors: false },
    birthday: null,
  },
};

const ADVICE = new Map(templatesFor(ANY_SHOP).map(({ key, advice }) => [key, advice]));

/** Segments for those who are here anyway. */
const HERE_ANYWAY: readonly Objective[] = ["keep", "reward"];

/** What to give the members of a segment rather than money off; null where nothing speaks against it. */
export function adviceOf({
  templateKey,
  objective,
}: {
  templateKey: string | null;
  objective: Objective | null;
}): string | null {
  const said = templateKey === null ? undefined : ADVICE.get(templateKey);
  if (said !== undefined) return said;
  return objective !== null && HERE_ANYWAY.includes(objective)
    ? objectives[objective].explains
    : null;
}
