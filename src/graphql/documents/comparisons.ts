import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Fragments that go in circles have no end; no document that passes its other limits has more levels. */
const maxLevels = 100;

/** By the name in the answer: how many fields have it, and what is selected below them. */
type Fields = Map<string, { count: number; below: SelectionSetNode[] }>;

/** Ends the counting. */
class TooMany extends Error {}

/**
 * Whether validation would compare more than `max` pairs of fields and fragments to find fields that cannot be merged.
 * It compares each two fields of one name, all that is selected below them, and each two fragments: a document of a few
 * kilobytes can make that millions. Counted is about what graphql-js does, and no further than to the limit.
 */
export function comparesMoreThan(document: DocumentNode, max: number): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const collected = new Map<SelectionSetNode, Fields>();
  let left = max;

  const count = (comparisons: number) => {
    left -= comparisons;
    if (left < 0) throw new TooMany();
  };

  const add = (field: FieldNode, fields: Fields): void => {
    const name = (field.alias ?? field.name).value;
    const alike = fields.get(name) ?? { count: 0, below: [] };
    fields.set(name, alike);
    alike.count++;
    if (field.selectionSet) alike.below.push(field.selectionSet);
  };

  /** Once for each fragment, however often it is spread. */
  const fragmentOf = (name: string, spreads: Set<string>): SelectionSetNode | undefined => {
    if (spreads.has(name)) return undefined;
    count(spreads.size);
    spreads.add(name);
    return fragments.get(name)?.selectionSet;
  };

  const collect = (from: SelectionSetNode | undefined, fields: Fields, spreads: Set<string>): void => {
    for (const selection of from?.selections ?? []) {
      count(1);
      if (selection.kind === Kind.FIELD) add(selection, fields);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, fields, spreads);
      else collect(fragmentOf(selection.name.value, spreads), fields, spreads);
    }
  };

  const fieldsOf = (selectionSet: SelectionSetNode): Fields => {
    const known = collected.get(selectionSet);
    if (known) return known;
    const fields: Fields = new Map();
    collect(selectionSet, fields, new Set());
    collected.set(selectionSet, fields);
    return fields;
  };

  const compareBetween = (one: SelectionSetNode, other: SelectionSetNode, levels: number): void => {
    if (levels === 0) return;
    const others = fieldsOf(other);
    for (const [name, field] of fieldsOf(one)) {
      const alike = others.get(name);
      count(1);
      if (!alike) continue;
      count(field.count * alike.count);
      for (const below of field.below) for (const inner of alike.below) compareBetween(below, inner, levels - 1);
    }
  };

  const compareWithin = (selectionSet: SelectionSetNode): void => {
    for (const field of fieldsOf(selectionSet).values()) {
      count((field.count * (field.count - 1)) / 2);
      field.below.forEach((below, n) => {
        for (const other of field.below.slice(n + 1)) compareBetween(below, other, maxLevels);
      });
    }
  };

  try {
    visit(document, { SelectionSet: compareWithin });
    return false;
  } catch (error) {
    if (error instanceof TooMany) return true;
    throw error;
  }
}
