import { median } from '../support/statistics.mjs';
import { operations } from './operations.mjs';

const keys = ['perSecond', 'p50', 'p99', 'cpuPerRequest'];

/** Medians by operation and contestant, with what the contestant under test makes of each other's requests per second. */
export function summarize({ measured, statements, under, names }) {
  const summary = {};
  for (const operation of Object.keys(operations)) {
    const rounds = (name) => measured.filter((one) => one.operation === operation && one.contestant === name);
    if (rounds(under).length === 0) continue;
    summary[operation] = {};
    for (const name of names) {
      const own = rounds(name);
      const medians = Object.fromEntries(
        keys.map((key) => [key, own[0][key] === null ? null : median(own.map((round) => round[key]))]),
      );
      // Of measurements that stand side by side: what else the machine does changes from round to round.
      const ratio = median(rounds(under).map((round, n) => round.perSecond / own[n].perSecond));
      summary[operation][name] = { ...medians, ratio, statements: statements[name][operation] };
    }
  }
  return summary;
}

/** How much of the lightest peer's memory may be used. */
const memoryLimit = 1.5;

/** What has to hold, and whether it does: against the best of the peers, and against REST. */
export function judge({ summary, measured, memory, under, peers, rest }) {
  const verdicts = [];
  const judged = (what, value, limit, passed) => verdicts.push({ what, value, limit, passed });
  const failed = measured
    .filter(({ contestant }) => contestant === under)
    .reduce((sum, round) => sum + round.failed + round.refused, 0);
  judged('requests that failed or were refused', failed, '= 0', failed === 0);
  for (const [operation, { [under]: own, ...others }] of Object.entries(summary)) {
    const { limits } = operations[operation];
    const toPeers = Math.min(...peers.map((name) => others[name].ratio));
    judged(`${operation}: requests/s of the best peer's`, toPeers, `>= ${limits.peer}`, toPeers >= limits.peer);
    judged(
      `${operation}: requests/s of REST's`,
      others[rest].ratio,
      `>= ${limits.rest}`,
      others[rest].ratio >= limits.rest,
    );
    const p99 = own.p99 / Math.min(...peers.map((name) => others[name].p99));
    judged(`${operation}: p99 of the best peer's`, p99, '<= 1', p99 <= 1);
  }
  if (memory[under] !== null) {
    const toLightest = memory[under] / Math.min(...peers.map((name) => memory[name]));
    judged("memory of the lightest peer's", toLightest, `< ${memoryLimit}`, toLightest < memoryLimit);
  }
  return verdicts;
}
