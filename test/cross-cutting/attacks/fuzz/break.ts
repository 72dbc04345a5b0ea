import type { Dice } from './dice.ts';
import type { Document } from './document.ts';

/** What somebody who is looking for a hole writes in between. */
const intruders = [
  'nonsense',
  '__proto__',
  'constructor',
  'externalId',
  'apiKeys { hash }',
  'organization { apiKeys { key } }',
  '__schema { types { name } }',
  '...F1',
  '... on Query { __typename }',
  '... on Nothing { id }',
  '@unknown',
  '@include(if: $none)',
  '@skip',
  '@deprecated',
  '(id: 1)',
  '$v1',
  'query',
  'mutation',
  'subscription { groupChanged { groupId } }',
  '"""',
  '#',
  '\u0000',
  '\ud800',
  '\ufeff',
  '{',
  '}',
  '[',
  ')',
  '...',
  ':',
  '!',
  '"x"',
  '1e999',
  '-',
  'null',
  'fragment F1 on Query { ...F1 }',
  '_service { sdl }',
  '_entities(representations: [{}]) { __typename }',
  '{ { {',
  '__typename '.repeat(101),
];

/** A document with something wrong in its text or in its variables. */
export function breakDocument(dice: Dice, document: Document): Document {
  const tokens = document.text.split(/(?<=[\s{}()[\]:,])/);
  const at = dice.below(tokens.length);
  const other = dice.below(tokens.length);
  const ways: (() => void)[] = [
    () => tokens.splice(at, 0, ` ${dice.pick(intruders)} `),
    () => tokens.splice(at, 1),
    () => tokens.splice(at, 1, tokens[other] as string),
    () => tokens.splice(at, 0, tokens[other] as string),
    () => tokens.splice(at),
  ];
  const variables = { ...document.variables };
  if (dice.chance(30)) {
    const name = dice.pick([...Object.keys(variables), 'v1', '__proto__']);
    variables[name] = dice.json();
  } else dice.pick(ways)();
  return { ...document, text: tokens.join(''), variables };
}
