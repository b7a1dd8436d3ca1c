import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { weighBlocks, type StorefrontWeight } from "#tests/support/block-weight.ts";

let weight: StorefrontWeight;
beforeAll(() => {
  weight = weighBlocks();
});

/** What all blocks together may add to a page. */
const BUDGET = {
  ...{ htmlBytes: 9_000, pictureBytes: 6_000, cssBytes: 5_000 },
  ...{ scriptBytes: 0, requests: 1, loopTurns: 1_200, metaobjects: 3 },
};

test("all blocks at once stay within their budget on every template", () => {
  expect(weight.templates.map(({ template }) => template)).toEqual([
    ...["index", "product", "collection", "cart", "account"],
  ]);
  for (const { template, ...figures } of weight.templates) {
    for (const [figure, value] of Object.entries(figures)) {
      const most = BUDGET[figure as keyof typeof BUDGET];
      expect(value, `${figure} of ${template}`).toBeLessThanOrEqual(most);
    }
  }
});

describe("each block", () => {
  test("weighs less than 3 KB with four products", () => {
    for (const { block, htmlBytes } of weight.blocks) {
      expect(htmlBytes, block).toBeGreaterThan(0);
      expect(htmlBytes, block).toBeLessThan(3 * 1024);
    }
  });
});

test("merchants are shown these figures and no others", () => {
  const path = join(import.meta.dirname, "../../app/measure/storefront-weight.json");
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(weight);
});
