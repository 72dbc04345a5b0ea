import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { isRequired } from '../../../support/schema.ts';
import type { Dice } from './dice.ts';
import { EnumName, type Values } from './values.ts';

export interface Document {
  operation: 'query' | 'mutation';
  text: string;
  variables: Record<string, unknown>;
}

/** What an answer says again of what was asked is under this name, so that it is not taken for something told. */
export const echo = 'echo';

/** Writes a document that the schema allows, as far as its values are what their places ask for. */
export class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #dice: Dice;
  readonly #values: Values;
  readonly #variables: { name: string; type: string; value: unknown }[] = [];
  readonly #fragments: string[] = [];
  #names = 0;

  constructor(schema: GraphQLSchema, dice: Dice, values: Values) {
    this.#schema = schema;
    this.#dice = dice;
    this.#values = values;
  }

  /** @param isMissing whether a root field has given nothing yet: those are drawn more often */
  write(operation: Document['operation'], isMissing: (field: string) => boolean = () => false): Document {
    const dice = this.#dice;
    const root = operation === 'query' ? this.#schema.getQueryType() : this.#schema.getMutationType();
    const fields = Object.values((root as GraphQLObjectType).getFields());
    const missing = fields.filter(({ name }) => isMissing(name));
    const several = dice.chance(25) ? 1 + dice.below(3) : 1;
    // Under an alias that says which one it is.
    const parts = Array.from({ length: several }, (_, n) => {
      const field = dice.pick(missing.length > 0 && dice.chance(25) ? missing : fields);
      return this.#field(root as GraphQLObjectType, field, `r${n}_${field.name}: `, 3);
    });
    const declared = this.#variables.map(({ name, type }) => `$${name}: ${type}`).join(', ');
    return {
      operation,
      text: [`${operation} Fuzz${declared && `(${declared})`} { ${parts.join(' ')} }`, ...this.#fragments].join(' '),
      variables: Object.fromEntries(this.#variables.map(({ name, value }) => [name, value])),
    };
  }

  #name(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  #field(owner: GraphQLNamedType, field: GraphQLField<unknown, unknown>, alias: string, depth: number): string {
    const args = field.args
      .filter((arg) => isRequired(arg) || this.#dice.chance(/^(last|before)$/.test(arg.name) ? 6 : 25))
      .map((arg) => `${arg.name}: ${this.#argument(arg, `${owner.name}.${field.name}.${arg.name}`)}`);
    const type = getNamedType(field.type);
    const selection = isLeafType(type) ? '' : ` ${this.#selection(type, depth - 1)}`;
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#directive()}${selection}`;
  }

  #argument(arg: GraphQLArgument, at: string): string {
    const value = this.#values.of(arg.type, at);
    return this.#dice.chance(50) ? this.#variable(arg.type, value) : literal(value);
  }

  #variable(type: GraphQLInputType, value: unknown): string {
    const name = this.#name('v');
    this.#variables.push({ name, type: String(type), value });
    return `$${name}`;
  }

  #directive(): string {
    const dice = this.#dice;
    if (!dice.chance(4)) return '';
    const [name, leaves] = dice.pick([
      ['include', true],
      ['skip', false],
    ] as const);
    const kept = dice.chance(80) ? leaves : !leaves;
    const condition = dice.chance(50) ? String(kept) : `$${this.#condition(kept)}`;
    return ` @${name}(if: ${condition})`;
  }

  #condition(value: boolean): string {
    const name = this.#name('v');
    this.#variables.push({ name, type: 'Boolean!', value });
    return name;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const members = this.#schema.getPossibleTypes(type);
      const parts = this.#dice.some(members, 60).map((member) => this.#fragment(member, depth));
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) throw new Error(`${type.name} is nothing to select`);
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
    if (fields.length === 0) return '{ __typename }';
    const parts = this.#dice
      .some(fields, fields.length > 8 ? 25 : 45)
      .map((field) => this.#field(type, field, this.#alias(type, field), depth));
    return `{ ${this.#dice.chance(10) ? '__typename ' : ''}${parts.join(' ')} }`;
  }

  /** Fields with arguments, and those of a union's members, would meet others of the same name. */
  #alias(owner: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    if (owner.getInterfaces().length > 0) return `${this.#name(field.name === 'id' ? echo : 'f')}: `;
    return field.args.length > 0 || this.#dice.chance(20) ? `${this.#name('f')}: ` : '';
  }

  #fragment(type: GraphQLObjectType, depth: number): string {
    const selection = this.#selection(type, depth);
    if (this.#dice.chance(80)) return `... on ${type.name}${this.#directive()} ${selection}`;
    const name = this.#name('F');
    this.#fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `...${name}${this.#directive()}`;
  }
}

/** A value as a document has it. */
export function literal(value: unknown): string {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${literal(inner)}`)
      .join(', ')} }`;
  return JSON.stringify(value) ?? 'null';
}
