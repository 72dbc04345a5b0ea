import externalId from './examples/external-id.graphql?raw';
import idConflict from './examples/id-conflict.graphql?raw';
import labels from './examples/labels.graphql?raw';
import live from './examples/live.graphql?raw';
import moveWebsites from './examples/move-websites.graphql?raw';
import outage from './examples/outage.graphql?raw';
import overview from './examples/overview.graphql?raw';
import pages from './examples/pages.graphql?raw';
import rename from './examples/rename.graphql?raw';
import revisionConflict from './examples/revision-conflict.graphql?raw';

interface Example {
  query: string;
  /** For any organization, or with ids of the demo's organizations, by organization id. */
  variables?: { any: object } | { byOrganization: Record<string, object> };
  /** The demo key without which it would not show what it is for. */
  key?: string;
}

const northwind = '0c0ffee0-0000-4000-8000-000000000001';
const contoso = '0c0ffee0-0000-4000-8000-000000000002';
const fabrikam = '0c0ffee0-0000-4000-8000-000000000003';

/** Ids of prisma/demo-data.json. */
const group = (organization: 1 | 2 | 3, number: number) => `9e4c000${organization}-0000-4000-8000-00000000000${number}`;
const website = (organization: 1 | 2 | 3, number: number) =>
  `5e1f000${organization}-0000-4000-8000-00000000000${number}`;

const inputs = (byOrganization: Record<string, object>) => ({
  byOrganization: Object.fromEntries(Object.entries(byOrganization).map(([id, input]) => [id, { input }])),
});

const setAndClear = (id: string) => ({ set: { id, externalId: 'acct_example' }, clear: { id, externalId: null } });

const label = (id: string, english: string, german: string) => ({
  id,
  names: [
    { language: { lookupName: 'en_US' }, labelText: english },
    { language: { lookupName: 'de_DE' }, labelText: german },
  ],
});

const withoutIds: Example[] = [
  { query: overview },
  { query: pages, variables: { any: { first: 2, after: null } } },
  { query: live },
];

const withDemoIds: Example[] = [
  {
    query: rename,
    variables: inputs({
      [northwind]: { id: group(1, 2), name: 'Corporate Websites' },
      [contoso]: { id: group(2, 1), name: 'All Contoso Websites' },
      [fabrikam]: { id: group(3, 1), name: 'Fabrikam Websites' },
    }),
  },
  {
    query: moveWebsites,
    variables: inputs({
      [northwind]: { id: group(1, 4), addWebsiteIds: [website(1, 7)], removeWebsiteIds: [website(1, 8)] },
      [contoso]: { id: group(2, 2), addWebsiteIds: [website(2, 2)], removeWebsiteIds: [website(2, 3)] },
      [fabrikam]: { id: group(3, 2), addWebsiteIds: [website(3, 2)], removeWebsiteIds: [website(3, 1)] },
    }),
  },
  {
    query: externalId,
    variables: {
      byOrganization: {
        [northwind]: setAndClear(group(1, 4)),
        [contoso]: setAndClear(group(2, 2)),
        [fabrikam]: setAndClear(group(3, 2)),
      },
    },
  },
  {
    query: idConflict,
    variables: inputs({
      [northwind]: { id: group(1, 2), name: 'Not written', externalId: 'acct_9e4c1b8d' },
      [contoso]: { id: group(2, 1), name: 'Not written', externalId: 'acct_9e4c1b8d' },
      [fabrikam]: { id: group(3, 2), name: 'Not written', externalId: 'acct_fabrikam' },
    }),
  },
  {
    query: revisionConflict,
    variables: inputs({
      [northwind]: { id: group(1, 3), name: 'Not written', expectedRevision: 1_000_000 },
      [contoso]: { id: group(2, 2), name: 'Not written', expectedRevision: 1_000_000 },
      [fabrikam]: { id: group(3, 2), name: 'Not written', expectedRevision: 1_000_000 },
    }),
  },
  {
    query: outage,
    key: 'gg_demo_outage',
    variables: inputs({
      [northwind]: { id: group(1, 3), billingEnabled: true },
      [contoso]: { id: group(2, 1), billingEnabled: true },
      [fabrikam]: { id: group(3, 1), name: 'Not written', billingEnabled: true },
    }),
  },
  {
    query: labels,
    variables: inputs({
      [northwind]: label('100133', 'NewAccountGroupLogin', 'Neue Anmeldung'),
      [contoso]: label('100142', 'System Administrators', 'Systemverwaltung'),
      [fabrikam]: label('100151', 'All Staff', 'Alle Mitarbeitenden'),
    }),
  },
];

const pretty = (value: object) => JSON.stringify(value, null, 2);

function variablesFor({ variables }: Example, organizationId: string): string | undefined {
  if (!variables) return undefined;
  const value = 'any' in variables ? variables.any : variables.byOrganization[organizationId];
  return value && pretty(value);
}

/** The tabs to begin with: examples that run as they are, those with ids where the database is a demo. */
export function exampleTabs(organizationId: string, isDemo: boolean): { query: string; variables?: string }[] {
  const [first, ...others] = withoutIds as [Example, ...Example[]];
  const examples = isDemo ? [first, ...withDemoIds, ...others] : withoutIds;
  return examples.map((example) => {
    const variables = variablesFor(example, organizationId) ?? variablesFor(example, northwind);
    return { query: example.query, ...(variables && { variables }) };
  });
}

const exampleOf = (query: string) => [...withoutIds, ...withDemoIds].find((example) => example.query === query);

/** The key that an example asks for. */
export const keyOfExample = (query: string): string | undefined => exampleOf(query)?.key;

/** An example's variables with the ids of another organization; undefined where they were edited, or fit already. */
export function retarget(query: string, variables: string, organizationId: string): string | undefined {
  const example = exampleOf(query);
  if (!example?.variables || 'any' in example.variables) return undefined;
  const wanted = variablesFor(example, organizationId);
  const isExamples = Object.values(example.variables.byOrganization).some((value) => pretty(value) === variables);
  return isExamples && wanted !== variables ? wanted : undefined;
}
