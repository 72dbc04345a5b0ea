import type { Cache, InMemoryCache } from '@apollo/client/cache';
import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import { possibleTypes } from '../generated/schema.ts';
import { effects, eventEffects, everything, type Unknown } from './effects.ts';

/** Refusals that tell that the object is not as it was thought to be. */
const tellsOfChange = /(^ResourceNotFound|RevisionConflict)$/;

/** A member that this build does not know may stand for anything. */
const changesNothing = (typename: unknown) =>
  possibleTypes.ResourceError?.includes(typename as string) && !tellsOfChange.test(typename as string);

type Answer = Record<string, unknown>;

/** What the answer of a mutation, or the event of a subscription, makes unknown, besides what it says of objects itself. */
export function madeUnknown(cache: InMemoryCache, { dataId, query, variables, result }: Cache.WriteOptions): Unknown[] {
  const answers = (result ?? {}) as Record<string, Answer | readonly Answer[] | null | undefined>;
  return rootFields(query).flatMap((field): Unknown[] => {
    const name = field.name.value;
    const answer = answers[(field.alias ?? field.name).value];
    if (answer == null) return [];
    if (dataId === 'ROOT_SUBSCRIPTION') return [eventEffects[name]?.(answer as Answer) ?? {}];
    if (!isMany(answer)) return unknownAfter(cache, name, argument(field, 'input', variables), answer);
    const inputs = [argument(field, 'inputs', variables)].flat();
    return answer.flatMap((one, n) => unknownAfter(cache, name, inputs[n], one));
  });
}

const isMany = (answer: Answer | readonly Answer[]): answer is readonly Answer[] => Array.isArray(answer);

function unknownAfter(cache: InMemoryCache, name: string, input: unknown, { __typename }: Answer): Unknown[] {
  if (changesNothing(__typename)) return [];
  const unknown = effects[name]?.((input ?? {}) as Answer) ?? all(cache);
  return __typename === 'ResourceNotFound' ? [wholly(unknown)] : [unknown];
}

/** Whether an answer of a mutation says what would be, in some of its fields or in all of them. */
export function dryRuns({ query, variables }: Cache.WriteOptions): 'none' | 'some' | 'all' {
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

function argument(field: FieldNode, name: string, variables: Record<string, unknown> | undefined) {
  const node = field.arguments?.find((argument) => argument.name.value === name);
  return node ? valueFromASTUntyped(node.value, variables) : undefined;
}

/** The object itself is gone, not only changed. */
const wholly = (unknown: Unknown): Unknown =>
  Object.fromEntries(Object.entries(unknown).map(([of, fields]) => [of, of.includes(':') ? everything : fields]));

/** A mutation that this build does not know may have changed anything. */
const all = (cache: InMemoryCache): Unknown =>
  Object.fromEntries(Object.keys(cache.extract()).map((id) => [id, everything]));

export function forget(cache: InMemoryCache, changes: readonly Unknown[]): void {
  for (const unknown of changes) forgetFields(cache, unknown);
  if (changes.length > 0) forgetUnkeyed(cache);
}

const resources = new Set(['Group', 'Website', 'AccountGroup', 'StaffAccount']);

/** What was selected without its id may be whatever changed. */
function forgetUnkeyed(cache: InMemoryCache): void {
  for (const [id, object] of Object.entries(cache.extract())) {
    if (id === 'ROOT_MUTATION' || id === 'ROOT_SUBSCRIPTION') continue;
    const unkeyed = Object.entries(object ?? {}).filter(([, value]) => holdsUnkeyed(value));
    const fields = Object.fromEntries(
      unkeyed.map(([name]) => [name, (_value: unknown, { DELETE }: { DELETE: unknown }) => DELETE]),
    );
    if (unkeyed.length > 0) cache.modify({ id, fields, broadcast: false } as Cache.ModifyOptions);
  }
}

function holdsUnkeyed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || '__ref' in value) return false;
  return resources.has((value as { __typename?: string }).__typename ?? '') || Object.values(value).some(holdsUnkeyed);
}

function forgetFields(cache: InMemoryCache, unknown: Unknown): void {
  for (const [of, fields] of Object.entries(unknown)) {
    const ids = of === 'Query' ? ['ROOT_QUERY'] : objectsOf(cache, of);
    for (const id of ids)
      if (fields === everything) cache.evict({ id, broadcast: false });
      else for (const fieldName of fields) cache.evict({ id, fieldName, broadcast: false });
  }
}

/** The ids of all objects of a type, or the one that is named by its id. */
function objectsOf(cache: InMemoryCache, of: string): string[] {
  if (of.includes(':') || of.startsWith('ROOT_')) return [of];
  return Object.keys(cache.extract()).filter((id) => id.startsWith(`${of}:`));
}
