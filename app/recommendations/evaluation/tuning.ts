import type { Ideal } from "../baskets/metrics.ts";
import { CHOICES, type Baseline, type Setting, type World, baselineOf } from "./baselines.ts";
import { meanQuality, qualitiesOf } from "./judging.ts";

/** A setting is tried on so many users. */
const TRIED_ON = 300;

/** One setting after the other, each to what does best with some of the asked users, as long as there is time. */
export function tuned(
  name: Baseline,
  world: World,
  k: number,
  ideal: Ideal,
  isOver: () => boolean,
): Setting {
  const some = { ...world, asked: world.asked.subarray(0, TRIED_ON) };
  const choices: Readonly<Record<string, readonly number[]>> = CHOICES[name];
  const quality = (setting: Setting) =>
    meanQuality(qualitiesOf(some, baselineOf(name, some, setting), k, ideal, isOver));
  let setting: Setting = Object.fromEntries(
    Object.entries(choices).map(([key, [first = 0]]) => [key, first]),
  );
  let reached: number | null = null;
  for (const [key, [, ...others]] of Object.entries(choices)) {
    for (const value of others) {
      if (isOver()) return setting;
      reached ??= quality(setting);
      const tried = { ...setting, [key]: value };
      const found = quality(tried);
      if (isOver() || found <= reached) continue; // what was judged in part is not compared
      reached = found;
      setting = tried;
    }
  }
  return setting;
}
