import { DatabaseError } from 'pg';
import { endFailed, startCall } from './tracing.ts';

/** Where a statement is sent to. */
interface Target {
  host: string;
  port: number;
  database?: string | undefined;
}

const transaction = /^\s*(BEGIN|COMMIT|ROLLBACK)\b/;
/** What is done with a table; what is read and followed by a bracket is a function. */
const part = /\b(INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN)\s+(?:"public"\.)?"?([a-z_]+)\b"?(\()?/g;
/** Parts of a statement that it gives names to, as if they were tables. */
const named = /\b([a-z_]+) AS (?:NOT )?(?:MATERIALIZED )?\(/g;
const verbs: Record<string, string> = {
  'INSERT INTO': 'INSERT',
  'DELETE FROM': 'DELETE',
  FROM: 'SELECT',
  JOIN: 'SELECT',
};
const longest = 255;

const summaries = new Map<string, string>();

/** What a statement does with which tables, e.g. `SELECT groups UPDATE groups`; few are new, as values are parameters. */
export function summaryOf(text: string): string {
  const known = summaries.get(text);
  if (known !== undefined) return known;
  const own = new Set([...text.matchAll(named)].map(([, name]) => name));
  const found = new Set<string>();
  for (const [, verb = '', table = '', bracket] of text.matchAll(part))
    if (!own.has(table) && !bracket) found.add(`${verbs[verb] ?? verb} ${table}`);
  const summary = (transaction.exec(text)?.[1] ?? [...found].join(' ').slice(0, longest)) || 'SELECT';
  if (summaries.size < 1000) summaries.set(text, summary);
  return summary;
}

/** Traces a statement on its way; its text and its values stay out of it. */
export function traceStatement(text: string, { host, port, database }: Target, result: Promise<unknown>): void {
  const summary = summaryOf(text);
  const span = startCall(summary, {
    'db.system.name': 'postgresql',
    'db.namespace': database ?? '',
    'db.query.summary': summary,
    'server.address': host,
    'server.port': port,
  });
  if (!span) return;
  result.then(
    () => span.end(),
    (error: Error & { code?: string }) => {
      if (error instanceof DatabaseError && error.code) span.setAttribute('db.response.status_code', error.code);
      endFailed(span, error.code ?? error.name);
    },
  );
}
