import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** How long a process may take to finish what it is doing before it is killed. */
const GRACE_MS = 20_000;

/**
 * How our processes are started. With a small young generation an import's short-lived objects do not make the heap
 * grow by a hundred megabytes (npm run bench -- import).
 */
export const NODE_FLAGS = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=4"];

export interface Running {
  /** Resolves when the first of the processes has ended by itself, with its name and code. */
  firstEnd: Promise<{ name: string; code: number | null }>;
  /** Asks all to stop, waits for them, and kills what does not. Asks once, however often it is called. */
  stop: () => Promise<void>;
  isStopping: () => boolean;
}

export interface ProcessToRun {
  name: string;
  script: string;
  args?: string[];
  env?: Record<string, string | undefined>;
  /** Whether its standard output goes to ours; its standard error always does unless `quiet`. */
  output?: "inherit" | "quiet";
}

/** Starts one of our own scripts on this Node. */
export function start({
  script,
  args = [],
  env = {},
  output = "inherit",
}: ProcessToRun): ChildProcess {
  return spawn(process.execPath, [...NODE_FLAGS, script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", output === "quiet" ? "ignore" : "inherit"],
  });
}

/** Runs several processes that belong together: when one ends, the others have no purpose. */
export function runTogether(processes: ProcessToRun[]): Running {
  const children = processes.map((one) => ({ name: one.name, child: start(one) }));
  for (const { child } of children) child.stdout?.pipe(process.stdout, { end: false });
  const ends = children.map(async ({ name, child }) => {
    const [code] = (await once(child, "exit")) as [number | null];
    return { name, code };
  });
  let stopped: Promise<unknown> | undefined;
  return {
    firstEnd: Promise.race(ends),
    isStopping: () => stopped !== undefined,
    async stop() {
      await (stopped ??= Promise.all(children.map(({ child }) => stopProcess(child))));
    },
  };
}

/** Asks a process to stop; kills it when it has not after a while. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
  await ended;
  clearTimeout(timer);
}
