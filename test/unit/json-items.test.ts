import fc from 'fast-check';
import { itemsOf } from '../../src/moving/json-items.ts';
import { CutAnswerError } from '../../src/moving/old-system.ts';

async function* piecesOf(text: string, sizes: number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length] as number;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(text: string, sizes: number[]): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const items of itemsOf(piecesOf(text, sizes), 'groups')) all.push(...items);
  return all;
}

const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });

test('the objects of a list are those that JSON.parse finds, however the text comes in pieces', async () => {
  const list = fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()));
  const name = fc.string().filter((text) => text !== 'groups' && text !== '__proto__');
  const others = fc.dictionary(name, fc.jsonValue(), { maxKeys: 3 });
  await fc.assert(
    fc.asyncProperty(list, others, others, sizes, fc.nat({ max: 2 }), async (groups, before, after, sizes, indent) => {
      const body = { ...before, groups, ...after };
      const text = JSON.stringify(body, null, indent);
      expect(await read(text, sizes)).toEqual(JSON.parse(text).groups);
    }),
    { numRuns: 300 },
  );
});

test('an object without the list is no empty list', async () => {
  for (const text of ['{}', '{"error":{"groups":[{}]}}', '{"groups":null}', '{"items":[]}'])
    await expect(read(text, [3])).rejects.toThrow(CutAnswerError);
  expect(await read('{"groups":[]}', [3])).toEqual([]);
});

test('a text that is cut anywhere is told apart from a whole one', async () => {
  const text = JSON.stringify({ groups: [{ id: 'a', name: '}]"\\' }, { id: 'b' }] });
  for (let length = 0; length < text.length; length++)
    await expect(read(text.slice(0, length), [7])).rejects.toThrow(CutAnswerError);
  expect(await read(text, [7])).toHaveLength(2);
});
