/** Milliseconds of the processor that a piece of work takes on this thread: what else the machine does does not count. */
export const cpuMs = (work: () => void): number => {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
};
