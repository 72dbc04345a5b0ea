import { z } from 'zod';
import { createWebsite } from '../../websites/create-website.service.ts';
import { deleteWebsite, restoreWebsite } from '../../websites/website-deletion.service.ts';
import { CreateWebsiteSuccess, DeleteWebsiteSuccess, RestoreWebsiteSuccess } from '../../websites/websites.results.ts';
import { writeCost } from '../cost.ts';
import { defined, type Route, writeRoute } from '../route.ts';
import { errors, existing, guardPartnerMember, noQuery } from './common.ts';
import { succeeded } from './outcomes.ts';
import { toWebsite, websiteShape } from './shapes.ts';

const newWebsite = z
  .strictObject({
    url: z.string().meta({
      description: 'The address of a public website, with or without protocol.',
      examples: ['https://blog.northwind.example/'],
    }),
    external_id: z.string().nullable().optional().meta({
      description:
        'Partner-only: your own id, 1 to 255 characters, unique among your websites. A direct customer that sends it gets 403.',
    }),
  })
  .meta({ id: 'NewWebsite' });

const website = z.object({ website: websiteShape });
const params = z.strictObject({ website_id: z.string().meta({ description: 'The id of the website.' }) });
const common = { tag: 'Websites', query: noQuery, cost: writeCost };

export const websiteRoutes: Route[] = [
  writeRoute({
    ...common,
    method: 'POST',
    path: '/api/v1/websites',
    operationId: 'createWebsite',
    summary: 'Create a website',
    description: 'Creates a website, which is in no group yet. Needs a global key.',
    params: z.strictObject({}),
    body: newWebsite,
    answers: {
      201: { description: 'The website was created.', schema: website },
      ...errors(400, 401, 403),
      409: existing('Another website has the external id.'),
      ...errors(422, 429, 503),
    },
    mutation: 'createWebsite',
    guard: guardPartnerMember,
    write({ body: { url, external_id } }, { prisma, caller }) {
      return createWebsite(prisma, caller, defined({ url, externalId: external_id }));
    },
    async answer(outcome, _request, context) {
      const { website } = await succeeded(outcome, CreateWebsiteSuccess, context);
      return { status: 201, body: { website: toWebsite(context.caller, website) } };
    },
  }),
  writeRoute({
    ...common,
    method: 'DELETE',
    path: '/api/v1/websites/{website_id}',
    operationId: 'deleteWebsite',
    summary: 'Delete a website',
    description:
      'Takes a website out of all lists and groups. To delete it again changes nothing, and a restore brings it back. Needs a global key.',
    params,
    answers: {
      200: { description: 'The website is deleted: now, or since an earlier request.', schema: website },
      ...errors(401, 403, 404, 409, 422, 429, 503),
    },
    mutation: 'deleteWebsite',
    write: ({ params: { website_id } }, { prisma, caller }) => deleteWebsite(prisma, caller, { id: website_id }),
    async answer(outcome, _request, context) {
      const { website } = await succeeded(outcome, DeleteWebsiteSuccess, context);
      return { status: 200, body: { website: toWebsite(context.caller, website) } };
    },
  }),
  writeRoute({
    ...common,
    method: 'POST',
    path: '/api/v1/websites/{website_id}/restore',
    operationId: 'restoreWebsite',
    summary: 'Restore a website',
    description:
      'Brings a deleted website back, into its groups and with its external id. To restore it again changes nothing. Needs a global key.',
    params,
    answers: {
      200: { description: 'The website is not deleted.', schema: website },
      ...errors(401, 403, 404),
      409: existing('Another website has taken the external id since the deletion.'),
      ...errors(422, 429, 503),
    },
    mutation: 'restoreWebsite',
    write: ({ params: { website_id } }, { prisma, caller }) => restoreWebsite(prisma, caller, { id: website_id }),
    async answer(outcome, _request, context) {
      const { website } = await succeeded(outcome, RestoreWebsiteSuccess, context);
      return { status: 200, body: { website: toWebsite(context.caller, website) } };
    },
  }),
];
