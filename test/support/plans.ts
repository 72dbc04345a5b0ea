import { type Client, escapeLiteral } from 'pg';
import type { Prisma } from '../../src/generated/prisma/client.ts';

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
const literal = (value: unknown): string => {
  if (value === null) return 'NULL';
  if (Array.isArray(value)) return escapeLiteral(`{${value.map((each) => JSON.stringify(each)).join(',')}}`);
  return escapeLiteral(String(value));
};

/**
 * Runs a statement, undoes it, and checks how it ran: nothing reads a whole table, by its rows or by an index, and
 * nothing sorts one. Once planned for its values, and once for any, as what is prepared may come to be.
 *
 * @param mostRows how many rows any part of it may read, be it from a table or from what it has read before
 * @param large the tables that are not to be read whole
 */
export async function expectCheapPlan(
  client: Client,
  sql: Prisma.Sql,
  mostRows: number,
  large: string[],
): Promise<void> {
  for (const mode of ['force_custom_plan', 'force_generic_plan']) {
    await client.query(`BEGIN; SET LOCAL plan_cache_mode = ${mode}; PREPARE p AS ${sql.text}`);
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE p(${sql.values.map(literal).join(',')})`,
    );
    await client.query('ROLLBACK; DEALLOCATE p');
    const all = nodes(rows[0]['QUERY PLAN'][0].Plan).filter((node) => node['Actual Loops'] > 0);
    const whole = all.filter((node) => node['Node Type'] === 'Seq Scan' && large.includes(node['Relation Name'] ?? ''));
    expect([mode, whole]).toEqual([mode, []]);
    for (const node of all) {
      const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
      const read = (node['Actual Rows'] + removed) * node['Actual Loops'];
      if (read > mostRows) throw new Error(`${mode}, ${read} rows: ${JSON.stringify({ ...node, Plans: undefined })}`);
    }
  }
}
