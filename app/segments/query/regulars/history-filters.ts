import type { Attribute, Source } from "../filters/filter.ts";

/** Of a customer: past and present memberships. */
export type HistoryValues = Readonly<Record<never, never>>;

/** Attributes behind `regulars.` that ask for past and present memberships. */
export const historyAttributes: Readonly<Record<string, Attribute>> = {};

/** Functions behind `regulars.` that ask for past and present memberships. */
export const historySources: Readonly<Record<string, Source>> = {};
