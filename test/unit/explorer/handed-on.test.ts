import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { explorerLink, operationOfHash } from '../../../web/shared/operation/operation.ts';
import { asCurl, asFetch, keyPlaceholder } from '../../../web/shared/operation/snippets.ts';
import { serviceUrl } from '../../support/graphql.ts';
import { TestOrganization } from '../../support/organization.ts';

const run = promisify(execFile);

/** With all that has a meaning in a shell, in JavaScript, or in an address. */
const awkward = `it's "so" \\ \`\${1}\` $HOME & #+%20 ünï\n`;

const operation = {
  query: `# ${awkward.trim()}
query First { __typename }
query Second($ids: [ID!]!) { groupsById(ids: $ids) { id } viewer { organization { id } } }`,
  variables: JSON.stringify({ ids: [awkward] }),
  operationName: 'Second',
};

test('a link opens the same operation', () => {
  const link = new URL(explorerLink(operation), 'http://localhost');
  expect(operationOfHash(link.hash)).toEqual(operation);
  expect(link.pathname + link.search).toBe('/');
});

test.each(['', '#', '#query=', '#content'])('the fragment %p has no operation', (hash) => {
  expect(operationOfHash(hash)).toBeUndefined();
});

test.each([
  ['curl', asCurl, (text: string) => run('bash', ['-c', `${text} --silent`])],
  [
    'fetch',
    asFetch,
    (text: string) =>
      run(process.execPath, ['--input-type=module', '-e', `${text}\nconsole.log(JSON.stringify({ data, errors }));`]),
  ],
])('as %s, an operation does what it does in the explorer, once the key is put in', async (_form, write, execute) => {
  const { id, key } = await TestOrganization.create();
  const text = write(operation, `${serviceUrl()}/graphql`);
  expect(text).toContain(keyPlaceholder);
  const { stdout } = await execute(text.replace(keyPlaceholder, key));
  const answer = JSON.parse(stdout);
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ groupsById: [null], viewer: { organization: { id } } });
});

test('a subscription is read as a stream', () => {
  const subscription = { query: '# Live\nsubscription Live { groupChanged { position } }' };
  expect(asCurl(subscription, 'http://localhost')).toMatch(/^curl -N .*accept: text\/event-stream/s);
  expect(asFetch(subscription, 'http://localhost')).toContain('text/event-stream');
});

test('variables that are no JSON are not handed on', () => {
  expect(() => asCurl({ query: '{ __typename }', variables: '{"a":' }, 'http://localhost')).toThrow(SyntaxError);
});
