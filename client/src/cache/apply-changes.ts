import type { Cache, InMemoryCache } from '@apollo/client/cache';
import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, valueFromASTUntyped } from 'graphql';
import { possibleTypes } from '../generated/schema.ts';
import { effects, eventEffects, everything, type Unknown } from './effects.ts';

/** Refusals that tell that the object is not as it was thought to be. */
const tellsOfChange = /(^ResourceNotFound|RevisionConflict)$/;

/** A member that this build does not know may stand for anything. */
const changesNothing = (typename: unknown) =>
  possibleTypes.ResourceError?.includes(typename as string) && !tellsOfChange.test(typename as string);

/** What the answer of a mutation, or the event of a subscription, makes unknown, besides what it says of objects itself. */
export function madeUnknown(cache: InMemoryCache, { dataId, query, variables, result }: Cache.WriteOptions): Unknown[] {
  const answers = (result ?? {}) as Record<string, Record<string, unknown> | null | undefined>;
  return rootFields(query).flatMap((field): Unknown[] => {
    const answer = answers[(field.alias ?? field.name).value];
    if (answer == null) return [];
    if (dataId === 'ROOT_SUBSCRIPTION') return [eventEffects[field.name.value]?.(answer) ?? {}];
    if (changesNothing(answer.__typename)) return [];
    const unknown = effects[field.name.value]?.(argument(field, 'input', variables)) ?? all(cache);
    return answer.__typename === 'ResourceNotFound' ? [wholly(unknown)] : [unknown];
  });
}

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
  return (node ? valueFromASTUntyped(node.value, variables) : {}) as Record<string, unknown>;
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
