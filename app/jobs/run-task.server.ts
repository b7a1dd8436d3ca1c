import { Fault, faultText, isDiskFull } from "#app/platform/errors.ts";
import { catalog, type TaskName } from "./catalog.ts";
import type { TaskContext, TaskTable } from "./task.ts";

/** The tasks a worker knows: all of them, or in a test a few. */
export type Tasks = Partial<TaskTable<TaskName>>;

export type Outcome = { kind: "done" } | { kind: "failed"; fault: string; isHopeless: boolean };

/** A job of either queue, as its task sees it. */
export interface JobToRun {
  jobId: number;
  name: string;
  payload: unknown;
  attempt: number;
}

/**
 * Runs a job's task, and says in one line of the log what came of it. Never throws.
 * A fault that trying again cannot help, a name without a task, and a payload that is not one are hopeless at once.
 */
export async function runTask(
  tasks: Tasks,
  { jobId, name, payload, attempt }: JobToRun,
  context: TaskContext,
): Promise<Outcome> {
  const startedAt = performance.now();
  const log = context.log.child({ job: name, jobId });
  const line = () => ({ attempt, ms: Math.round(performance.now() - startedAt) });
  try {
    if (!isTaskName(name)) throw new TaskUnknown(`no task is called ${name}`);
    await perform(tasks, name, payload, { ...context, log });
    log.info(line(), "job done");
    return { kind: "done" };
  } catch (thrown) {
    const isHopeless = thrown instanceof Fault && !thrown.retryable;
    const fault = faultText(thrown);
    log.error({ ...line(), fault, ...detailOf(thrown) }, isHopeless ? "job gave up" : "job failed");
    return { kind: "failed", fault, isHopeless };
  }
}

/** What is not a fault of ours is a mistake in the program: its stack belongs in the log, and nowhere else. */
export const detailOf = (thrown: unknown): { err?: unknown } =>
  thrown instanceof Fault || isDiskFull(thrown) ? {} : { err: thrown };

class TaskUnknown extends Fault {
  readonly code = "task_unknown";
  readonly retryable = false;
}

class PayloadInvalid extends Fault {
  readonly code = "payload_invalid";
  readonly retryable = false;
}

const isTaskName = (name: string): name is TaskName => Object.hasOwn(catalog, name);

async function perform<Name extends TaskName>(
  tasks: { [N in Name]?: TaskTable<TaskName>[N] },
  name: Name,
  payload: unknown,
  context: TaskContext,
) {
  const task = tasks[name];
  if (!task) throw new TaskUnknown(`this worker has no task ${name}`);
  const parsed = catalog[name].safeParse(payload);
  if (!parsed.success) throw new PayloadInvalid(`the payload of ${name} is not one`);
  await task(parsed.data as Parameters<typeof task>[0], context);
}
