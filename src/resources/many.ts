import { BadArgumentError } from '../errors.ts';
import { InputIssues, maxIds } from './input-issues.ts';
import { InvalidResourceInput, NotAttempted } from './resource.results.ts';

/** @throws BadArgumentError for more inputs than one mutation takes */
export function checkInputs(inputs: readonly unknown[]): void {
  if (inputs.length > maxIds)
    throw new BadArgumentError(
      `"inputs" must have at most ${maxIds} entries, and has ${inputs.length}: send the others with another mutation.`,
    );
}

/** Members of result unions that are no success have a message. */
const isRefusal = (result: object) => 'message' in result;

/** An entry with its place among the inputs. */
export interface Placed<Entry> {
  entry: Entry;
  index: number;
}

/** What came of the inputs of a mutation of many, by their places. */
export class Outcomes<Result extends object> {
  /** Whether one refusal leaves all as they are. */
  readonly isAtomic: boolean;
  readonly #results: (Result | undefined)[];

  constructor(count: number, isAtomic: boolean) {
    this.#results = Array.from({ length: count });
    this.isAtomic = isAtomic;
  }

  /** @param result undefined as long as nothing is against it */
  set(index: number, result: Result | undefined): void {
    if (result) this.#results[index] = result;
  }

  /** The entries whose inputs nothing is against so far; none where a refusal of another one is against all. */
  open<Entry>(entries: readonly Entry[]): Placed<Entry>[] {
    if (this.isOver) return [];
    return entries.flatMap((entry, index) => (this.#results[index] ? [] : [{ entry, index }]));
  }

  has(index: number): boolean {
    return this.#results[index] !== undefined;
  }

  /** The same once more, for an attempt that may be made again. */
  copy(): Outcomes<Result> {
    const copy = new Outcomes<Result>(this.#results.length, this.isAtomic);
    for (const [index, result] of this.#results.entries()) copy.set(index, result);
    return copy;
  }

  /** Whether nothing is to be made, as something was refused and all belong together. */
  get isOver(): boolean {
    return this.isAtomic && this.#results.some((result) => result && isRefusal(result));
  }

  /** As many results as inputs. Where all belong together, the first refusal stands for the others. */
  get results(): (Result | NotAttempted)[] {
    const results = this.#results as Result[];
    if (!this.isOver) return results;
    const failed = results.findIndex((result) => result && isRefusal(result));
    return results.map((result, index) => (index === failed ? result : new NotAttempted(failed)));
  }
}

/**
 * Refuses inputs that name what an earlier one names: in one statement they would have no order.
 *
 * @param keyOf what each input names by the field; undefined for none
 */
export function refuseRepeats<Entry>(
  outcomes: Pick<Outcomes<InvalidResourceInput>, 'set'>,
  entries: readonly Entry[],
  path: readonly string[],
  keyOf: (entry: Entry) => string | null | undefined,
): void {
  const first = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const key = keyOf(entry);
    if (key == null) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else {
      const issues = new InputIssues();
      issues.add(path, `must not be that of input ${earlier} as well: send one of the two with another mutation`);
      outcomes.set(index, new InvalidResourceInput(issues.list));
    }
  }
}
