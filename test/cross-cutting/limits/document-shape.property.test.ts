import fc from 'fast-check';
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { type DocumentShape, shapeOf } from '../../../src/graphql/documents/shape.ts';

/** Selections as text; fragments are named by number, and one with a higher number is spread by lower ones alone. */
const { selections } = fc.letrec<{ selections: string; selection: string }>((tie) => ({
  selection: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('x', 'y', 'a: x', 'b: x', 'x @include(if: true)'),
    fc.nat(5).map((n) => `...F${n}`),
    tie('selections').map((inner) => `o ${inner}`),
    tie('selections').map((inner) => `p: o @skip(if: false) ${inner}`),
    tie('selections').map((inner) => `... on T ${inner}`),
  ),
  selections: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`),
}));

/** An operation and six fragments. */
const documents = fc
  .tuple(fc.constantFrom('query', 'mutation'), selections, fc.array(selections, { minLength: 6, maxLength: 6 }))
  .map(([operation, root, fragments]) => {
    const upwards = (text: string, n: number) =>
      text.replace(/\.\.\.F(\d)/g, (spread, to) => (Number(to) > n ? spread : 'x'));
    const definitions = fragments.map((text, n) => `fragment F${n} on T ${upwards(text, n)}`);
    return [`${operation} ${root}`, ...definitions].join('\n');
  });

/** The document with each fragment in place of its spreads: large, and easy to count in. */
function fillIn(document: DocumentNode): SelectionSetNode[] {
  const fragments = new Map(
    document.definitions.flatMap((part) =>
      part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part.selectionSet] as const] : [],
    ),
  );
  const filled = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return {
          kind: Kind.INLINE_FRAGMENT,
          directives: selection.directives ?? [],
          selectionSet: filled(fragments.get(selection.name.value) as SelectionSetNode),
        };
      return selection.selectionSet ? { ...selection, selectionSet: filled(selection.selectionSet) } : selection;
    }) as SelectionSetNode['selections'],
  });
  return document.definitions.map((part) => filled((part as { selectionSet: SelectionSetNode }).selectionSet));
}

function count({ selections: parts }: SelectionSetNode): Omit<DocumentShape, 'mutations'> {
  const total = { depth: 0, fields: 0, aliases: 0, directives: 0, rootFields: 0 };
  const names: string[] = [];
  for (const part of parts) {
    total.fields++;
    total.directives += part.directives?.length ?? 0;
    if (part.kind === Kind.FIELD) {
      const name = part.alias?.value ?? part.name.value;
      if (part.alias || names.includes(name)) total.aliases++;
      names.push(name);
      total.rootFields++;
    }
    const inner =
      'selectionSet' in part && part.selectionSet
        ? count(part.selectionSet)
        : { ...total, fields: 0, aliases: 0, directives: 0, depth: 0, rootFields: 0 };
    total.depth = Math.max(total.depth, inner.depth + (part.kind === Kind.FIELD ? 1 : 0));
    total.fields += inner.fields;
    total.aliases += inner.aliases;
    total.directives += inner.directives;
    if (part.kind !== Kind.FIELD) total.rootFields += inner.rootFields;
  }
  return total;
}

test('a document is as large as it is with its fragments filled in', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const document = parse(text);
      const [operation, ...fragments] = fillIn(document).map(count) as [ReturnType<typeof count>];
      const all = [operation, ...fragments];
      const most = (key: 'depth' | 'fields' | 'aliases' | 'directives') => Math.max(...all.map((part) => part[key]));
      expect(shapeOf(document)).toEqual({
        depth: most('depth'),
        fields: most('fields'),
        aliases: most('aliases'),
        directives: most('directives'),
        rootFields: operation.rootFields,
        mutations: text.startsWith('mutation') ? operation.rootFields : 0,
      });
    }),
    { numRuns: 1000 },
  );
});

test('any graph of fragments is measured at once, also in circles and with some missing', () => {
  const graphs = fc.array(fc.array(fc.nat(60), { minLength: 1, maxLength: 20 }), { minLength: 50, maxLength: 50 });
  fc.assert(
    fc.property(graphs, (graph) => {
      const fragments = graph.map(
        (to, n) => `fragment F${n} on T { x ${to.map((other) => `...F${other} o { ...F${other} }`).join(' ')} }`,
      );
      const shape = shapeOf(parse(`{ ...F0 } ${fragments.join(' ')}`));
      expect(shape.fields).toBeGreaterThan(0);
    }),
    { numRuns: 50, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
  );
});
