import { writeExactly } from '../rest/oracle/json.ts';
import type { Difference } from './compare.ts';
import { type Exchange, kindOf } from './exchange.ts';

/** The most kinds of differences that a report lists. */
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
  lostWrites = 0;
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
    const at = new Date().toISOString();
    const text = writeExactly({ at, ...redacting(secrets)({ request, url, ...difference }) });
    this.#write(`${text}\n`);
    const line = JSON.parse(text);
    const key = `${line.request} ${line.kind} ${line.path}`;
    const known = this.#kinds.get(key);
    if (known) known.count++;
    else if (this.#kinds.size === maxKinds) this.#others++;
    else {
      const { request, url, kind, path, entry, old, new: current } = line;
      this.#kinds.set(key, { request, difference: kind, path, count: 1, example: { url, entry, old, new: current } });
    }
  }

  /** @param isLostWrite whether it was to change something in the service, too */
  notCompared(reason: string, isLostWrite = false): void {
    this.#notCompared.set(reason, (this.#notCompared.get(reason) ?? 0) + 1);
    if (isLostWrite) this.lostWrites++;
  }

  toJSON() {
    return {
      same: this.same,
      different: this.different,
      notCompared: Object.fromEntries(this.#notCompared),
      lostWrites: this.lostWrites,
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
      ...(this.lostWrites > 0 ? [`${this.lostWrites} writes did not reach this service: run the import again.`] : []),
      ...this.#sorted.map(lineOf),
      ...(this.#others > 0 ? [`… and ${this.#others} differences of other kinds`] : []),
    ].join('\n');
  }
}

/** Takes secrets out of JSON values, before a secret with a quote looks another way in the text. */
function redacting(secrets: readonly string[]): (value: object) => object {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const inOrder = forms.sort((one, other) => other.length - one.length);
  const inText = (text: string) => inOrder.reduce((text, secret) => text.replaceAll(secret, '***'), text);
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [inText(name), redact(each)]));
    const isClean = inText(String(value)) === String(value);
    return isClean ? value : inText(String(value));
  };
  return (value) => redact(value) as object;
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
