import { z } from 'zod';
import { requireGlobalKey } from '../../auth/caller.ts';
import { readCredits } from '../../groups/group-credits.service.ts';
import { findGroups } from '../../groups/groups.service.ts';
import { ResourceNotFound } from '../../resources/resource.results.ts';
import { creditsCost } from '../cost.ts';
import { RestRefusal } from '../refusals.ts';
import { type Route, readRoute } from '../route.ts';
import { errors } from './common.ts';

const balance = z.int().meta({ description: 'Credits that are left, 0 or more.' });

const creditsShape = z
  .object({
    total: z.int().meta({ description: 'Monthly and one-off credits together.' }),
    monthly: z.object({
      balance,
      next_reset_at: z
        .int()
        .nullable()
        .meta({ description: 'When the balance is next reset, in milliseconds since 1970; null if never.' }),
    }),
    one_off: z.object({ balance }),
  })
  .meta({ id: 'Credits', description: 'What a group can still spend.' });

const notFound = (message: string) => new RestRefusal(404, 'RESOURCE_NOT_FOUND', message);

export const creditRoutes: Route[] = [
  readRoute({
    method: 'GET',
    path: '/api/v1/credits/group',
    operationId: 'getGroupCredits',
    tag: 'Credits',
    summary: 'Read the credits of a group',
    description: 'What a group can still spend, from the billing provider. Needs a global key.',
    params: z.strictObject({}),
    query: z.strictObject({ group_id: z.string().meta({ description: 'The id of the group.' }) }),
    answers: {
      200: { description: 'The credits.', schema: z.object({ credits: creditsShape }) },
      ...errors(400, 401, 403, 404, 429, 502, 503),
    },
    cost: creditsCost,
    async read({ query: { group_id: id } }, { reads, billing, caller }) {
      requireGlobalKey(caller);
      const [group] = await findGroups(reads, caller, [id]);
      if (!group) throw notFound(new ResourceNotFound('Group', id).message);
      const [credits] = await readCredits(billing, caller, [group.id]);
      if (!credits)
        throw notFound('This group has no billing entity, so it has no credits. First send "billing_enabled": true.');
      const { total, monthly, oneOff } = credits;
      const resetAt = monthly.nextResetAt;
      return {
        status: 200,
        body: {
          credits: {
            total,
            monthly: { balance: monthly.balance, next_reset_at: resetAt && new Date(resetAt).getTime() },
            one_off: { balance: oneOff.balance },
          },
        },
      };
    },
  }),
];
