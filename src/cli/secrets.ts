import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './admin-command.ts';

/**
 * A secret from an environment variable, or else from the person at the terminal, who does not see what is typed: other
 * users of the machine can read the arguments of a command.
 *
 * @param what e.g. `The API key of the old system`
 * @throws UsageError where there is neither
 */
export async function readSecret(variable: string, what: string): Promise<string> {
  const value = process.env[variable]?.trim() || (process.stdin.isTTY ? await ask(what) : '');
  if (!value) throw new UsageError(`${what} is missing. Put it into the environment variable ${variable}.`);
  return value;
}

async function ask(what: string): Promise<string> {
  process.stderr.write(`${what}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return (await reader.question('')).trim();
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}
