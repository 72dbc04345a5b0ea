/** What an import brings over. */
export const kinds = ['websites', 'groups', 'credits', 'accountGroups', 'accounts'] as const;
export type Kind = (typeof kinds)[number];

/** What the import did to one resource, or would do. */
export interface Change {
  kind: Kind;
  id: string;
  action: 'create' | 'change' | 'restore';
  /** By member, where it differs: from what to what. */
  details: Record<string, { from?: unknown; to: unknown }>;
}

/** What could not be brought over as it is, and why. The rest was. */
export interface Problem {
  kind: Kind;
  id: string;
  problem: string;
  /** Only a part of the resource is missing here. */
  isPart?: true;
}

interface Counts {
  read: number;
  created: number;
  changed: number;
  left: number;
}

/** So many of each are in the report; all of them are in the file, if one is written. */
const maxListed = 100;

/** Counts what an import does. Its memory grows with the problems alone. */
export class Report {
  readonly isDryRun: boolean;
  readonly #counts = new Map<Kind, Counts>();
  readonly #write: (line: object) => void;
  #changes: Change[] = [];
  #problems: Problem[] = [];
  #problemCount = 0;
  /** Problems by what they say, of this pass and of the one before. */
  #written = new Set<string>();
  #writtenBefore: ReadonlySet<string> = new Set<string>();
  passes = 0;

  /** @param write takes each change, and each problem that the pass before did not have, as a line of a file */
  constructor(isDryRun: boolean, write: (line: object) => void = () => {}) {
    this.isDryRun = isDryRun;
    this.#write = write;
  }

  #of(kind: Kind): Counts {
    const counts = this.#counts.get(kind) ?? { read: 0, created: 0, changed: 0, left: 0 };
    this.#counts.set(kind, counts);
    return counts;
  }

  /** Everything is read again from the start: what was done stays, and what was seen is counted again. */
  startPass(): void {
    this.passes++;
    for (const counts of this.#counts.values()) Object.assign(counts, { read: 0, left: 0 });
    this.#problems = [];
    this.#problemCount = 0;
    this.#writtenBefore = this.#written;
    this.#written = new Set();
  }

  read(kind: Kind, count = 1): void {
    this.#of(kind).read += count;
  }

  changed(change: Change): void {
    this.#of(change.kind)[change.action === 'create' ? 'created' : 'changed']++;
    if (this.#changes.length < maxListed) this.#changes.push(change);
    this.#write({ type: 'change', ...change });
  }

  problem(problem: Problem): void {
    if (!problem.isPart) this.#of(problem.kind).left++;
    this.#problemCount++;
    if (this.#problems.length < maxListed) this.#problems.push(problem);
    const key = `${problem.kind} ${problem.id} ${problem.problem}`;
    this.#written.add(key);
    if (!this.#writtenBefore.has(key)) this.#write({ type: 'problem', ...problem });
  }

  /** How far it is, in few words. */
  get state(): string {
    const done = [...this.#counts].map(([kind, { created, changed }]) => `${created + changed} ${wordsOf[kind]}`);
    return `${done.join(', ')} written, ${this.#problemCount} problems`;
  }

  readCount(kind: Kind): number {
    return this.#of(kind).read;
  }

  get hasProblems(): boolean {
    return this.#problemCount > 0;
  }

  toJSON(isComplete: boolean): object {
    return {
      complete: isComplete,
      dryRun: this.isDryRun,
      passes: this.passes,
      counts: Object.fromEntries(this.#counts),
      changes: this.#changes,
      problems: this.#problems,
      problemCount: this.#problemCount,
    };
  }

  toText(isComplete: boolean): string {
    const changes = [...this.#counts.values()].reduce((sum, { created, changed }) => sum + created + changed, 0);
    return [
      ...(this.isDryRun ? this.#changes.map(lineOf) : []),
      ...(this.isDryRun ? more(changes, this.#changes.length, 'changes') : []),
      ...[...this.#counts].map(([kind, counts]) => countLine(kind, counts, this.isDryRun)),
      ...this.#problems.map(({ kind, id, problem }) => `${wordOf[kind]} ${id}: ${printable(problem)}`),
      ...more(this.#problemCount, this.#problems.length, 'problems'),
      isComplete ? this.#end : 'Stopped before the end. Run the same command again: it goes on with what is missing.',
    ].join('\n');
  }

  get #end(): string {
    return this.isDryRun ? 'Nothing was written.' : 'Everything that could be brought over is here.';
  }
}

const wordsOf: Record<Kind, string> = {
  websites: 'websites',
  groups: 'groups',
  credits: 'balances',
  accountGroups: 'account groups',
  accounts: 'accounts',
};
const wordOf: Record<Kind, string> = {
  websites: 'website',
  groups: 'group',
  credits: 'credits of group',
  accountGroups: 'account group',
  accounts: 'account',
};

function countLine(kind: Kind, { read, created, changed, left }: Counts, isDryRun: boolean): string {
  const to = isDryRun ? 'to ' : '';
  const [create, change] = isDryRun ? ['create', 'change'] : ['created', 'changed'];
  return `${wordsOf[kind]}: ${read} read, ${created} ${to}${create}, ${changed} ${to}${change}, ${left} left out`;
}

const more = (all: number, listed: number, what: string) =>
  all > listed ? [`… and ${all - listed} more ${what}: --out <file> has all of them`] : [];

const printable = (text: string) => text.replace(/\p{Cc}/gu, ' ');

const signs = { create: '+', change: '~', restore: '+' };

function lineOf({ kind, id, action, details }: Change): string {
  const parts = Object.entries(details).map(([name, { from, to }]) =>
    from === undefined ? `${name} ${JSON.stringify(to)}` : `${name} ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
  );
  return printable(`${signs[action]} ${wordOf[kind]} ${id} ${parts.join(', ')}`.trimEnd());
}
