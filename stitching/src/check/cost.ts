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

/** What look-ups of many cost, against what the organization can spend. */
export async function checkCost(service: Service): Promise<Findings> {
  const findings: Findings = { lines: ['What a join costs:'], problems: 0 };
  let spent = 0;
  for (const [what, fields] of joins)
    for (const size of sizes) {
      const query = `query ($ids: [ID!]!) { groupsById(ids: $ids) { ${fields} } }`;
      const ids = Array.from({ length: size }, (_, n) => unknownId(n));
      const { errors, extensions } = await ask(service, query, { ids });
      const join = `  ${inDigits(size)} groups with ${what}: `;
      const error = errors?.[0];
      const cost = extensions?.cost;
      if (error?.extensions?.code === 'OPERATION_TOO_EXPENSIVE') {
        findings.problems++;
        const { requested = 0, limit = 0 } = error.extensions;
        findings.lines.push(`${join}${inDigits(requested)} points, and a request may have ${inDigits(limit)}.`, remedy);
      } else if (error) {
        findings.problems++;
        findings.lines.push(`${join}${error.extensions?.code}: ${error.message}`);
      } else if (cost) {
        const { requested, limit } = cost;
        if (limit !== undefined) spent += requested;
        const often =
          limit === undefined
            ? 'without a limit in time'
            : `so ${inDigits(Math.floor(limit / requested))} such joins of the ${inDigits(limit)} points of a window`;
        findings.lines.push(`${join}${inDigits(requested)} points, ${often}.`);
      }
    }
  if (spent > 0) findings.lines.push(`  This check spent ${inDigits(spent)} points.`);
  return findings;
}
