import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';

/** Where in an answer something stands that this page knows more about. */
export interface Place {
  /** Of the answer as it is shown, from 1. */
  line: number;
  /** Its name in the answer. */
  key: string;
  value: string;
  field: 'id' | '__typename';
  /** The type that has the field: of a `__typename`, the value. */
  typeName: string;
  /** What people call it, if that was selected. */
  label: string;
}

/** What is selected of a value. */
interface Selected {
  type: GraphQLNamedType;
  selections: readonly SelectionNode[];
}

type Parented = { parent: GraphQLNamedType; node: FieldNode };

const labels = ['name', 'url', 'lookupName', 'login'];

const labelOf = (value: Record<string, unknown>, id: string) =>
  labels.map((name) => value[name]).find((label) => typeof label === 'string') ?? id;

class Places {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Map<string, FragmentDefinitionNode>;
  readonly found: Place[] = [];

  constructor(schema: GraphQLSchema, { definitions }: DocumentNode) {
    this.#schema = schema;
    this.#fragments = new Map(
      definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
    );
  }

  /** The fields that have a name in the answer, each with the type that it is selected on. */
  #fields({ type, selections }: Selected, key: string): Parented[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD)
        return (selection.alias ?? selection.name).value === key ? [{ parent: type, node: selection }] : [];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      if (!fragment) return [];
      const condition = fragment.typeCondition?.name.value;
      const inner = (condition && this.#schema.getType(condition)) || type;
      return this.#fields({ type: inner, selections: fragment.selectionSet.selections }, key);
    });
  }

  #within(fields: readonly Parented[]): Selected | undefined {
    const [first] = fields;
    const type = first?.parent;
    if (!first || !(isObjectType(type) || isInterfaceType(type))) return undefined;
    const field = type.getFields()[first.node.name.value];
    if (!field) return undefined;
    const selections = fields.flatMap(({ node }) => node.selectionSet?.selections ?? []);
    return { type: getNamedType(field.type), selections };
  }

  #note(fields: readonly Parented[], value: unknown, key: string, line: number, row: Record<string, unknown>): void {
    const [first] = fields;
    const field = first?.node.name.value;
    if (!first || typeof value !== 'string' || (field !== 'id' && field !== '__typename')) return;
    const typeName = field === 'id' ? first.parent.name : value;
    this.found.push({ line, key, value, field, typeName, label: String(labelOf(row, value)) });
  }

  /** Notes what is in a value that begins on a line of the text, and tells the line on which it ends. */
  walk(value: unknown, selected: Selected | undefined, line: number): number {
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return line;
    let last = line;
    if (Array.isArray(value)) for (const entry of value) last = this.walk(entry, selected, last + 1);
    else
      for (const [key, inner] of Object.entries(value)) {
        const fields = selected ? this.#fields(selected, key) : [];
        this.#note(fields, inner, key, last + 1, value as Record<string, unknown>);
        last = this.walk(inner, this.#within(fields), last + 1);
      }
    return last + 1;
  }
}

/** The ids and the type names of an answer, as text of two spaces a level. */
export function placesIn(
  answer: Record<string, unknown>,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Place[] {
  const operation = getOperationAST(document, operationName);
  const type = operation && schema.getRootType(operation.operation);
  if (!type) return [];
  const places = new Places(schema, document);
  let line = 1;
  for (const [key, value] of Object.entries(answer)) {
    const selected = key === 'data' ? { type, selections: operation.selectionSet.selections } : undefined;
    line = places.walk(value, selected, line + 1);
  }
  return places.found;
}
