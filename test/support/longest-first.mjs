import TestSequencer from '@jest/test-sequencer';

/**
 * Small files that take long, as what they do is in what they import. A clean checkout knows no times, and would start
 * with the largest files: these would come last, and everybody would wait for them.
 */
const long = ['billing/stripe', 'billing/autumn', 'billing/sandbox'].map((name) => `/test/${name}.test.ts`);

const isLong = ({ path }) => long.some((end) => path.endsWith(end));

export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
