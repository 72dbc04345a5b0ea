import { loadavg } from 'node:os';
import { machine, publish, writeResult } from '../support/results.mjs';
import { chart } from './chart.mjs';
import { judge, summarize } from './summary.mjs';

const megabytes = (bytes) => (bytes === null ? '–' : `${Math.round(bytes / 1024 / 1024)} MB`);
const number = (value, digits) => value.toFixed(digits);

function table(header, rows) {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    cells.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join('  ');
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function printSummary(summary, under) {
  const header = ['', 'requests/s', `${under} of it`, 'p50 ms', 'p99 ms', 'CPU µs', 'statements'];
  for (const [operation, contestants] of Object.entries(summary)) {
    const rows = Object.entries(contestants).map(([name, one]) => [
      name,
      number(one.perSecond, 0),
      number(one.ratio, 2),
      number(one.p50, 1),
      number(one.p99, 1),
      one.cpuPerRequest === null ? '–' : number(one.cpuPerRequest * 1e6, 0),
      String(one.statements),
    ]);
    console.log(`\n${operation}\n${table(header, rows)}`);
  }
}

function printVerdicts(verdicts) {
  const rows = verdicts.map(({ what, value, limit, passed }) => [
    what,
    number(value, 2),
    limit,
    passed ? 'pass' : 'FAIL',
  ]);
  console.log(`\n${table(['limit', 'measured', 'allowed', ''], rows)}`);
}

/** Prints and writes what was measured; whether every limit is kept. */
export async function report({ options, node, postgres, measured, memory, statements, roles }) {
  const { under, peers, rest } = roles;
  const summary = summarize({ measured, statements, under, names: [under, ...peers, rest] });
  const verdicts = judge({ summary, measured, memory, ...roles });
  printSummary(summary, under);
  console.log(
    `\nMemory: ${Object.entries(memory)
      .map(([name, bytes]) => `${name} ${megabytes(bytes)}`)
      .join(', ')}`,
  );
  printVerdicts(verdicts);
  const passed = verdicts.every((verdict) => verdict.passed);
  const { rounds, seconds, callers, quick } = options;
  const result = {
    date: new Date().toISOString(),
    machine: { ...machine(), loadAverage: loadavg()[2], node, postgres },
    settings: { rounds, seconds, callers, quick },
    summary,
    memory,
    verdicts,
    passed,
    measured,
  };
  const about = `${machine().cpu}, ${machine().cpus} cores, Node.js ${node}, PostgreSQL ${postgres}; medians of ${rounds} rounds`;
  const picture = chart({ summary, memory, roles, about });
  await writeResult('comparison.json', result);
  await writeResult('comparison.svg', picture);
  if (options.publish) {
    const { measured: _, ...short } = result;
    await publish('benchmark.json', short);
    await publish('benchmark.svg', picture);
  }
  console.log(
    passed ? 'All limits are kept.' : `${verdicts.filter((verdict) => !verdict.passed).length} limits are missed.`,
  );
  return passed;
}
