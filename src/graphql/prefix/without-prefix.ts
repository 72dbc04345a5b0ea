import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { BadRequestError } from '../../errors.ts';
import { isRootType, keepsItsName } from '../../schema/prefix.ts';

/** A document in the names of the schema. */
export interface TranslatedDocument {
  text: string;
  /** What begins the keys of the answer under which are names of types; absent where the document asks for none. */
  marker?: string;
}

const named = <T extends { name: { value: string } }>(node: T, value: string): T => ({
  ...node,
  name: { ...node.name, value },
});

/** Fields of the root that no schema shows, which are called the same everywhere. */
const isMetaField = (name: string) => name.startsWith('_');

/** The translation of what is in one document. */
class Translation {
  readonly #prefix: string;
  readonly #marker: string;
  hasTypeNames = false;

  constructor(prefix: string, marker: string) {
    this.#prefix = prefix;
    this.#marker = marker;
  }

  #withoutPrefix(name: string, what: string): string {
    if (name.startsWith(this.#prefix) && name.length > this.#prefix.length) return name.slice(this.#prefix.length);
    throw new BadRequestError(
      `${what} "${name}" does not start with "${this.#prefix}", as all names of types and root fields do at this address: call it "${this.#prefix}${name}", or leave out the parameter "prefix".`,
    );
  }

  type(node: NamedTypeNode): NamedTypeNode {
    const name = node.name.value;
    return keepsItsName(name) ? node : named(node, this.#withoutPrefix(name, 'The type'));
  }

  typeName(node: FieldNode): FieldNode {
    this.hasTypeNames = true;
    const key = node.alias?.value ?? node.name.value;
    return { ...node, alias: { kind: Kind.NAME, value: `${this.#marker}${key}` } };
  }

  #rootField(node: FieldNode): FieldNode {
    if (isMetaField(node.name.value)) return node;
    const alias = node.alias ?? node.name;
    return { ...named(node, this.#withoutPrefix(node.name.value, 'The field')), alias };
  }

  /** Fields at the root, those in its fragments included. */
  rootFields(selectionSet: SelectionSetNode): SelectionSetNode {
    const selections = selectionSet.selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return this.#rootField(selection);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      const isOfRoot = !selection.typeCondition || isRootType(selection.typeCondition.name.value);
      return isOfRoot ? { ...selection, selectionSet: this.rootFields(selection.selectionSet) } : selection;
    });
    return { ...selectionSet, selections };
  }
}

/** A short text that the document does not have anywhere: each name of a type gets it. */
function markerFor(text: string): string {
  const taken = new Set(text.match(/typename\d+_/g));
  let n = 0;
  while (taken.has(`typename${n}_`)) n++;
  return `typename${n}_`;
}

/**
 * Translates a document in names with a prefix. Root fields keep the keys that they have in the answer; names of types
 * in the answer get keys of their own, by which they are found.
 *
 * @throws BadRequestError for a name without the prefix
 */
export function withoutPrefix(text: string, prefix: string): TranslatedDocument {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    return { text }; // Apollo Server says where and why
  }
  const marker = markerFor(text);
  const translation = new Translation(prefix, marker);
  const translated = visit(document, {
    [Kind.OPERATION_DEFINITION]: (node) => ({ ...node, selectionSet: translation.rootFields(node.selectionSet) }),
    [Kind.FRAGMENT_DEFINITION]: (node) =>
      isRootType(node.typeCondition.name.value)
        ? { ...node, selectionSet: translation.rootFields(node.selectionSet) }
        : undefined,
    [Kind.NAMED_TYPE]: (node) => translation.type(node),
    [Kind.FIELD]: (node) => (node.name.value === '__typename' ? translation.typeName(node) : undefined),
  });
  return { text: print(translated), ...(translation.hasTypeNames && { marker }) };
}
