import fc from 'fast-check';
import { data } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const groupFields = ['id', 'name', 'externalId', 'billingEnabled', 'createdAt', 'updatedAt', 'revision'];
const websiteFields = ['id', 'url', 'name', 'externalId', 'createdAt', 'deletedAt'];

/** Few, so that there is a query without any of the others. */
const some = (fields: string[]) => fc.subarray(fields, { minLength: 1, maxLength: 3 });
const connection = (fields: string, cursors: boolean) =>
  `{ edges { ${cursors ? 'cursor' : ''} node { ${fields} } } ${cursors ? 'pageInfo { startCursor endCursor }' : ''} }`;

type Row = Record<string, unknown>;
type Example = [order: string, top: string[], below: string[], deepest: string[], cursors: boolean];
const pick = (row: Row, fields: string[]) => Object.fromEntries(fields.map((field) => [field, row[field]]));

let organization: TestOrganization;

interface Page {
  edges: { cursor: string; node: Row & { websites: Page; groups: Page } }[];
  pageInfo: Row;
}

const orders = ['NAME', 'CREATED_AT', 'UPDATED_AT'];
const documentOf = (order: string, top: string[], below: string[], deepest: string[], cursors: boolean) =>
  `{ groups(orderBy: { field: ${order}, direction: ASC }) ${connection(
    `${top.join(' ')} websites(first: 2) ${connection(
      `${below.join(' ')} groups(first: 2) ${connection(deepest.join(' '), cursors)}`,
      cursors,
    )}`,
    cursors,
  )} }`;

const whole: Record<string, { groups: Page }> = {};

beforeAll(async () => {
  organization = await TestOrganization.create();
  const [a = '', b = '', c = ''] = await organization.addWebsites(3, {});
  await organization.addGroup({ name: 'B', externalId: 'b', websiteIds: [a, b, c] });
  await organization.addGroup({ name: 'A', billingEnabled: true, websiteIds: [b] });
  await organization.addGroup({ name: 'C', externalId: 'c' });
  for (const order of orders)
    whole[order] = await data(organization.key, documentOf(order, groupFields, websiteFields, groupFields, true));
});

/** What of a page is asked for. */
function narrow({ edges, pageInfo }: Page, [fields, ...below]: string[][], cursors: boolean): unknown {
  return {
    edges: edges.map(({ cursor, node }) => ({
      ...(cursors && { cursor }),
      node: {
        ...pick(node, fields as string[]),
        ...(node.websites && { websites: narrow(node.websites, below, cursors) }),
        ...(node.groups && { groups: narrow(node.groups, below, cursors) }),
      },
    })),
    ...(cursors && { pageInfo }),
  };
}

test('whatever fields are selected, they are as if all were', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...orders),
      some(groupFields),
      some(websiteFields),
      some(groupFields),
      fc.boolean(),
      async (order, top, below, deepest, cursors) => {
        const { groups } = await data(organization.key, documentOf(order, top, below, deepest, cursors));
        expect(groups).toEqual(narrow((whole[order] as { groups: Page }).groups, [top, below, deepest], cursors));
      },
    ),
    {
      numRuns: 100,
      examples: [
        ...groupFields.map((field): Example => ['NAME', [field], ['id'], ['name'], true]),
        ...websiteFields.map((field): Example => ['NAME', ['name'], [field], ['id'], true]),
      ],
    },
  );
});

test('two fields of a document may select of the same list what the other does not', async () => {
  const { groups } = await data(
    organization.key,
    '{ groups { nodes { a: websites { nodes { url } } b: websites { nodes { createdAt } } } } }',
  );
  for (const { a, b } of groups.nodes)
    expect(b.nodes.map(({ createdAt }: Row) => typeof createdAt)).toEqual(a.nodes.map(() => 'string'));
});

test('groups that are looked up by external id are told apart without selecting it', async () => {
  const document = '{ groupsByExternalId(externalIds: ["c", "x", "b"]) { name } }';
  expect(await data(organization.key, document)).toEqual({ groupsByExternalId: [{ name: 'C' }, null, { name: 'B' }] });
});
