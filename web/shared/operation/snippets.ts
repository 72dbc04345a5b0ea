import type { Operation } from './operation.ts';

/** In the place of the key, which no text that is handed on has in it. */
export const keyPlaceholder = 'YOUR_API_KEY';

const isSubscription = ({ query, operationName }: Operation) =>
  new RegExp(`^\\s*subscription\\b${operationName ? `\\s+${operationName}\\b` : ''}`, 'm').test(query);

const headersOf = (operation: Operation) => ({
  'content-type': 'application/json',
  'x-api-key': keyPlaceholder,
  ...(isSubscription(operation) && { accept: 'text/event-stream' }),
});

/** @throws SyntaxError where the variables are no JSON */
const parsedVariables = ({ variables }: Operation): unknown => (variables?.trim() ? JSON.parse(variables) : undefined);

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A command that sends the operation.
 *
 * @throws SyntaxError where the variables are no JSON
 */
export function asCurl(operation: Operation, url: string): string {
  const { query, operationName } = operation;
  const body = JSON.stringify({ query, variables: parsedVariables(operation), operationName }, null, 2);
  const headers = Object.entries(headersOf(operation)).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`);
  return [`curl ${isSubscription(operation) ? '-N ' : ''}${quoted(url)}`, ...headers, `  --data ${quoted(body)}`].join(
    ' \\\n',
  );
}

const indented = (text: string, by: string) => text.replaceAll('\n', `\n${by}`);

const template = (text: string) => `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;

/**
 * JavaScript that sends the operation, for browsers and Node.js.
 *
 * @throws SyntaxError where the variables are no JSON
 */
export function asFetch(operation: Operation, url: string): string {
  const { query, operationName } = operation;
  const variables = parsedVariables(operation);
  const body = [
    `    query: ${template(query)},`,
    ...(variables === undefined ? [] : [`    variables: ${indented(JSON.stringify(variables, null, 2), '    ')},`]),
    ...(operationName ? [`    operationName: '${operationName}',`] : []),
  ];
  const read = isSubscription(operation)
    ? [
        'for await (const text of response.body.pipeThrough(new TextDecoderStream())) {',
        '  console.log(text); // server-sent events',
        '}',
      ]
    : ['const { data, errors } = await response.json();'];
  return [
    `const response = await fetch('${url}', {`,
    "  method: 'POST',",
    `  headers: ${indented(JSON.stringify(headersOf(operation), null, 2), '  ')},`,
    '  body: JSON.stringify({',
    ...body,
    '  }),',
    '});',
    ...read,
    '',
  ].join('\n');
}
