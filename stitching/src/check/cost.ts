import type { Findings } from './problem.ts';
import { ask, type Service } from './service.ts';

const inDigits = (value: number) => value.toLocaleString('en-US');

/** Joins as gateways send them: by ids that no group has, so that the database has next to nothing to do. */
const joins = [
  ['their names', 'id name'],
  ['the first 25 websites of each', 'id name websites(first: 25) { nodes { url } }'],
] as const;

const sizes = [100, 1000];

const unknownId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const remedy = '    Ask for shorter lists or fewer rows at once, or ask the operator for a higher MAX_COST.';

interface Join {
  line: string;
  isRefused: boolean;
  spent: number;
}

async function checkJoin(service: Service, size: number, what: string, fields: string): Promise<Join> {
  const query = `query ($ids: [ID!]!) { groupsById(ids: $ids) { ${fields} } }`;
  const ids = Array.from({ length: size }, (_, n) => unknownId(n));
  const { errors: [error] = [], extensions } = await ask(service, query, { ids });
  const refused = (reason: string) => ({ line: `${join}${reason}`, isRefused: true, spent: 0 });
  const join = `  ${inDigits(size)} groups with ${what}: `;
  const { code, requested = 0, limit = 0 } = error?.extensions ?? {};
  if (code === 'OPERATION_TOO_EXPENSIVE')
    return refused(`${inDigits(requested)} points, and a request may have ${inDigits(limit)}.\n${remedy}`);
  if (error) return refused(`${code}: ${error.message}`);
  const { cost = { requested: 0 } } = extensions ?? {};
  const line = `${join}${inDigits(cost.requested)} points`;
  if (cost.limit === undefined) return { line: `${line}, without a limit in time.`, isRefused: false, spent: 0 };
  const often = `so ${inDigits(Math.floor(cost.limit / cost.requested))} such joins of the ${inDigits(cost.limit)} points of a window.`;
  return { line: `${line}, ${often}`, isRefused: false, spent: cost.requested };
}

/** What look-ups of many cost, against what the organization can spend. */
export async function checkCost(service: Service): Promise<Findings> {
  const checked: Join[] = [];
  for (const [what, fields] of joins)
    for (const size of sizes) checked.push(await checkJoin(service, size, what, fields));
  const spent = checked.reduce((sum, join) => sum + join.spent, 0);
  return {
    problems: checked.filter(({ isRefused }) => isRefused).length,
    lines: [
      'What a join costs:',
      ...checked.map(({ line }) => line),
      ...(spent > 0 ? [`  This check spent ${inDigits(spent)} points.`] : []),
    ],
  };
}
