import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "recommend-"));

function file(name: string, rows: string[]): string {
  const path = join(folder, name);
  const text = `${rows.join("\n")}\n`;
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const command = ["app/command-line.server.ts", "recommend", "evaluate", ...args];
    execFile(process.execPath, command, (fault, out, error) => {
      resolve({ code: fault ? Number(fault.code) : 0, out, error });
    });
  });

const header = "user_id,basket_index,split,item_id";
/** Everyone buys their own item again and again. */
const rows = Array.from({ length: 12 }, (_, user) =>
  [1, 2, 3].map((basket) => `u${user},${basket},${basket === 3 ? "future" : "history"},i${user}`),
).flat();

describe("recommend evaluate", () => {
  test("one JSON document with the engine and the baselines, folds with their deviation", async () => {
    const baskets = file("baskets.csv.gz", [header, ...rows, rows[0] ?? ""]);
    const folds = file("folds.csv", [
      "user_id,fold0,fold1",
      ...Array.from(
        { length: 12 },
        (_, user) => `u${user},${user < 6 ? "test,train" : "val,test"}`,
      ),
    ]);
    const { code, out } = await run(baskets, "--k", "1,2", "--folds", folds, "--ideal", "whole");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      users: 12,
      items: 12,
      baskets: 36,
      judged: [6, 6],
      ideal: "whole",
      methods: {
        personalTop: { at: { 1: { recall: 1, ndcg: 1, hitRate: 1, deviation: { recall: 0 } } } },
        engine: { at: { 1: { recall: 1 } }, secondsToLearn: expect.any(Number) as number },
        upCf: {},
        tifuKnn: {},
        boughtTogether: {},
        globalTop: {},
      },
    });
  });

  test("the other form: the last basket of each test user", async () => {
    const baskets = file("split.csv", [
      "split,user_id,basket_index,n_baskets,item_id",
      "train,a,1,2,x", "train,a,2,2,y", "validate,b,1,2,x", "validate,b,2,2,y", "test,c,2,2,y", "test,c,1,2,x",
    ]); // prettier-ignore
    const { code, out } = await run(baskets);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ judged: [1], methods: { globalTop: {} } });
  });

  test("rows in any order, gaps, repetitions, nobody's history and items never seen before are taken as they are", async () => {
    const odd = Array.from({ length: 40 }, (_, user) => [
      `"u, ${user}",90,future,new ${user}`,
      `"u, ${user}",90,future,tea`,
      ...(user % 4 === 0 ? [] : [`"u, ${user}",7,history,tea`, `"u, ${user}",7,history,tea`]),
    ]).flat();
    const baskets = file("odd.csv", [header, ...odd.toReversed()]);
    const { code, out } = await run(baskets, "--time-budget", "5");
    expect(code).toBe(0);
    const { methods, judged, items } = JSON.parse(out) as {
      methods: Record<string, { at: Record<string, { recall: number }>; judged: number[] }>;
      judged: number[];
      items: number;
    };
    expect({ judged, items }).toEqual({ judged: [40], items: 41 });
    for (const { at, judged } of Object.values(methods)) {
      expect(judged).toEqual([40]);
      expect(at["10"]?.recall).toBe(0.5); // the tea
    }
  });

  test.each([
    ["no such split", [header, "a,1,past,x"], ':2: split is "past"'],
    ["a basket without a number", [header, "a,,history,x"], ':2: basket_index is ""'],
    ["a row without an item", [header, "a,1,history,"], ':2: item_id is ""'],
    ["no column", ["user_id,item_id,split", "a,x,history"], ":1: no column basket_index"],
    ["nothing to foretell", [header, "a,1,history,x"], "nothing to foretell"],
    ["a basket after the future one", [header, "a,1,future,x", "a,2,history,x"], "basket_index 2"],
    ["two future baskets", [header, "a,1,future,x", "a,2,future,x"], "basket_index 2"],
    ["an empty file", [header], "no rows"],
  ])("%s ends with exit 1 and the place", async (name, lines, said) => {
    const { code, out, error } = await run(file(`${name}.csv`, lines));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(error).toContain(said);
  });
});
