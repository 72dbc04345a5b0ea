import { send } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

let organization: TestOrganization;

beforeAll(async () => {
  organization = await TestOrganization.create();
});

test('an object with more members than any input has is refused, and none of them is repeated', async () => {
  const filter = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`name${n}`, 'x']));
  const list = 'query ($f: GroupFilter) { groups(filter: $f) { totalCount } }';
  for (const f of [filter, { name: filter }, { name: { in: [filter] } }])
    expect((await send(organization.key, list, { f })).errors).toEqual([
      {
        message: 'Variable "$f" has an object with more than 100 members: no input has so many.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
});

// A pattern that looks for suggestions would take minutes.
test('a text that reads like many suggestions is refused at once', async () => {
  const list = 'query ($n: Int) { groups(first: $n) { totalCount } }';
  const { errors } = await send(organization.key, list, { n: 'Did you mean '.repeat(100_000) });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
