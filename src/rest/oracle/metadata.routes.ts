import { z } from 'zod';
import { lookUpCost } from '../cost.ts';
import { jsonSchemaOf } from '../json-schema.ts';
import { type Route, readRoute } from '../route.ts';
import { at } from './paths.ts';
import { accountGroupShape, accountShape, errors, none } from './shapes.ts';

/** The JSON Schema of a resource. */
function metadataRoute(name: string, operationId: string, shape: z.ZodType): Route {
  const { schema, named } = jsonSchemaOf(shape);
  const body = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: name, ...schema, $defs: named };
  const type = 'application/schema+json';
  return readRoute({
    method: 'GET',
    path: at(`/metadata-catalog/${name}`),
    operationId,
    tag: 'Metadata',
    summary: `Read what ${name} look like`,
    description: `The JSON Schema of ${name}.`,
    params: none,
    query: none,
    answers: {
      200: { description: 'The schema.', schema: z.record(z.string(), z.unknown()), type },
      ...errors(400, 401, 429, 503),
    },
    cost: lookUpCost,
    read: async () => ({ status: 200, body, type }),
  });
}

export const metadataRoutes: Route[] = [
  metadataRoute('accountGroups', 'describeAccountGroups', accountGroupShape),
  metadataRoute('accounts', 'describeAccounts', accountShape),
];
