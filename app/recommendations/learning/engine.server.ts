import { Worker } from "node:worker_threads";
import { Fault } from "#app/platform/errors.ts";
import type { Candidates } from "./candidates.ts";
import type { EngineAnswer, EngineStart } from "./engine-messages.ts";
import type { Learned } from "./learned.ts";

class EngineEnded extends Fault {
  readonly code = "recommendations_engine_ended";
  readonly retryable = true;
}

/** The engine in its thread. */
export interface Engine {
  /** Settles when it has learned, or at once with what was kept. */
  learned: Promise<Learned>;
  /** The candidates of some customers by number; may be asked again before it has answered, and answers in turn. */
  candidates: (customers: Int32Array) => Promise<Candidates>;
  end: () => Promise<void>;
}

/** Starts the thread; it ends when `signal` fires. What waits for a thread that has ended is rejected, whenever it asks. */
export function startEngine(start: EngineStart, signal: AbortSignal): Engine {
  const thread = new Worker(new URL("./engine-thread.server.ts", import.meta.url), {
    workerData: start,
  });
  const waiting: PromiseWithResolvers<Candidates>[] = [];
  const learned = Promise.withResolvers<Learned>();
  learned.promise.catch(() => undefined); // whoever waits is told; nobody may
  let ended: { fault: unknown } | null = null;
  const fail = (fault: unknown) => {
    ended ??= { fault };
    learned.reject(ended.fault);
    for (const one of waiting.splice(0)) one.reject(ended.fault);
  };
  const stop = () => {
    fail(signal.reason);
    void thread.terminate();
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  thread.on("error", fail);
  thread.on("exit", () => {
    fail(new EngineEnded("the engine's thread has ended"));
  });
  thread.on("message", (answer: EngineAnswer) => {
    if (answer.kind === "learned") learned.resolve(answer.learned);
    else waiting.shift()?.resolve(answer.candidates);
  });
  return {
    learned: learned.promise,
    candidates(customers) {
      const one = Promise.withResolvers<Candidates>();
      if (ended) {
        one.reject(ended.fault);
        return one.promise;
      }
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
