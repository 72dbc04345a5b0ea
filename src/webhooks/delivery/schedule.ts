const second = 1000;
const hour = 3600 * second;

/** Part of a pause that chance takes off, so that what failed together is not repeated together. */
const jitter = 0.2;

const shortened = (ms: number) => Math.round(ms * (1 - jitter * Math.random()));

/** How long a delivery waits after so many failed attempts: 5 s, four times as long after each, and at most 8 h. */
export const retryPauseMs = (failures: number) => shortened(Math.min(5 * second * 4 ** (failures - 1), 8 * hour));

/** Attempts that fail one after the other until an endpoint counts as down. */
export const breakAfter = 5;

/** How long nothing is sent to an endpoint at most, also where it asks for more. */
export const maxEndpointPauseMs = hour / 4;

/** How long nothing is sent to an endpoint that is down: 5 s, twice as long after each further failure, at most 15 min. */
export const endpointPauseMs = (failures: number) =>
  shortened(Math.min(5 * second * 2 ** (failures - breakAfter), maxEndpointPauseMs));

/** The pause that the header `Retry-After` asks for, in seconds or as a date; null where it asks for none. */
export function requestedPauseMs(header: string | undefined): number | null {
  if (!header) return null;
  const pauseMs = /^\d+$/.test(header) ? Number(header) * second : Date.parse(header) - Date.now();
  return pauseMs > 0 ? pauseMs : null;
}
