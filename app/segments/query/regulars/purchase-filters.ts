import type { Attribute, Source } from "../filters/filter.ts";
import { figureAttributes } from "./purchases/figures.ts";
import { groupSources } from "./purchases/groups.ts";
import { lineSources } from "./purchases/lines.ts";
import { orderSources } from "./purchases/orders.ts";
import { percentileSources } from "./purchases/percentile.ts";
import { shareSources } from "./purchases/shares.ts";
import { toldSources } from "./purchases/told.ts";
import { changeSources, seasonSources } from "./purchases/windows.ts";

/** Attributes behind `regulars.` that ask for what purchases tell. */
export const purchasesAttributes: Readonly<Record<string, Attribute>> = figureAttributes;

/** Functions behind `regulars.` that ask for what purchases tell (docs/segment-query-language.md). */
export const purchasesSources: Readonly<Record<string, Source>> = {
  ...lineSources,
  ...orderSources,
  ...groupSources,
  ...shareSources,
  ...changeSources,
  ...seasonSources,
  ...percentileSources,
  ...toldSources,
};
