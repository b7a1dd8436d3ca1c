import { expect, test } from "vitest";
import { basketCollector } from "#app/recommendations/baskets/collect-baskets.ts";
import { startEngine } from "#app/recommendations/learning/engine.server.ts";
import { shared } from "#app/recommendations/learning/shop-purchases.ts";

function start(signal: AbortSignal) {
  const collector = basketCollector();
  for (const [user, day, item] of [[0, 1, 0], [0, 2, 1], [1, 1, 0]] as const) collector.add(user, day, item); // prettier-ignore
  const { baskets, number } = collector.finish(2, 2);
  const customerIds = Float64Array.from([11, 12]);
  const productIds = Float64Array.from([1, 2]);
  const purchases = shared({ customerIds, productIds, baskets, day: number });
  return startEngine({ purchases, learned: null, asked: 2 }, signal);
}

test("who asks an engine that was stopped is told so and does not wait for ever", async () => {
  const stopping = new AbortController();
  const engine = start(stopping.signal);
  await engine.learned;
  const before = engine.candidates(Int32Array.from([0]));
  stopping.abort(new Error("the worker stops"));
  await expect(before).rejects.toThrow("the worker stops");
  await expect(engine.candidates(Int32Array.from([0]))).rejects.toThrow("the worker stops");
});

test("nor does who asks one that has ended", async () => {
  const engine = start(new AbortController().signal);
  await engine.learned;
  expect((await engine.candidates(Int32Array.from([0]))).item[0]).toBe(0);
  await engine.end();
  await expect(engine.candidates(Int32Array.from([0]))).rejects.toThrow("ended");
});
