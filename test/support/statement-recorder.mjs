// Remembers the text of every statement that the driver sends in the process that it is imported into, and writes new
// ones to STATEMENTS_FILE where that is set, one a line, as JSON.
import { appendFileSync } from 'node:fs';
import pg from 'pg';

/** Each text once. */
export const recorded = new Set();

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function record(statement, ...rest) {
  const text = typeof statement === 'string' ? statement : statement?.text;
  if (text && !recorded.has(text)) {
    recorded.add(text);
    const file = process.env.STATEMENTS_FILE;
    if (file) appendFileSync(file, `${JSON.stringify(text)}\n`);
  }
  return query.call(this, statement, ...rest);
};
