import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large a document is once its fragments are filled in: of all its operations, the largest of each. */
export interface DocumentShape {
  /** Levels of fields. */
  depth: number;
  /** Fields, spreads and inline fragments. */
  fields: number;
  /** Aliases, and fields that one selection repeats: both ask for the same thing again, and are compared by pairs. */
  aliases: number;
  directives: number;
  rootFields: number;
  /** Root fields of mutations. */
  mutations: number;
}

type SelectionShape = Omit<DocumentShape, 'mutations'>;

const nothing: SelectionShape = { depth: 0, fields: 0, aliases: 0, directives: 0, rootFields: 0 };

/**
 * Measures a document that is parsed, but not validated: fragments may be missing, unused, or go in circles. Each
 * fragment is measured once, so that the work grows with the text, however often fragments multiply.
 */
export function shapeOf(document: DocumentNode): DocumentShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, SelectionShape>();

  const fragmentShape = (name: string): SelectionShape => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    measured.set(name, nothing); // a circle ends here, and validation refuses it
    const shape = selectionShape(fragment.selectionSet);
    shape.directives += fragment.directives?.length ?? 0;
    measured.set(name, shape);
    return shape;
  };

  const innerShape = (selection: SelectionNode): SelectionShape => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fragmentShape(selection.name.value);
    const inner = selection.selectionSet ? selectionShape(selection.selectionSet) : nothing;
    return selection.kind === Kind.FIELD ? { ...inner, depth: inner.depth + 1, rootFields: 1 } : inner;
  };

  const selectionShape = ({ selections }: SelectionSetNode): SelectionShape => {
    const shape = { ...nothing };
    const names = new Set<string>();
    for (const selection of selections) {
      const inner = innerShape(selection);
      shape.depth = Math.max(shape.depth, inner.depth);
      shape.rootFields += inner.rootFields;
      shape.fields += inner.fields + 1;
      shape.aliases += inner.aliases;
      shape.directives += inner.directives + (selection.directives?.length ?? 0);
      if (selection.kind !== Kind.FIELD) continue;
      const name = (selection.alias ?? selection.name).value;
      if (selection.alias || names.has(name)) shape.aliases++;
      names.add(name);
    }
    return shape;
  };

  const operationShape = (operation: OperationDefinitionNode): DocumentShape => {
    const shape = selectionShape(operation.selectionSet);
    for (const { directives } of [operation, ...(operation.variableDefinitions ?? [])])
      shape.directives += directives?.length ?? 0;
    return { ...shape, mutations: operation.operation === OperationTypeNode.MUTATION ? shape.rootFields : 0 };
  };

  // A fragment that nobody uses is validated, too.
  return largest([
    ...document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [operationShape(definition)] : [],
    ),
    ...[...fragments.keys()].map((name) => ({ ...fragmentShape(name), rootFields: 0, mutations: 0 })),
  ]);
}

function largest(shapes: DocumentShape[]): DocumentShape {
  const most = { ...nothing, mutations: 0 };
  for (const shape of shapes)
    for (const key of Object.keys(most) as (keyof DocumentShape)[]) most[key] = Math.max(most[key], shape[key]);
  return most;
}
