import { z } from 'zod';
import { findAccountGroups } from '../../account-groups/account-groups.service.ts';
import type { LocalizedLabel } from '../../account-groups/account-groups.types.ts';
import { lookUpCost } from '../cost.ts';
import type { RestContext, Route } from '../route.ts';
import { readRoute } from '../route.ts';
import { pathOf, resource, toLabel } from './account-group-answers.ts';
import { Links, linksShape } from './links.ts';
import { notFound } from './outcomes.ts';
import { at } from './paths.ts';
import { errors, labelShape, none } from './shapes.ts';

type Kind = 'names' | 'descriptions';

async function labelsOf(
  kind: Kind,
  id: string,
  { reads, caller, accountGroups }: RestContext,
): Promise<LocalizedLabel[]> {
  const [group] = await findAccountGroups(reads, caller, [id]);
  if (!group) throw notFound('AccountGroup', id);
  return (await accountGroups.labels.load(group.id))[kind];
}

const id = z.string().meta({ description: 'The unique identifier of the account group.' });
const tag = 'Account groups';

/** The labels of one kind: a list, and one for each language. */
function labelRoutes(kind: Kind, singular: string, operation: string): Route[] {
  const languageId = `${singular}_id`;
  return [
    readRoute({
      method: 'GET',
      path: at(`/${resource}/{id}/${kind}`),
      operationId: `list${operation}s`,
      tag,
      summary: `List the ${kind} of an account group`,
      description: `The ${kind}, one for each language, by the number of the language. Needs a global key.`,
      params: z.strictObject({ id }),
      query: none,
      answers: {
        200: {
          description: `The ${kind}.`,
          schema: z.object({ items: z.array(labelShape), hasMore: z.boolean(), links: linksShape }),
        },
        ...errors(400, 401, 403, 404, 429, 503),
      },
      cost: lookUpCost,
      async read(request, context) {
        const links = new Links(request);
        const path = `${pathOf(request.params.id)}/${kind}`;
        const labels = await labelsOf(kind, request.params.id, context);
        const items = labels.map((label) => toLabel(label, path, links));
        return { status: 200, body: { items, hasMore: false, links: [links.self(path), links.canonical(path)] } };
      },
    }),
    readRoute({
      method: 'GET',
      path: at(`/${resource}/{id}/${kind}/{${languageId}}`),
      operationId: `get${operation}`,
      tag,
      summary: `Read one of the ${kind} of an account group`,
      description: `The ${singular} in one language. Needs a global key.`,
      params: z.strictObject({
        id,
        [languageId]: z.string().meta({ description: 'The number of the language.' }),
      }),
      query: none,
      answers: {
        200: { description: `The ${singular}.`, schema: labelShape },
        ...errors(400, 401, 403, 404, 429, 503),
      },
      cost: lookUpCost,
      async read(request, context) {
        const { id, [languageId]: language } = request.params as { id: string } & Record<string, string>;
        const labels = await labelsOf(kind, id, context);
        const label = labels.find((each) => String(each.language.id) === language);
        if (!label) throw notFound(operation, String(language));
        return { status: 200, body: toLabel(label, `${pathOf(id)}/${kind}`, new Links(request)) };
      },
    }),
  ];
}

export const accountGroupLabelRoutes: Route[] = [
  ...labelRoutes('names', 'name', 'AccountGroupName'),
  ...labelRoutes('descriptions', 'description', 'AccountGroupDescription'),
];
