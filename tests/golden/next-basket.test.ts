import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readBaskets } from "#app/commands/read-baskets.server.ts";
import { evaluate } from "#app/recommendations/evaluation/evaluate.ts";

/** Ta-Feng's fixed split, as DNNTSP (Yu et al., KDD 2020) prepared it. It lies beside the project and is no part of it. */
const fixedSplit = fileURLToPath(
  new URL("../../../shared/data/tafeng/tafeng_dnntsp_split.csv.gz", import.meta.url),
);

describe.skipIf(!existsSync(fixedSplit))("Ta-Feng, the fixed split, ideal capped", () => {
  test("the engine finds .20 of the next basket with ten items, beyond what is published", async () => {
    const { baskets, targets } = await readBaskets(fixedSplit);
    expect(targets).toHaveLength(1969);
    const { results, plan } = evaluate(
      baskets,
      { folds: [targets], ks: [10], ideal: "capped", seed: 1, timeBudget: 1000 },
      { spent: () => 0, peakMemory: () => 0 },
    );
    expect(plan.cut).toEqual([]);
    const reached = Object.fromEntries(results.map(({ method, at }) => [method, at[0]?.mean]));
    const { engine, globalTop, tifuKnn, upCf } = reached;
    expect(engine?.recall).toBeGreaterThan(0.203);
    expect(engine?.ndcg).toBeGreaterThan(0.181);
    expect(engine?.hitRate).toBeGreaterThan(0.521);
    // Known of this very file: the global top's ten.
    expect(globalTop?.recall).toBeCloseTo(0.1025, 4);
    expect(globalTop?.hitRate).toBeCloseTo(0.3047, 4);
    expect(tifuKnn?.recall).toBeGreaterThan(0.15);
    expect(upCf?.recall).toBeGreaterThan(0.145);
  }, 240_000);
});
