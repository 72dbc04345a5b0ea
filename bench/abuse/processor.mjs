import { readFileSync } from 'node:fs';

/** How many milliseconds a process' main thread has waited for a processor so far; 0 where the system does not say. */
export function waitedMs(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
