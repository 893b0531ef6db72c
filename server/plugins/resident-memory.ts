import { readFileSync } from "node:fs";

/** The resident memory of a process in bytes; `null` where it cannot be read (gone, or not Linux). */
export const residentBytes = (pid: number): number | null => {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
};
