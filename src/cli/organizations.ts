import type { LabelLanguage, PrismaClient } from '../generated/prisma/client.ts';
import { findLanguage } from '../languages/language-changes.service.ts';
import {
  createOrganization,
  editOrganization,
  listOrganizations,
  type OrganizationRecord,
} from '../organizations/organizations.service.ts';
import { type AdminCommand, UsageError } from './admin-command.ts';
import { lookupName, name, uuid } from './arguments.ts';
import { fields, table, time, yesOrNo } from './output.ts';
import { changing, run, subcommand } from './run.ts';

interface Options {
  name?: string;
  partner?: boolean;
  defaultLanguage?: string;
  as: string;
  json?: boolean;
}

export function addOrganizationCommands(admin: AdminCommand): void {
  const organization = admin.command('organization') as AdminCommand;
  organization.alias('org').description('the tenants of the service: partners and direct customers');

  changing(organization, 'create', 'Create an organization.', [
    'organization create --name "Northwind Partners" --partner',
    'organization create --name Contoso --default-language de_DE --json',
  ])
    .requiredOption('--name <name>', 'its name, 1 to 255 characters; not unique', name)
    .option(
      '--partner',
      'create a partner, who can read and set external ids and credits (default: a direct customer, who cannot)',
    )
    .option(
      '--default-language <locale>',
      'the language of labels if a request names none; "language list" shows all',
      lookupName,
      'en_US',
    )
    .action((options: Required<Options>) =>
      run(options.json, async (prisma) => {
        const created = await createOrganization(prisma, options.as, {
          name: options.name,
          isPartner: options.partner ?? false,
          defaultLanguageId: (await language(prisma, options.defaultLanguage)).id,
        });
        return { text: `Created an organization.\n${details(created)}`, json: document(created) };
      }),
    );

  subcommand(organization, 'list', 'List every organization, oldest first.', ['organization list --json']).action(
    (options: Options) =>
      run(options.json, async (prisma) => {
        const organizations = await listOrganizations(prisma);
        return {
          text: table(organizations, columns, 'There is no organization yet.'),
          json: organizations.map(document),
        };
      }),
  );

  changing(
    organization,
    'edit',
    'Change an organization. Options that you leave out stay the same. The service uses the change within 2 seconds.',
    [
      'organization edit 7c9e6679-7425-40de-944b-e07fc1f90ae7 --partner',
      'organization edit 7c9e6679-7425-40de-944b-e07fc1f90ae7 --name Contoso --default-language en_GB',
    ],
  )
    .argument('<id>', 'the organization', uuid)
    .option('--name <name>', 'its new name, 1 to 255 characters', name)
    .option('--partner', 'make it a partner')
    .option('--no-partner', 'make it a direct customer')
    .option(
      '--default-language <locale>',
      'the language of labels if a request names none; "language list" shows all',
      lookupName,
    )
    .action((id: string, options: Options) =>
      run(options.json, async (prisma) => {
        const { defaultLanguage } = options;
        const edit = await editOrganization(prisma, options.as, id, {
          ...(options.name !== undefined && { name: options.name }),
          ...(options.partner !== undefined && { isPartner: options.partner }),
          ...(defaultLanguage !== undefined && { defaultLanguageId: (await language(prisma, defaultLanguage)).id }),
        });
        if (!edit) throw unknownOrganization(id);
        const { organization: edited, changed } = edit;
        const headline = changed
          ? 'Changed the organization.'
          : 'Nothing changed: the organization has these values already.';
        return { text: `${headline}\n${details(edited)}`, json: { ...document(edited), changed } };
      }),
    );
}

export function unknownOrganization(id: string): UsageError {
  return new UsageError(`There is no organization ${id}. Use an id that "organization list" shows.`);
}

async function language(prisma: PrismaClient, locale: string): Promise<LabelLanguage> {
  const found = await findLanguage(prisma, locale);
  if (!found)
    throw new UsageError(
      `There is no language ${locale}. Use one that "language list" shows, or add it with "language add".`,
    );
  return found;
}

function document({ id, name, isPartner, defaultLanguage, createdAt }: OrganizationRecord) {
  return { id, name, isPartner, defaultLanguage, createdAt };
}

const columns = {
  id: ({ id }: OrganizationRecord) => id,
  name: ({ name }: OrganizationRecord) => name,
  partner: ({ isPartner }: OrganizationRecord) => yesOrNo(isPartner),
  'default language': ({ defaultLanguage }: OrganizationRecord) => defaultLanguage.lookupName,
  created: ({ createdAt }: OrganizationRecord) => time(createdAt),
};

function details(organization: OrganizationRecord): string {
  return fields(Object.fromEntries(Object.entries(columns).map(([label, cell]) => [label, cell(organization)])));
}
