/** Something that is not as it should be. */
export interface Problem {
  problem: string;
  /** What to do about it. */
  remedy: string;
}

/** What was looked at. */
export interface Examined {
  /** What is broken where it has problems, e.g. `clock`. */
  check: string;
  /** What there is, where it was seen. */
  found: string;
  problems: Problem[];
}

export const examined = (check: string, found: string, ...problems: (Problem | false | undefined)[]): Examined => ({
  check,
  found,
  problems: problems.filter((problem) => problem !== undefined && problem !== false),
});
