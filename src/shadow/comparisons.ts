import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AskingSettings } from './asking.ts';
import { type Exchange, isCreation, isRead, isReadable } from './exchange.ts';

export interface WorkerSettings extends AskingSettings {
  /** The file that gets the differences, if one does. */
  file: number | undefined;
}

/** What came of the comparisons, for scripts and for people. */
export interface ShadowReport {
  json: object;
  text: string;
  /** How many exchanges there were. */
  count: number;
  different: number;
}

export type ToWorker = { exchange: Exchange } | { missed: string } | { report: true };
export type FromWorker = { done: number } | { report: ShadowReport };

/** How many comparisons wait at most; the others are not made. */
const maxWaiting = 1000;
/** How many bytes the bodies of those take at most. */
const maxBytes = 64 * 1024 * 1024;

/** The thread that compares, behind the backs of the clients. */
export class Comparisons {
  readonly #worker: Worker;
  readonly #mirrorWrites: boolean;
  readonly #failed: Promise<never>;
  #waiting = 0;
  #bytes = 0;
  #settled: (() => void)[] = [];
  #reports: ((report: ShadowReport) => void)[] = [];

  constructor(settings: WorkerSettings) {
    this.#mirrorWrites = settings.mirrorWrites;
    const module = new URL(`comparison-worker${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(module, { workerData: settings });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#failed = new Promise((_, reject) => this.#worker.on('error', reject));
    this.#failed.catch(() => {}); // whoever asks for a report is told
  }

  /** Returns at once. */
  ask(exchange: Exchange): void {
    const bytes = exchange.body.length + exchange.old.body.length;
    const reason = this.#reasonAgainst(exchange, bytes);
    if (reason) {
      this.missed(reason);
      return;
    }
    this.#waiting++;
    this.#bytes += bytes;
    this.#send({ exchange });
  }

  /** Counts an exchange that cannot be compared. */
  missed(reason: string): void {
    this.#send({ missed: reason });
  }

  async report(): Promise<ShadowReport> {
    const report = new Promise<ShadowReport>((resolve) => this.#reports.push(resolve));
    this.#send({ report: true });
    return Promise.race([report, this.#failed]);
  }

  /** The report when everything is compared; nothing can be compared after it. */
  async end(): Promise<ShadowReport> {
    const settled = new Promise<void>((resolve) => this.#settled.push(resolve));
    this.#tellIfSettled();
    await Promise.race([settled, this.#failed]);
    const report = await this.report();
    await this.#worker.terminate();
    return report;
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    if ('report' in message) {
      this.#reports.shift()?.(message.report);
      return;
    }
    this.#waiting--;
    this.#bytes -= message.done;
    this.#tellIfSettled();
  }

  #tellIfSettled(): void {
    if (this.#waiting === 0) for (const resolve of this.#settled.splice(0)) resolve();
  }

  #reasonAgainst(exchange: Exchange, bytes: number): string | undefined {
    const { status } = exchange.old;
    if (status === 429 || status >= 500) return `because the old system answered ${status}`;
    if (!isRead(exchange) && !this.#mirrorWrites) return 'because they write';
    if (isCreation(exchange)) return 'because they create something';
    if (!isReadable(exchange.old)) return 'because their coding is not known';
    const isFull = this.#waiting >= maxWaiting || this.#bytes + bytes > maxBytes;
    return isFull ? 'because too many were waiting' : undefined;
  }
}
