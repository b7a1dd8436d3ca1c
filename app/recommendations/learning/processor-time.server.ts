/** Milliseconds of processor time that this thread has used: what else runs on the machine takes none of it. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
