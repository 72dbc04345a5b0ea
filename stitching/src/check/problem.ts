/** What the exit code says. */
export const exitCodes = { fits: 0, doesNotFit: 1, wrongUse: 2, noService: 3 } as const;

/** Why nothing can be checked: says what is wrong, where, and what to do. */
export class CheckError extends Error {
  readonly exitCode: number;

  constructor(exitCode: typeof exitCodes.wrongUse | typeof exitCodes.noService, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What a part of the check found. */
export interface Findings {
  /** What is printed, in lines. */
  lines: string[];
  /** How many things have to change. */
  problems: number;
}
