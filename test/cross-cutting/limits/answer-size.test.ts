import { send } from '../../support/graphql.ts';
import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { type ServiceProcess, startService } from '../../support/service.ts';

const limit = 20_000;

let service: ServiceProcess;
let organization: TestOrganization;
let website: string;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: databaseUrl(), MAX_ANSWER_BYTES: String(limit) });
  organization = await TestOrganization.create();
  const websites = [];
  for (let n = 0; n < 11; n++)
    websites.push(await organization.addWebsite({ url: `${n}.example/${'x'.repeat(1900)}` }));
  website = websites[0] as string;
  await organization.addGroup({ websiteIds: websites });
});

afterAll(() => service.kill());

const page = (size: number, field = 'url') =>
  `groups(first: 100) { nodes { id websites(first: ${size}) { nodes { ${field} } } } }`;

const tooLarge = {
  status: 400,
  data: undefined,
  errors: [
    { message: expect.stringMatching(/^The answer .* 20,000 /), extensions: { code: 'ANSWER_TOO_LARGE', limit } },
  ],
};

test('an answer that is larger than allowed is refused, a smaller one is served', async () => {
  expect(await send(organization.key, `{ ${page(10)} }`, {}, service)).toMatchObject({
    status: 200,
    errors: undefined,
  });
  expect(await send(organization.key, `{ ${page(11)} }`, {}, service)).toMatchObject(tooLarge);
  expect(await send(organization.key, `{ ${page(11, 'id')} }`, {}, service)).toMatchObject({ status: 200 });
});

test('aliases, and characters of several bytes, are counted', async () => {
  await organization.query('UPDATE websites SET name = $2 WHERE id = $1', [website, '\u{1f600}'.repeat(255)]);
  const names = Array.from({ length: 30 }, (_, n) => `a${n}: name`).join(' ');
  expect(await send(organization.key, `{ ${page(100, names)} }`, {}, service)).toMatchObject(tooLarge);
});

test('a mutation whose answer is too large is carried out', async () => {
  const rename = `mutation ($id: ID!) { updateWebsite(input: { id: $id, name: "Renamed" }) { ... on UpdateWebsiteSuccess {
    website { groups(first: 100) { nodes { websites(first: 100) { nodes { url } } } } } } } }`;
  expect(await send(organization.key, rename, { id: website }, service)).toMatchObject(tooLarge);
  expect(await organization.query('SELECT name FROM websites WHERE id = $1', [website])).toEqual([{ name: 'Renamed' }]);
});
