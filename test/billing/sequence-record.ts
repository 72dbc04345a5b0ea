import type { ProviderService } from './provider-service.ts';

/** How much of a node's log is told. */
const maxLogLines = 60;

/** What happened in a sequence, step by step, for the report of one that fails. */
export class SequenceRecord {
  readonly #nodes: { service: ProviderService; loggedBefore: number }[];
  readonly #start = performance.now();
  readonly #lines: string[] = [];

  constructor(...services: ProviderService[]) {
    this.#nodes = services.map((service) => ({ service, loggedBefore: service.output.length }));
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
    const logs = this.#nodes.flatMap(({ service, loggedBefore }, node) => {
      const lines = service.output.slice(loggedBefore).trim().split('\n').slice(-maxLogLines);
      return [`--- the last ${lines.length} lines of the log of node ${node + 1}`, ...lines];
    });
    const report = [(error as Error).message, '--- steps and outcomes', ...this.#lines, ...logs, '---'];
    throw new Error(report.join('\n'), { cause: error });
  }
}
