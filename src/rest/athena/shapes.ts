import { z } from 'zod';
import type { Caller } from '../../auth/caller.ts';
import type { Group } from '../../groups/groups.types.ts';
import { toIso } from '../../resources/time.ts';
import type { Website } from '../../websites/websites.types.ts';

const uuid = (description: string) => z.string().meta({ description, format: 'uuid' });
const time = (description: string) => z.string().meta({ description, format: 'date-time' });

const externalId = z
  .string()
  .nullable()
  .optional()
  .meta({ description: 'Partner-only: your own id for it, or null. A direct customer gets no such member.' });

const groupMembers = {
  id: uuid('The id of the group.'),
  name: z.string().meta({ description: 'The name, 1 to 255 characters.' }),
  orgId: uuid('The id of your organization.'),
  billingEnabled: z.boolean().meta({ description: 'Whether the group is billed.' }),
  createdAt: time('When the group was created.'),
};

export const groupShape = z
  .object({
    ...groupMembers,
    websites: z
      .array(
        z.object({
          id: uuid('The id of the website.'),
          websiteUrl: z.string().meta({ description: 'The address, without protocol and trailing slashes.' }),
          websiteName: z.string().nullable().meta({ description: 'The name, or null if it has none.' }),
        }),
      )
      .meta({ description: 'The websites in the group. If your key is confined to websites, only these.' }),
    externalId,
  })
  .meta({ id: 'Group', description: 'A group of websites in your organization.' });

export const createdGroupShape = z
  .object({
    ...groupMembers,
    websiteIds: z.array(z.string()).meta({ description: 'The ids of the websites in the group.' }),
    externalId,
  })
  .meta({ id: 'CreatedGroup', description: 'A group that was just created.' });

export const websiteShape = z
  .object({
    id: uuid('The id of the website.'),
    websiteUrl: z.string().meta({ description: 'The address, without protocol and trailing slashes.' }),
    websiteName: z.string().nullable().meta({ description: 'The name, or null if it has none.' }),
    orgId: uuid('The id of your organization.'),
    onboardingStep: z.null().meta({ description: 'Always null: this service has no onboarding.' }),
    deletedAt: time('When it was deleted, or null.').nullable(),
    externalId,
  })
  .meta({ id: 'Website', description: 'A website of your organization.' });

export const errorShape = z
  .object({
    error: z.object({
      code: z.string().meta({ description: 'What went wrong, for programs, for example `RESOURCE_NOT_FOUND`.' }),
      message: z.string().meta({ description: 'What went wrong and what to do about it, in English.' }),
      issues: z
        .array(z.object({ path: z.array(z.string()), message: z.string() }))
        .optional()
        .meta({ description: 'All problems of the values that you sent, with the path to each.' }),
    }),
    existing_resource: z
      .union([groupShape, websiteShape])
      .optional()
      .meta({ description: 'With 409: the resource that has the external id.' }),
  })
  .meta({ id: 'Error', description: 'Why a request was refused. Nothing was changed.' });

const ofPartners = ({ organization }: Caller, value: string | null) =>
  organization.isPartner ? { externalId: value } : {};

const groupValues = ({ organization }: Caller, { id, name, billingEnabled, createdAt }: Group) => ({
  id,
  name,
  orgId: organization.id,
  billingEnabled,
  createdAt: toIso(createdAt),
});

export const toGroup = (caller: Caller, group: Group, websites: readonly Website[]): z.infer<typeof groupShape> => ({
  ...groupValues(caller, group),
  websites: websites.map(({ id, url, name }) => ({ id, websiteUrl: url, websiteName: name })),
  ...ofPartners(caller, group.externalId),
});

export const toCreatedGroup = (
  caller: Caller,
  group: Group,
  websites: readonly Website[],
): z.infer<typeof createdGroupShape> => ({
  ...groupValues(caller, group),
  websiteIds: websites.map(({ id }) => id),
  ...ofPartners(caller, group.externalId),
});

export const toWebsite = (caller: Caller, website: Website): z.infer<typeof websiteShape> => ({
  id: website.id,
  websiteUrl: website.url,
  websiteName: website.name,
  orgId: caller.organization.id,
  onboardingStep: null,
  deletedAt: website.deletedAt && toIso(website.deletedAt),
  ...ofPartners(caller, website.externalId),
});
