/** A month of UTC, e.g. `2026-11`. */
export type Month = string;

export const monthOf = (time: Date): Month => time.toISOString().slice(0, 7);

export const startOf = (month: Month): Date => new Date(`${month}-01T00:00:00Z`);

export const nextMonth = (month: Month): Month =>
  monthOf(new Date(startOf(month).getTime() + 32 * 24 * 60 * 60 * 1000));

/** Where the next month starts. */
export const endOf = (month: Month): Date => startOf(nextMonth(month));
