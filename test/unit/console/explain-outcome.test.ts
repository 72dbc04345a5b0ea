import { readFile } from 'node:fs/promises';
import { buildSchema, type GraphQLUnionType, isUnionType } from 'graphql';
import { explainOutcome } from '../../../web/console/parts/explain-outcome.ts';

const invalid = (...issues: [path: string[], message: string][]) => ({
  __typename: 'InvalidResourceInput',
  message: 'The input was refused.',
  issues: issues.map(([path, message]) => ({ path, message })),
});

test('an issue of an input that has a field is told at the field, without what only programs can do', () => {
  const refusal = invalid(
    [['name'], 'must have at least 1 visible character'],
    [['monthly'], 'must be from 0 to 5: leave it out to keep the balance'],
  );
  expect(explainOutcome(refusal, ['name', 'monthly'])).toEqual({
    title: 'Not saved',
    message: '',
    fields: { name: 'Must have at least 1 visible character.', monthly: 'Must be from 0 to 5.' },
  });
});

test('an issue of an input without a field is a sentence, and names no path', () => {
  const refusal = invalid(
    [['removeNames'], 'must leave at least one name'],
    [['addWebsiteIds', '0'], 'must be the id of a website'],
    [['addWebsiteIds', '3'], 'must be the id of a website'],
    [['somethingNew'], 'must be green'],
  );
  const { message } = explainOutcome(refusal);
  expect(message).toBe(
    'The removal of a name must leave at least one name. What you entered must be green. 2 websites that you chose are gone meanwhile: choose again.',
  );
  expect(message).not.toMatch(/removeNames|addWebsiteIds|\d\./);
});

test('a form says itself which field an issue belongs to', () => {
  const refusal = invalid([['names', '1', 'labelText'], 'must not be empty']);
  expect(explainOutcome(refusal, ([list, index]) => `${list} ${index}`).fields).toEqual({
    'names 1': 'Must not be empty.',
  });
});

test('an external id that is taken leads to what has it', () => {
  const refusal = { __typename: 'GroupExternalIdTaken', message: '…', existingGroup: { id: '1', name: 'Owner' } };
  expect(explainOutcome(refusal, ['externalId'])).toMatchObject({
    title: 'This external id is taken',
    message: expect.stringContaining('Owner has this external id'),
    fields: { externalId: 'This external id is taken.' },
    link: { to: '/groups/1', name: 'Owner' },
  });
});

test('every outcome that is no success has words without names of the API', async () => {
  const schema = buildSchema(await readFile(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
  const results = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLUnionType => isUnionType(type) && type.name.endsWith('Result'),
  );
  const refusals = new Set(results.flatMap((type) => type.getTypes().map(({ name }) => name)));
  for (const __typename of refusals) {
    if (/Success$|^InvalidResourceInput$/.test(__typename)) continue;
    const { message } = explainOutcome({ __typename, message: 'The words of the API' });
    expect([__typename, message]).not.toContain('The words of the API');
    expect(message).not.toBe('');
  }
});

test('an outcome that a newer service has says what the service says', () => {
  expect(explainOutcome({ __typename: 'TooGreen', message: 'It is too green.' }).message).toBe('It is too green.');
});
