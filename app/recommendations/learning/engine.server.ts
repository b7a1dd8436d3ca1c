import { Worker } from "node:worker_threads";
import type { Candidates } from "./candidates.ts";
import type { EngineAnswer, EngineStart } from "./engine-messages.ts";
import type { Learned } from "./learned.ts";

/** The engine in its thread. */
export interface Engine {
  /** Settles when it has learned, or at once with what was kept. */
  learned: Promise<Learned>;
  /** The candidates of some customers by number; may be asked again before it has answered, and answers in turn. */
  candidates: (customers: Int32Array) => Promise<Candidates>;
  end: () => Promise<void>;
}

/** Starts the thread; it ends when `signal` fires, and what waits for it is rejected. */
export function startEngine(start: EngineStart, signal: AbortSignal): Engine {
  const thread = new Worker(new URL("./engine-thread.server.ts", import.meta.url), {
    workerData: start,
  });
  const waiting: PromiseWithResolvers<Candidates>[] = [];
  const learned = Promise.withResolvers<Learned>();
  learned.promise.catch(() => undefined); // whoever waits is told; nobody may
  const fail = (fault: unknown) => {
    learned.reject(fault);
    for (const one of waiting.splice(0)) one.reject(fault);
  };
  const stop = () => {
    fail(signal.reason);
    void thread.terminate();
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  thread.on("error", fail);
  thread.on("message", (answer: EngineAnswer) => {
    if (answer.kind === "learned") learned.resolve(answer.learned);
    else waiting.shift()?.resolve(answer.candidates);
  });
  return {
    learned: learned.promise,
    candidates(customers) {
      const one = Promise.withResolvers<Candidates>();
      waiting.push(one);
      thread.postMessage(customers);
      return one.promise;
    },
    async end() {
      signal.removeEventListener("abort", stop);
      await thread.terminate();
    },
  };
}
