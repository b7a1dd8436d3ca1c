import type { Attribute, Source } from "../filters/filter.ts";

/** Of a customer: what the models say. */
export type ModelValues = Readonly<Record<never, never>>;

/** Attributes behind `regulars.` that ask for what the models say. */
export const modelsAttributes: Readonly<Record<string, Attribute>> = {};

/** Functions behind `regulars.` that ask for what the models say. */
export const modelsSources: Readonly<Record<string, Source>> = {};
