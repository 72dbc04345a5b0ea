import {
  type ASTNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from 'graphql';
import { isRequired } from '../../../support/schema.ts';
import type { Dice } from '../../attacks/fuzz/dice.ts';
import { literal } from '../../attacks/fuzz/document.ts';
import type { Values } from '../../attacks/fuzz/values.ts';

export interface WrittenDocument {
  kind: 'query' | 'mutation';
  query: string;
  operationName: string;
  variables: Record<string, unknown>;
}

interface Variable {
  type: string;
  /** Absent: it is not sent. */
  value?: unknown;
  defaultValue?: string;
}

/** Names that code and joined paths might stumble over, which are therefore never compiled. */
const oddAliases = ['a_b', 'b_a', 'group_websites', 'nodes_name', 'idx0', '__proto__', 'constructor', 'then'];

/** Fields with large answers, as only those are compiled. */
const lists = ['groups', 'websites', 'accountGroups', 'staffAccounts', 'groupsById', 'websitesById'];

const conditions = ['on', 'off', 'on2', 'off2'];

/**
 * Writes documents of every shape that may go wrong: fragments in several places and operations, fields that meet,
 * directives with values, variables and defaults, aliases of every kind. They are valid, as far as their values go.
 */
export class ShapeWriter {
  readonly #schema: GraphQLSchema;
  readonly #dice: Dice;
  readonly #values: Values;
  readonly #variables = new Map<string, Variable>();
  /** What a name of an answer stands for: fields of one name have to be the same field. */
  readonly #fields = new Map<string, string>();
  readonly #fragments: { name: string; type: GraphQLNamedType; text: string }[] = [];

  readonly #isOdd: boolean;

  constructor(schema: GraphQLSchema, dice: Dice, values: Values) {
    this.#isOdd = dice.chance(20);
    this.#schema = schema;
    this.#dice = dice;
    this.#values = values;
  }

  /** @returns undefined where what was drawn is no valid document */
  write(kind: WrittenDocument['kind']): WrittenDocument | undefined {
    const dice = this.#dice;
    const root = (kind === 'query' ? this.#schema.getQueryType() : this.#schema.getMutationType()) as GraphQLObjectType;
    this.#writeFragments(root);
    const count = dice.chance(25) ? 2 : 1;
    const texts = Array.from({ length: count }, (_, n) => {
      const selection = this.#rootSelection(root);
      return { name: `Op${n}`, selection };
    });
    const declared = [...this.#variables].map(
      ([name, { type, defaultValue }]) => `$${name}: ${type}${defaultValue === undefined ? '' : ` = ${defaultValue}`}`,
    );
    const chosen = dice.pick(texts);
    const declaration = declared.length > 0 ? `(${declared.join(', ')})` : '';
    const operations = texts.map(({ name, selection }) => `${kind} ${name}${declaration} ${selection}`);
    const document = parsed([...operations, ...this.#fragments.map(({ text }) => text)].join('\n'));
    if (!document || validate(this.#schema, document).length > 0) return undefined;
    const operation = getOperationAST(document, chosen.name) as OperationDefinitionNode;
    const names = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
    const sent = names.filter((name) => this.#variables.get(name)?.value !== undefined);
    return {
      kind,
      query: print(document),
      operationName: chosen.name,
      variables: Object.fromEntries(sent.map((name) => [name, this.#variables.get(name)?.value])),
    };
  }

  #writeFragments(root: GraphQLObjectType): void {
    const types = [
      'Group',
      'Website',
      'GroupConnection',
      'WebsiteConnection',
      'AccountGroup',
      'Organization',
      root.name,
    ]
      .map((name) => this.#schema.getType(name) as GraphQLNamedType)
      .filter(Boolean);
    // Each may use those before it: so there is no circle.
    for (let n = this.#dice.below(4); n > 0; n--) {
      const type = this.#dice.pick(types);
      const text = type === root ? this.#rootSelection(root) : this.#selection(type, 2);
      const name = `F${n}`;
      this.#fragments.push({ name, type, text: `fragment ${name} on ${type.name} ${text}` });
    }
  }

  #rootSelection(root: GraphQLObjectType): string {
    const dice = this.#dice;
    // Of one change several entries may have one millisecond or two, and so another order: that is chance.
    const fields = Object.values(root.getFields()).filter(({ name }) => name !== 'organizationChanges');
    const large = fields.filter(({ name }) => lists.includes(name));
    const drawField = () => dice.pick(large.length > 0 && dice.chance(70) ? large : fields);
    const parts = Array.from({ length: 1 + dice.below(3) }, () => this.#part(root, drawField(), 4));
    return `{ ${parts.join(' ')} }`;
  }

  #alias(): string {
    return this.#dice.pick(this.#isOdd ? oddAliases : ['a', 'b', 'x1']);
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const dice = this.#dice;
    if (isAbstractType(type)) {
      const members = dice.some(this.#schema.getPossibleTypes(type), 50);
      return `{ __typename ${members.map((member) => `... on ${member.name}${this.#directives()} ${this.#selection(member, depth)}`).join(' ')} }`;
    }
    if (!isObjectType(type)) throw new Error(`${type.name} is nothing to select`);
    const fields = Object.values(type.getFields()).filter(
      (field) => (depth > 0 || isLeafType(getNamedType(field.type))) && field.name !== 'deliveries',
    );
    if (fields.length === 0) return '{ __typename }';
    const parts = Array.from({ length: 1 + dice.below(4) }, () => this.#part(type, dice.pick(fields), depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const dice = this.#dice;
    const known = this.#fragments.filter((fragment) => fragment.type === type);
    if (known.length > 0 && dice.chance(30)) return `...${dice.pick(known).name}${this.#directives()}`;
    if (dice.chance(8)) return `${dice.chance(40) ? `${this.#alias()}: ` : ''}__typename${this.#directives()}`;
    const text = this.#field(type, field, depth);
    if (dice.chance(20)) return `...${dice.chance(50) ? ` on ${type.name}` : ''}${this.#directives()} { ${text} }`;
    return text;
  }

  #field(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const dice = this.#dice;
    const key = dice.chance(35) ? this.#alias() : field.name;
    const at = `${type.name}.${key}`;
    const call = this.#fields.get(at) ?? `${field.name}${this.#arguments(type, field)}`;
    this.#fields.set(at, call);
    const called = type.getFields()[/^\w+/.exec(call)?.[0] ?? ''] as GraphQLField<unknown, unknown>;
    const inner = getNamedType(called.type);
    const selection = isCompositeType(inner) ? ` ${this.#selection(inner, depth - 1)}` : '';
    return `${key === called.name ? '' : `${key}: `}${call}${this.#directives()}${selection}`;
  }

  #arguments(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    const args = field.args
      .filter((arg) => isRequired(arg) || this.#dice.chance(/^(last|before|after)$/.test(arg.name) ? 5 : 30))
      .map((arg) => `${arg.name}: ${this.#argument(arg.type, `${type.name}.${field.name}.${arg.name}`)}`);
    return args.length > 0 ? `(${args.join(', ')})` : '';
  }

  #argument(type: GraphQLInputType, at: string): string {
    const dice = this.#dice;
    const value = this.#values.of(type, at);
    if (dice.chance(50)) return literal(value);
    const name = `v${this.#variables.size}`;
    const variable: Variable = { type: String(type), value };
    if (!isNonNullType(type) && dice.chance(25)) delete variable.value;
    if (dice.chance(15) && value !== null) variable.defaultValue = literal(this.#values.of(type, at));
    this.#variables.set(name, variable);
    return `$${name}`;
  }

  #directives(): string {
    const dice = this.#dice;
    if (!dice.chance(25)) return '';
    const one = () =>
      ` @${dice.pick(['include', 'skip'])}(if: ${dice.chance(40) ? dice.chance(50) : `$${this.#condition()}`})`;
    const first = one();
    const second = dice.chance(10) ? one() : '';
    return second && !second.startsWith(first.slice(0, 6)) ? first + second : first;
  }

  #condition(): string {
    const name = this.#dice.pick(conditions);
    if (!this.#variables.has(name)) {
      const value = this.#dice.chance(50);
      const hasDefault = this.#dice.chance(20);
      this.#variables.set(name, {
        type: hasDefault ? 'Boolean' : 'Boolean!',
        ...(hasDefault && { defaultValue: String(!value) }),
        ...(hasDefault && this.#dice.chance(50)
          ? { value: this.#dice.chance(5) ? null : value }
          : !hasDefault && { value }),
      });
    }
    return name;
  }
}

/** Values of every kind are written as literals, and some are none. */
function parsed(text: string): DocumentNode | undefined {
  try {
    return withoutUnused(parse(text));
  } catch {
    return undefined;
  }
}

/** The variables and fragments that an operation uses, by way of fragments, too. */
function usedBy(document: DocumentNode, operation: OperationDefinitionNode) {
  const variables = new Set<string>();
  const fragments = new Set<string>();
  const toVisit: ASTNode[] = [operation.selectionSet];
  for (const node of toVisit)
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        if (fragments.has(name.value)) return;
        fragments.add(name.value);
        toVisit.push(...document.definitions.filter((each) => 'name' in each && each.name?.value === name.value));
      },
    });
  return { variables, fragments };
}

/** The document without the variables and fragments that nobody uses, which would make it invalid. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const fragments = new Set<string>();
  const operations = document.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
    const used = usedBy(document, definition);
    for (const name of used.fragments) fragments.add(name);
    const variableDefinitions = definition.variableDefinitions?.filter(({ variable }) =>
      used.variables.has(variable.name.value),
    );
    return { ...definition, ...(variableDefinitions && { variableDefinitions }) };
  });
  const definitions = operations.filter(
    (definition) => definition.kind !== Kind.FRAGMENT_DEFINITION || fragments.has(definition.name.value),
  );
  return { ...document, definitions };
}
