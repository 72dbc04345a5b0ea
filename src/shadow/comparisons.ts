import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { faces, findFaceAmong } from '../rest/faces.ts';
import type { AskingSettings } from './asking.ts';
import { type Exchange, isCreation, isRead, isReadable, isSuccess } from './exchange.ts';

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
  /** How many writes were to be mirrored, and did not reach the service. */
  lostWrites: number;
}

export type ToWorker =
  | { exchange: Exchange }
  | { missed: string; isLostWrite: boolean }
  | { giveUp: true }
  | { report: true };
export type FromWorker = { done: number } | { report: ShadowReport };

/** How many comparisons wait at most; the others are not made. */
const maxWaiting = 1000;
/** How many bytes the bodies of those take at most. */
const maxBytes = 64 * 1024 * 1024;
/** For how long the last comparisons may go on after the end. */
const lastMs = 5000;

const findFace = findFaceAmong(faces);
/** Whether the service has a path. Dots in it are followed, as they are where the request is sent. */
const isServed = (url: string) => findFace(new URL(`http://localhost${url}`).pathname) !== undefined;

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
    this.#failed.catch(() => {}); // the report says so
  }

  /** Returns at once. */
  ask(exchange: Exchange): void {
    const bytes = exchange.body.length + exchange.old.body.length;
    const reason = this.#reasonAgainst(exchange);
    if (reason) {
      this.missed(reason);
      return;
    }
    const isFull = this.#waiting >= maxWaiting || this.#bytes + bytes > maxBytes;
    if (isFull || !isReadable(exchange.old)) {
      this.missed(isFull ? 'because too many were waiting' : 'because their coding is not known', !isRead(exchange));
      return;
    }
    this.#waiting++;
    this.#bytes += bytes;
    this.#send({ exchange });
  }

  /**
   * Counts an exchange that cannot be compared.
   *
   * @param isWrite whether it changed something in the old system
   */
  missed(reason: string, isWrite = false): void {
    this.#send({ missed: reason, isLostWrite: isWrite && this.#mirrorWrites });
  }

  async report(): Promise<ShadowReport> {
    const report = new Promise<ShadowReport>((resolve) => this.#reports.push(resolve));
    this.#send({ report: true });
    return Promise.race([report, this.#failed]);
  }

  /** The report when everything is compared, or given up; nothing can be compared after it. */
  async end(): Promise<ShadowReport> {
    const settled = new Promise<void>((resolve) => this.#settled.push(resolve));
    this.#tellIfSettled();
    const timer = setTimeout(() => this.#send({ giveUp: true }), lastMs);
    await Promise.race([settled, this.#failed]).finally(() => clearTimeout(timer));
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

  /** Why something is no business of the service: it has the operator's key, so it does what the old system refused. */
  #reasonAgainst(exchange: Exchange): string | undefined {
    const { status } = exchange.old;
    if ([401, 403, 429].includes(status) || status >= 500) return `because the old system answered ${status}`;
    if (!isServed(exchange.url)) return 'because this service has no such address';
    if (isRead(exchange)) return undefined;
    if (!this.#mirrorWrites) return 'because they write';
    if (isCreation(exchange)) return 'because they create something';
    return isSuccess(status) ? undefined : `because the old system answered ${status}`;
  }
}
