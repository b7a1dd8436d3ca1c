import type { Objective } from "#app/segments/objectives.ts";
import { clearStockTemplates } from "./clear-stock-templates.ts";
import { growTemplates } from "./grow-templates.ts";
import { keepTemplates } from "./keep-templates.ts";
import { linesOf } from "./lines.ts";
import { rewardTemplates } from "./reward-templates.ts";
import { rfmTemplates } from "./rfm-templates.ts";
import type { ShopShape } from "./shop-shape.ts";
import type { Drawn, Template } from "./template.ts";
import { winBackTemplates } from "./win-back-templates.ts";

/** Every ready-made segment, its lines drawn by a shop's own distributions. Whoever takes one can change it. */
export function templatesFor(shape: ShopShape): Template[] {
  const lines = linesOf(shape);
  const all = (goal: Objective, drawn: readonly Drawn[]) => drawn.map((one) => ({ ...one, goal }));
  return [
    ...all("keep", keepTemplates(lines, shape)),
    ...all("win-back", winBackTemplates(lines, shape)),
    ...all("reward", rewardTemplates(lines, shape)),
    ...all("grow", growTemplates(lines, shape)),
    ...all("clear-stock", clearStockTemplates()),
    ...rfmTemplates(),
  ];
}

/** What a shop begins with, the one to be shown first first. All of them in Shopify's own language. */
const STARTERS = [
  ...["champions", "vip", "regulars", "at-risk", "second-time", "big-first-order", "new"],
  ...["lapsed", "one-and-done", "lost", "repeat", "prospects"],
];

export const startersFor = (shape: ShopShape): Template[] => {
  const byKey = new Map(templatesFor(shape).map((template) => [template.key, template]));
  return STARTERS.flatMap((key) => byKey.get(key) ?? []);
};
