/** A group at a revision, as somebody saw it. */
export interface Seen {
  revision: number;
  name: string;
  updatedAt: string;
}

/** How far the time of a change may be from the test's clock: nodes have clocks that are an hour off. */
const clockToleranceMs = 10 * 60 * 1000;

/** What clients were told and saw, checked against each other while it goes on, and against the database at its end. */
export class History {
  /** Broken promises, each told in words; the counts go into the table. */
  readonly violations: string[] = [];
  /** By group, the states by their revisions. */
  readonly #states = new Map<string, Seen[]>();
  /** By group and revision: whether somebody was told that they made it, and those who were told nothing. */
  readonly #acknowledged = new Map<string, string>();
  readonly #unknown = new Set<string>();
  readonly #lastAcknowledged = new Map<string, number>();
  /** By group: the latest revision that somebody has seen. */
  readonly #latest = new Map<string, number>();
  /** Names of which somebody was told that they were not given. */
  readonly #refused = new Set<string>();

  latest(id: string): number {
    return this.#latest.get(id) ?? 1;
  }

  /** A client was answered that it took a group to a revision. */
  acknowledged(id: string, group: Seen): void {
    const change = `${id} ${group.revision}`;
    const other = this.#acknowledged.get(change);
    if (other !== undefined)
      this.violations.push(`lost update: revision ${group.revision} went to ${other} and to ${group.name}`);
    this.#acknowledged.set(change, group.name);
    this.#lastAcknowledged.set(id, Math.max(this.lastAcknowledged(id), group.revision));
    this.#see(id, group);
  }

  /** A client wanted to take a group to a revision, and was told nothing of what came of it. */
  unknown(id: string, revision: number): void {
    this.#unknown.add(`${id} ${revision}`);
  }

  /** A client was told that its change was not made. */
  refused(name: string): void {
    this.#refused.add(name);
  }

  /** The latest revision that a client was told that it made. */
  lastAcknowledged(id: string): number {
    return this.#lastAcknowledged.get(id) ?? 1;
  }

  /**
   * A client saw a group, and the latest revision that was acknowledged before it asked. One that others have only seen
   * may be seen later still: PostgreSQL sends a change to replicas in the moment before it shows it on the primary.
   */
  read(id: string, group: Seen, acknowledgedBefore: number): void {
    if (group.revision < acknowledgedBefore)
      this.violations.push(
        `stale read: revision ${group.revision} of ${id} after ${acknowledgedBefore} was acknowledged`,
      );
    this.#see(id, group);
  }

  #see(id: string, { revision, name, updatedAt }: Seen): void {
    const states = this.#states.get(id) ?? [];
    this.#states.set(id, states);
    const other = states[revision];
    if (other === undefined) {
      states[revision] = { revision, name, updatedAt };
      this.#checkTimes(states, revision);
      if (this.#refused.has(name)) this.violations.push(`${name} was made, and its client told that it was not`);
    } else if (other.name !== name || other.updatedAt !== updatedAt)
      this.violations.push(`revision ${revision} of ${id} was both ${JSON.stringify(other)} and ${name}, ${updatedAt}`);
    this.#latest.set(id, Math.max(this.latest(id), revision));
  }

  /** Times are the database's, so they grow with the revisions, whatever the clocks of nodes say. */
  #checkTimes(states: Seen[], revision: number): void {
    const [before, here, next] = [-1, 0, 1].map((step) => states[revision + step]?.updatedAt);
    if ((before && here && before >= here) || (next && here && here >= next))
      this.violations.push(`times do not grow at revision ${revision}: ${before}, ${here}, ${next}`);
    if (revision > 1 && Math.abs(Date.parse(here as string) - Date.now()) > clockToleranceMs)
      this.violations.push(`revision ${revision} is of another time: ${here}`);
  }

  /** Compares with what is stored in the end: each revision is one that somebody made. */
  settle(id: string, group: Seen): void {
    const latest = this.latest(id);
    if (group.revision < latest) this.violations.push(`lost: revision ${latest} of ${id}; ${group.revision} is stored`);
    this.#see(id, group);
    for (let step = 2; step <= group.revision; step++) {
      const change = `${id} ${step}`;
      if (!this.#acknowledged.has(change) && !this.#unknown.has(change))
        this.violations.push(`revision ${step} of ${id} was made by nobody`);
    }
  }
}
