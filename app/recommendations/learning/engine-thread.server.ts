import { parentPort, workerData } from "node:worker_threads";
import { candidatesOf } from "./candidates.ts";
import type { EngineAnswer, EngineStart } from "./engine-messages.ts";
import { learnShop } from "./learn-shop.ts";
import { processorTime } from "./processor-time.server.ts";

/**
 * A thread of its own for learning and ranking, so that the worker process can go on answering: it is started with the
 * purchases, says what it learned, and then ranks for the customers it is sent. It is ended from outside.
 */
const { purchases, learned: kept, asked } = workerData as EngineStart;
const answer = (message: EngineAnswer) => parentPort?.postMessage(message);

const learned = kept ?? learnShop(purchases, processorTime);
answer({ kind: "learned", learned });
const candidates = candidatesOf(purchases, learned, asked);
parentPort?.on("message", (customers: Int32Array) => {
  answer({ kind: "candidates", candidates: candidates(customers) });
});
