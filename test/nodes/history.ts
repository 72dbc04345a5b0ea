/** What clients were told and saw, checked against each other while it goes on, and against the database at its end. */
export class History {
  /** Broken promises, each told in words; the counts go into the table. */
  readonly violations: string[] = [];
  /** By group and revision: the name that the group had then. */
  readonly #names = new Map<string, string>();
  /** By group and revision: whether somebody was told that they made it, and how many were told nothing. */
  readonly #acknowledged = new Map<string, string>();
  readonly #unknown = new Map<string, Set<string>>();
  /** By group: the latest revision that somebody has seen. */
  readonly #latest = new Map<string, number>();

  latest(id: string): number {
    return this.#latest.get(id) ?? 1;
  }

  /** A client was answered that it took a group to a revision. */
  acknowledged(id: string, revision: number, name: string): void {
    const change = `${id} ${revision}`;
    const other = this.#acknowledged.get(change);
    if (other !== undefined) this.violations.push(`lost update: revision ${revision} went to ${other} and to ${name}`);
    this.#acknowledged.set(change, name);
    this.#see(id, revision, name);
  }

  /** A client wanted to take a group to a revision, and was told nothing of what came of it. */
  unknown(id: string, revision: number, name: string): void {
    const change = `${id} ${revision}`;
    this.#unknown.set(change, (this.#unknown.get(change) ?? new Set()).add(name));
  }

  /** A client saw a group, and the latest revision that somebody had seen before it asked. */
  read(id: string, revision: number, name: string, latestBefore: number): void {
    if (revision < latestBefore)
      this.violations.push(`stale read: revision ${revision} of ${id} after somebody had seen ${latestBefore}`);
    this.#see(id, revision, name);
  }

  #see(id: string, revision: number, name: string): void {
    const state = `${id} ${revision}`;
    const other = this.#names.get(state);
    if (other !== undefined && other !== name)
      this.violations.push(`revision ${revision} of ${id} was both ${other} and ${name}`);
    this.#names.set(state, name);
    this.#latest.set(id, Math.max(this.latest(id), revision));
  }

  /** Compares with what is stored in the end: each revision is one that somebody made. */
  settle(id: string, revision: number, name: string): void {
    this.read(id, revision, name, this.latest(id));
    for (let step = 2; step <= revision; step++) {
      const change = `${id} ${step}`;
      if (!this.#acknowledged.has(change) && !this.#unknown.has(change))
        this.violations.push(`revision ${step} of ${id} was made by nobody`);
    }
  }
}
