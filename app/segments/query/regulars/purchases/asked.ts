import { satisfies } from "../../compare.ts";
import type { Event, ParameterSpec } from "../../filters/filter.ts";
import type { Parameter } from "../../query.ts";
import { rangeOf, type Clock } from "../../spans.ts";

type Specs = Readonly<Record<string, ParameterSpec>>;

/** Whether an event satisfies every parameter that has a spec here; the others are asked of something else. */
export const satisfiesAll = (
  event: Event,
  specs: Specs,
  parameters: readonly Parameter[],
  clock: Clock,
): boolean =>
  parameters.every((parameter) => {
    const spec = specOf(specs, parameter.name);
    return !spec || satisfies(event[parameter.name] ?? null, spec, parameter, clock);
  });

export const specOf = (specs: Specs, name: string): ParameterSpec | undefined =>
  Object.hasOwn(specs, name) ? specs[name] : undefined;

/** The text that a parameter equals. */
export function textOf(parameters: readonly Parameter[], name: string): string | null {
  const found = parameters.find((parameter) => parameter.name === name);
  return found?.kind === "compare" && found.value.kind === "text" ? found.value.text : null;
}

/** The whole number, of the last of `decimals`, that a parameter equals; null if it is none. */
export function wholeOf(
  parameters: readonly Parameter[],
  name: string,
  clock: Clock,
  decimals = 0,
): number | null {
  const found = parameters.find((parameter) => parameter.name === name);
  if (found?.kind !== "compare") return null;
  const { from, until } = rangeOf(found, { type: "number", decimals }, clock);
  return from < until ? from : null;
}
