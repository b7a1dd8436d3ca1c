import type { Attribute, Source } from "../filters/filter.ts";

/** Of a customer: what purchases tell. */
export type PurchaseValues = Readonly<Record<never, never>>;

/** Attributes behind `regulars.` that ask for what purchases tell. */
export const purchasesAttributes: Readonly<Record<string, Attribute>> = {};

/** Functions behind `regulars.` that ask for what purchases tell. */
export const purchasesSources: Readonly<Record<string, Source>> = {};
