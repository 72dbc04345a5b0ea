import { z } from 'zod';
import { requireGlobalKey } from '../../auth/caller.ts';
import { readCredits } from '../../credits/credits.loader.ts';
import { findGroups } from '../../groups/groups.service.ts';
import { ResourceNotFound } from '../../resources/resource.results.ts';
import { findWebsites } from '../../websites/websites.service.ts';
import { creditsCost } from '../cost.ts';
import { RestRefusal } from '../refusals.ts';
import { type RestContext, type Route, readRoute } from '../route.ts';
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
  .meta({ id: 'Credits', description: 'What a group, a website or the organization can still spend.' });

const notFound = (message: string) => new RestRefusal(404, 'RESOURCE_NOT_FOUND', message);

/** The balances of one id. @param missing what to say where there are none */
async function answerWith({ billing, caller }: Pick<RestContext, 'billing' | 'caller'>, id: string, missing: string) {
  const [credits] = await readCredits(billing, caller, [id]);
  if (!credits) throw notFound(missing);
  const { total, monthly, oneOff } = credits;
  const resetAt = monthly.nextResetAt;
  return {
    status: 200 as const,
    body: {
      credits: {
        total,
        monthly: { balance: monthly.balance, next_reset_at: resetAt && new Date(resetAt).getTime() },
        one_off: { balance: oneOff.balance },
      },
    },
  };
}

const answers = {
  200: { description: 'The credits.', schema: z.object({ credits: creditsShape }) },
  ...errors(400, 401, 403, 404, 429, 502, 503),
};

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
    answers,
    cost: creditsCost,
    async read({ query: { group_id: id } }, context) {
      requireGlobalKey(context.caller);
      const [group] = await findGroups(context.reads, context.caller, [id]);
      if (!group) throw notFound(new ResourceNotFound('Group', id).message);
      return answerWith(
        context,
        group.id,
        'This group has no billing entity, so it has no credits. First send "billing_enabled": true.',
      );
    },
  }),
  readRoute({
    method: 'GET',
    path: '/api/v1/credits/website',
    operationId: 'getWebsiteCredits',
    tag: 'Credits',
    summary: 'Read the credits of a website',
    description: 'What a website can still spend, from the billing provider. Needs a global key.',
    params: z.strictObject({}),
    query: z.strictObject({ website_id: z.string().meta({ description: 'The id of the website.' }) }),
    answers,
    cost: creditsCost,
    async read({ query: { website_id: id } }, context) {
      requireGlobalKey(context.caller);
      const [website] = await findWebsites(context.reads, context.caller, [id]);
      if (!website) throw notFound(new ResourceNotFound('Website', id).message);
      return answerWith(context, website.id, 'This website has no credits: nobody has set them yet.');
    },
  }),
  readRoute({
    method: 'GET',
    path: '/api/v1/credits/organization',
    operationId: 'getOrganizationCredits',
    tag: 'Credits',
    summary: 'Read the credits of the organization',
    description:
      'What the organization itself can still spend, beside its groups and websites, from the billing provider. Needs a global key.',
    params: z.strictObject({}),
    query: z.strictObject({}),
    answers,
    cost: creditsCost,
    async read(_input, context) {
      const { id } = context.caller.organization;
      return answerWith(context, id, 'The organization itself has no credits: nobody has set them yet.');
    },
  }),
];
