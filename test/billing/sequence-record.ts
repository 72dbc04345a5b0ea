import type { ProviderService } from './provider-service.ts';

/** How much of the service's log is told. */
const maxLogLines = 60;

/** What happened in a sequence, step by step, for the report of one that fails. */
export class SequenceRecord {
  readonly #service: ProviderService;
  readonly #loggedBefore: number;
  readonly #start = performance.now();
  readonly #lines: string[] = [];

  constructor(service: ProviderService) {
    this.#service = service;
    this.#loggedBefore = service.output.length;
  }

  async note<T>(step: unknown, take: () => Promise<T>): Promise<T> {
    const start = performance.now();
    let outcome: unknown = 'nothing';
    try {
      const result = await take();
      outcome = result;
      return result;
    } catch (error) {
      outcome = `failed: ${error}`;
      throw error;
    } finally {
      const from = Math.round(start - this.#start);
      const ms = Math.round(performance.now() - start);
      this.#lines.push(`at ${from} ms, ${ms} ms: ${JSON.stringify(step)} -> ${JSON.stringify(outcome)}`);
    }
  }

  /** Throws the error again, with all that is needed to tell why. */
  fail(error: unknown): never {
    const log = this.#service.output.slice(this.#loggedBefore).trim().split('\n').slice(-maxLogLines);
    throw new Error(
      [
        (error as Error).message,
        '--- steps and outcomes',
        ...this.#lines,
        `--- the last ${log.length} lines of the service's log`,
        ...log,
        '---',
      ].join('\n'),
      { cause: error },
    );
  }
}
