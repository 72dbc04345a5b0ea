import { databaseUrl, TestOrganization } from '../../support/organization.ts';
import { connect, refusal, rest } from '../../support/rest.ts';
import { startService } from '../../support/service.ts';
import { mutations } from '../account-groups/operations.ts';

const { updateAccountGroup } = mutations;

/**
 * Each statement of the page of `PATCH /services/rest/connect/v1.4/accountGroups/{id}`, on two organizations that are
 * alike: one is changed through the REST API, the other through GraphQL.
 */
interface Copy {
  organization: TestOrganization;
  /** The account group that is changed; the other one comes before it. */
  id: string;
}

async function copy(): Promise<Copy> {
  const organization = await TestOrganization.create();
  await organization.addAccountGroup({ names: { 1: 'Before' } });
  const names = { 1: 'NewAccountGroupName1', 3: 'Neu' };
  const id = await organization.addAccountGroup({ names, descriptions: { 1: 'About' }, displayOrder: 2 });
  return { organization, id };
}

const pair = async () => ({ viaRest: await copy(), viaGraphql: await copy() });

/** What is stored of the account groups, without ids and times. */
async function stateOf({ organization }: Copy): Promise<unknown> {
  const groups = await organization.query(
    `SELECT display_order, lookup_name, customer_care_access, revision, (
       SELECT json_agg(json_build_array(kind, language_id, label_text) ORDER BY kind, language_id)
       FROM account_group_labels l WHERE l.organization_id = a.organization_id AND l.account_group_id = a.id) AS labels
     FROM account_groups a WHERE organization_id = $1 ORDER BY display_order`,
    [organization.id],
  );
  const history = await organization.query(
    `SELECT kind, details - 'displacedBy' AS details FROM organization_changes WHERE organization_id = $1 ORDER BY id`,
    [organization.id],
  );
  return { groups, history };
}

type Input = Omit<Parameters<typeof updateAccountGroup>[1], 'id'>;

/** Makes the same change both ways. */
async function change({ viaRest, viaGraphql }: { viaRest: Copy; viaGraphql: Copy }, input: Input) {
  const answer = await rest(viaRest.organization.key, `PATCH ${connect}/accountGroups/${viaRest.id}`, input);
  const result = await updateAccountGroup(viaGraphql.organization.key, { id: viaGraphql.id, ...input });
  expect(await stateOf(viaRest)).toEqual(await stateOf(viaGraphql));
  return { status: answer.status, text: answer.text, code: answer.body?.['o:errorCode'], result: result.__typename };
}

const success = { status: 200, text: '', result: 'UpdateAccountGroupSuccess' };
const refused = { status: 400, code: 'OSC-CREST-00006', result: 'InvalidResourceInput' };
const named = (labelText: string, language: { id?: number; lookupName?: string } = { id: 1 }) => ({
  names: [{ labelText, language }],
});

test('"Only the fields present in the request JSON data are updated. All other fields remain the same"', async () => {
  const both = await pair();
  const changes: Input[] = [
    named('NewAccountGroupLogin'),
    { descriptions: [{ labelText: 'Über', language: { id: 3 } }] },
    { attributes: { customerCareAccess: true } },
    { displayOrder: 7 },
    { ...named('Both', { lookupName: 'de_DE' }), displayOrder: 1 },
  ];
  for (const input of changes) expect(await change(both, input)).toMatchObject(success);
  expect(await change(both, {})).toMatchObject(refused);
});

test('"The value of lookupName used to be NewAccountGroupName1, and is now NewAccountGroupLogin"', async () => {
  const { viaRest } = await pair();
  const path = `${connect}/accountGroups/${viaRest.id}`;
  const read = async () => (await rest(viaRest.organization.key, `GET ${path}`)).body;
  expect(await read()).toMatchObject({ lookupName: 'NewAccountGroupName1', name: 'NewAccountGroupName1' });
  await rest(viaRest.organization.key, `PATCH ${path}`, named('NewAccountGroupLogin'));
  expect(await read()).toMatchObject({ lookupName: 'NewAccountGroupLogin', name: 'NewAccountGroupLogin' });
});

test('"The name of the account group in the language of the current interface"', async () => {
  const { viaRest } = await pair();
  const headers = { 'accept-language': 'de' };
  const path = `${connect}/accountGroups/${viaRest.id}`;
  const { body } = await rest(viaRest.organization.key, `GET ${path}`, undefined, { headers });
  expect(body).toMatchObject({ name: 'Neu', lookupName: 'NewAccountGroupName1' });
});

test.each(['lookupName', 'name', 'createdTime', 'updatedTime', 'id', 'links', 'nonsense'])(
  '%s is no member that a request has: nothing is written, and the error names it',
  async (member) => {
    const { viaRest } = await pair();
    const before = await viaRest.organization.snapshot();
    const body = { ...named('New'), [member]: 'x' };
    const answer = await rest(viaRest.organization.key, `PATCH ${connect}/accountGroups/${viaRest.id}`, body);
    expect(refusal(answer)).toEqual([400, 'OSC-CREST-00006']);
    expect(answer.body.detail).toContain(`${member} is not a member that this request takes`);
    expect(await viaRest.organization.snapshot()).toBe(before);
  },
);

test('"Minimum Value: 1, Maximum Value: 2147483647" of displayOrder', async () => {
  const both = await pair();
  for (const displayOrder of [1, 2_147_483_647]) expect(await change(both, { displayOrder })).toMatchObject(success);
  expect(await change(both, { displayOrder: 0 })).toMatchObject(refused);
  for (const displayOrder of ['2147483648', '1.5', '"1"', 'null', '99999999999999999999'])
    expect(
      refusal(
        await rest(
          both.viaRest.organization.key,
          `PATCH ${connect}/accountGroups/${both.viaRest.id}`,
          `{"displayOrder": ${displayOrder}}`,
        ),
      ),
    ).toEqual([400, 'OSC-CREST-00006']);
});

test('"Minimum Value: 1, Maximum Value: 9223372036854776000" of the id, exact at both ends', async () => {
  const organization = await TestOrganization.create();
  for (const id of ['9007199254740993', '9223372036854775807']) {
    await organization.addAccountGroup({ id, names: { 1: `Group ${id}` } });
    const path = `${connect}/accountGroups/${id}`;
    const { text } = await rest(organization.key, `GET ${path}`);
    expect(text).toContain(`{"id":${id},"lookupName":"Group ${id}"`);
    expect((await rest(organization.key, `PATCH ${path}`, named(`New ${id}`))).status).toBe(200);
    const list = await rest(organization.key, `GET ${connect}/accountGroups?q=id%20=%20${id}`);
    expect(list.text).toContain(`{"items":[{"id":${id},"lookupName":"New ${id}"`);
    const account = `{"login":"l${id}","displayName":"D","staffGroup":{"id":${id}}}`;
    const created = await rest(organization.key, `POST ${connect}/accounts`, account);
    expect(created.text).toContain(`"staffGroup":{"id":${id},"lookupName":"New ${id}"`);
  }
  for (const id of ['0', '-1', '9223372036854775808', '01', 'x'])
    expect((await rest(organization.key, `GET ${connect}/accountGroups/${id}`)).status).toBe(404);
});

test('"Maximum Length: 80" of a name, and "the label text cannot be empty or null"', async () => {
  const both = await pair();
  expect(await change(both, named('x'.repeat(80)))).toMatchObject(success);
  for (const text of ['x'.repeat(81), '', ' \u200b']) expect(await change(both, named(text))).toMatchObject(refused);
  const body = '{"names":[{"labelText":null,"language":{"id":1}}]}';
  const path = `PATCH ${connect}/accountGroups/${both.viaRest.id}`;
  expect(refusal(await rest(both.viaRest.organization.key, path, body))).toEqual([400, 'OSC-CREST-00006']);
});

test('"These IDs can be set by either value or name"', async () => {
  const both = await pair();
  expect(await change(both, named('By id', { id: 3 }))).toMatchObject(success);
  expect(await change(both, named('By locale', { lookupName: 'de_DE' }))).toMatchObject(success);
  expect(await change(both, named('By name', { lookupName: 'German' }))).toMatchObject(success);
  const language = { code: 'OSC-CREST-00017', status: 400, result: 'UnknownLabelLanguage' };
  expect(await change(both, named('None', { id: 999 }))).toMatchObject(language);
  expect(await change(both, named('None', { lookupName: 'Klingon' }))).toMatchObject(language);
});

test('"If the name cannot uniquely determine the value, an error is generated"; an id beside the name determines it', async () => {
  const both = await pair();
  const ambiguous = { code: 'OSC-CREST-00017', status: 400, result: 'AmbiguousLabelLanguage' };
  expect(await change(both, named('Ambiguous', { lookupName: 'English' }))).toMatchObject(ambiguous);
  const { organization, id } = both.viaRest;
  const path = `PATCH ${connect}/accountGroups/${id}`;
  const send = (language: object) => rest(organization.key, path, { names: [{ labelText: 'New', language }] });
  expect((await send({ id: 1, lookupName: 'English' })).status).toBe(200);
  expect(refusal(await send({ id: 3, lookupName: 'English' }))).toEqual([400, 'OSC-CREST-00017']);
  expect(refusal(await send({}))).toEqual([400, 'OSC-CREST-00006']);
});

/** The page's own request and answer. */
const requestBody = '{ "names": [{"labelText":"NewAccountGroupLogin", "language":{"id":1}}] }';
const answerOnPage = `{
    "id": 100133,
    "lookupName": "NewAccountGroupLogin",
    "attributes": {
        "customerCareAccess": false
    },
    "descriptions": {
        "links": [
            {
                "rel": "self",
                "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133/descriptions"
            },
            {
                "rel": "full",
                "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133/descriptions/{description_id}",
                "templated": true
            }
        ]
    },
    "displayOrder": 2,
    "name": "NewAccountGroupLogin",
    "names": {
        "links": [
            {
                "rel": "self",
                "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133/names"
            },
            {
                "rel": "full",
                "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133/names/{name_id}",
                "templated": true
            }
        ]
    },
    "links": [
        {
            "rel": "self",
            "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133"
        },
        {
            "rel": "canonical",
            "href": "https://mysite.example.com/services/rest/connect/v1.4/accountGroups/100133"
        },
        {
            "rel": "describedby",
            "href": "https://mysite.example.com/services/rest/connect/v1.4/metadata-catalog/accountGroups",
            "mediaType": "application/schema+json"
        }
    ]
}`;

test('the example of the page works byte for byte, and the answer has every member of the page’s answer', async () => {
  const service = await startService({ DATABASE_URL: databaseUrl(), TRUSTED_PROXIES: '127.0.0.0/8,::1' });
  try {
    const organization = await TestOrganization.create();
    const id = '100133';
    await organization.addAccountGroup({ displayOrder: 1, names: { 1: 'First' } });
    await organization.addAccountGroup({ id, displayOrder: 2, names: { 1: 'NewAccountGroupName1' } });
    const options = {
      url: service.url,
      headers: {
        'x-api-key': '',
        authorization: `Basic ${Buffer.from(`any name:${organization.key}`).toString('base64')}`,
        'osvc-crest-application-context': 'A test',
        'x-forwarded-host': 'mysite.example.com',
        'x-forwarded-proto': 'https',
      },
    };
    const patched = await rest('', `PATCH ${connect}/accountGroups/${id}`, requestBody, options);
    expect([patched.status, patched.text]).toEqual([200, '']);
    const { status, body } = await rest('', `GET ${connect}/accountGroups/${id}`, undefined, options);
    expect(status).toBe(200);
    const { createdTime, updatedTime, ...others } = body;
    const expected = JSON.parse(answerOnPage);
    expect(others).toEqual(expected);
    // In the order of the page as well.
    expect(Object.keys(others)).toEqual(Object.keys(expected));
    expect([createdTime, updatedTime]).toEqual([expect.stringMatching(/Z$/), expect.stringMatching(/Z$/)]);
  } finally {
    await service.stop();
  }
});
