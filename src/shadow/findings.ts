import { writeExactly } from '../rest/oracle/json.ts';
import type { Difference } from './compare.ts';
import { type Exchange, kindOf } from './exchange.ts';

/** So many kinds of differences are told apart. */
const maxKinds = 1000;

interface Kind {
  request: string;
  difference: Difference['kind'];
  path: string;
  count: number;
  /** One of them. */
  example: { url: string; entry?: string; old?: unknown; new?: unknown };
}

/** What came of the comparisons so far. It takes the same memory for any number of them. */
export class Findings {
  readonly #kinds = new Map<string, Kind>();
  readonly #notCompared = new Map<string, number>();
  readonly #write: (line: string) => void;
  same = 0;
  different = 0;
  #others = 0;

  /** @param write takes each difference as a line of JSON */
  constructor(write: (line: string) => void = () => {}) {
    this.#write = write;
  }

  /** Whether anything came since the last look. */
  get count(): number {
    return this.same + this.different + [...this.#notCompared.values()].reduce((sum, count) => sum + count, 0);
  }

  compared(exchange: Exchange, differences: readonly Difference[]): void {
    if (differences.length === 0) this.same++;
    else this.different++;
    const request = kindOf(exchange);
    for (const difference of differences) this.#add(exchange, request, difference);
  }

  #add({ url, secrets }: Exchange, request: string, difference: Difference): void {
    const line = { at: new Date().toISOString(), request, url, ...difference };
    const text = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), writeExactly(line));
    this.#write(`${text}\n`);
    const { kind, path } = difference;
    const key = `${request} ${kind} ${path}`;
    const known = this.#kinds.get(key);
    if (known) known.count++;
    else if (this.#kinds.size === maxKinds) this.#others++;
    else {
      const { request, url, entry, old, new: current } = JSON.parse(text);
      this.#kinds.set(key, { request, difference: kind, path, count: 1, example: { url, entry, old, new: current } });
    }
  }

  notCompared(reason: string): void {
    this.#notCompared.set(reason, (this.#notCompared.get(reason) ?? 0) + 1);
  }

  toJSON() {
    return {
      same: this.same,
      different: this.different,
      notCompared: Object.fromEntries(this.#notCompared),
      kinds: this.#sorted,
      otherKinds: this.#others,
    };
  }

  get #sorted(): Kind[] {
    return [...this.#kinds.values()].sort((one, other) => other.count - one.count);
  }

  toText(): string {
    const reasons = [...this.#notCompared].map(([reason, count]) => `${count} ${reason}`);
    return [
      `${this.same} answers were the same, ${this.different} differed.`,
      ...(reasons.length > 0 ? [`Not compared: ${reasons.join(', ')}.`] : []),
      ...this.#sorted.map(lineOf),
      ...(this.#others > 0 ? [`… and ${this.#others} differences of other kinds`] : []),
    ].join('\n');
  }
}

/** So much of a value is in the text. */
const maxShown = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

function lineOf({ request, difference, path, count, example }: Kind): string {
  return `${count} × ${request}: ${difference}${path && ` at ${path}`}, such as ${shown(example.old)} there and ${shown(example.new)} here`;
}
