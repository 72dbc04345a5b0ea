import type { Cache, InMemoryCache } from '@apollo/client/cache';
import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import { possibleTypes } from '../generated/schema.ts';
import { effects, eventEffects, everything, records, type Unknown } from './effects.ts';

/** Refusals that tell that the object is not as it was thought to be. */
const tellsOfChange = /(^ResourceNotFound|RevisionConflict)$/;

/** A member that this build does not know may stand for anything. */
const changesNothing = (typename: unknown) =>
  possibleTypes.ResourceError?.includes(typename as string) && !tellsOfChange.test(typename as string);

type Answer = Record<string, unknown>;
type Variables = Record<string, unknown> | undefined;
export type Asked = Pick<Cache.WriteOptions, 'query' | 'variables'>;

/**
 * What the answer of a mutation, or the event of a subscription, makes unknown, besides what it says of objects itself;
 * for each change.
 */
export function madeUnknown(
  cache: InMemoryCache,
  { dataId, query, variables, result }: Cache.WriteOptions,
): Unknown[][] {
  const answers = (result ?? {}) as Record<string, Answer | readonly Answer[] | null | undefined>;
  return rootFields(query).flatMap((field): Unknown[][] => {
    const name = field.name.value;
    const answer = answers[(field.alias ?? field.name).value];
    if (answer == null) return [];
    if (dataId === 'ROOT_SUBSCRIPTION') return [[records, eventEffects[name]?.(answer as Answer) ?? {}]];
    const inputs = inputsOf(field, variables);
    const changes = [answer].flat().map((one, n) => unknownAfter(cache, name, inputs[n], one));
    return changes.filter((unknown) => unknown.length > 0);
  });
}

/** What a mutation makes unknown that may have been carried out, without an answer that tells. */
export function mayBeUnknown(cache: InMemoryCache, { query, variables }: Asked): Unknown[] {
  const fields = rootFields(query).filter((field) => argument(field, 'dryRun', variables) !== true);
  return fields.flatMap((field) =>
    inputsOf(field, variables).flatMap((input) => unknownBy(cache, field.name.value, input)),
  );
}

/** Its input, or its inputs. */
const inputsOf = (field: FieldNode, variables: Variables): unknown[] =>
  [argument(field, 'inputs', variables) ?? argument(field, 'input', variables)].flat();

function unknownAfter(cache: InMemoryCache, name: string, input: unknown, { __typename }: Answer): Unknown[] {
  if (changesNothing(__typename)) return [];
  const unknown = unknownBy(cache, name, input);
  return __typename === 'ResourceNotFound' ? unknown.map(wholly) : unknown;
}

const unknownBy = (cache: InMemoryCache, name: string, input: unknown): Unknown[] => [
  records,
  effects[name]?.((input ?? {}) as Answer) ?? all(cache),
];

/** Whether an answer of a mutation says what would be, in some of its fields or in all of them. */
export function dryRuns({ query, variables }: Asked): 'none' | 'some' | 'all' {
  const dry = rootFields(query).map((field) => argument(field, 'dryRun', variables) === true);
  if (!dry.includes(true)) return 'none';
  return dry.includes(false) ? 'some' : 'all';
}

/** What a document that also has dry runs makes unknown: it wrote objects as they would be. */
export const allUnknown = (cache: InMemoryCache): Unknown[] => [all(cache)];

function rootFields(document: Cache.WriteOptions['query']): FieldNode[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const fieldsOf = (selectionSet: SelectionSetNode | undefined): FieldNode[] =>
    (selectionSet?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      return fieldsOf(fragments.get(selection.name.value)?.selectionSet);
    });
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return fieldsOf(operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined);
}

function argument(field: FieldNode, name: string, variables: Variables) {
  const node = field.arguments?.find((argument) => argument.name.value === name);
  return node ? valueFromASTUntyped(node.value, variables) : undefined;
}

/** The object itself is gone, not only changed. */
const wholly = (unknown: Unknown): Unknown =>
  Object.fromEntries(Object.entries(unknown).map(([of, fields]) => [of, of.includes(':') ? everything : fields]));

/** A mutation that this build does not know may have changed anything. */
const all = (cache: InMemoryCache): Unknown =>
  Object.fromEntries(Object.keys(cache.extract()).map((id) => [id, everything]));
