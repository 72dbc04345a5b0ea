import { Progress } from '../../src/cli/progress.ts';

const { jest } = import.meta;
const terminal = process.stderr.isTTY;
afterEach(() => {
  process.stderr.isTTY = terminal;
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** A run of 200 groups, 25 in a second; what it shows on standard error. */
function show(isTerminal: boolean): string[] {
  process.stderr.isTTY = isTerminal;
  jest.useFakeTimers();
  const shown: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => shown.push(String(chunk)) > 0);
  jest.spyOn(console, 'error').mockImplementation((line) => shown.push(`${line}\n`));
  const progress = new Progress('groups', 200);
  for (let done = 25; done <= 200; done += 25) {
    jest.advanceTimersByTime(1000);
    progress.show(done, '1 differ', `--after ${done}`);
  }
  progress.end();
  return shown;
}

test('on a terminal a bar grows on one line, and goes away', () => {
  const shown = show(true);
  const bar = (filled: number) => `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}]`;
  expect(shown[0]).toBe(`\r\x1b[K${bar(8)} 50 of 200 groups, 1 differ`);
  expect(shown.at(-2)).toBe(`\r\x1b[K${bar(30)} 200 of 200 groups, 1 differ`);
  expect(shown.at(-1)).toBe('\r\x1b[K');
});

test('elsewhere there is a line after 2 s and then every 10 s, each with where to go on', () => {
  expect(show(false)).toEqual(['50 of 200 groups, 1 differ; to continue from here: --after 50\n']);
});
