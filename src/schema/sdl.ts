import {
  type ConstDirectiveNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import type { Caller } from '../auth/caller.ts';
import { type LookUp, lookUpsOf } from './look-ups.ts';

/** The kinds of gateways that the schema is written out for. */
export const sdlDialects = ['stitching', 'federation', 'composite'] as const;

export type SdlDialect = (typeof sdlDialects)[number];

interface Annotations {
  /** What comes before the types. */
  head: string;
  /** Directives of an object type, for those of its look-ups that the schema has. */
  onType(typeName: string, lookUps: LookUp[]): string;
  /** Directives of a field of Query. */
  onQuery(field: string, lookUps: LookUp[]): string;
}

const federationKeys = (lookUps: LookUp[]) => lookUps.map(({ key }) => `@key(fields: "${key}")`).join(' ');

/** Gateways need not see that others have them, too: their fields mean the same wherever they are. */
const valueTypes = ['PageInfo'];
const shareable = (typeName: string) => (valueTypes.includes(typeName) ? '@shareable' : '');

const annotations: Record<SdlDialect, Annotations> = {
  stitching: {
    head: `
      directive @key(selectionSet: String!) on OBJECT
      directive @merge(keyField: String, keyArg: String) on FIELD_DEFINITION`,
    // A type with several keys has none on the type: the directive is not repeatable, and `keyField` says it as well.
    onType: (_typeName, lookUps) =>
      lookUps.length === 1 ? lookUps.map(({ key }) => `@key(selectionSet: "{ ${key} }")`).join('') : '',
    onQuery: (field, lookUps) =>
      lookUps
        .filter(({ many }) => many.field === field)
        .map(({ key, many }) => `@merge(keyField: "${key}", keyArg: "${many.arg}")`)
        .join(''),
  },
  federation: {
    head: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key", "@shareable"])
      directive @oneOf on INPUT_OBJECT`,
    onType: (typeName, lookUps) => `${federationKeys(lookUps)} ${shareable(typeName)}`,
    onQuery: () => '',
  },
  composite: {
    head: `
      "A selection of fields, without braces."
      scalar FieldSelectionSet
      directive @key(fields: FieldSelectionSet!) repeatable on OBJECT | INTERFACE
      directive @lookup on FIELD_DEFINITION
      directive @internal on OBJECT | FIELD_DEFINITION
      directive @shareable repeatable on OBJECT | FIELD_DEFINITION`,
    onType: (typeName, lookUps) => `${federationKeys(lookUps)} ${shareable(typeName)}`,
    onQuery: (field, lookUps) => {
      if (lookUps.some(({ one }) => one === field)) return '@lookup';
      // Look-ups of many are for gateways of other kinds.
      return lookUps.some(({ many }) => many.field === field) ? '@internal' : '';
    },
  },
};

function parseDirectives(directives: string): ConstDirectiveNode[] {
  const [type] = parse(`type T ${directives} { f: Int }`).definitions as [ObjectTypeDefinitionNode];
  return [...(type.directives ?? [])];
}

/** Writes a schema out with the directives that tell a kind of gateway how to join it with others. */
export function printSdl(schema: GraphQLSchema, dialect: SdlDialect): string {
  const { head, onType, onQuery } = annotations[dialect];
  const lookUps = lookUpsOf(schema);
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    [Kind.OBJECT_TYPE_DEFINITION]: (type) => ({
      ...type,
      directives: parseDirectives(
        onType(
          type.name.value,
          lookUps.filter(({ typeName }) => typeName === type.name.value),
        ),
      ),
      fields:
        type.name.value === schema.getQueryType()?.name
          ? type.fields?.map((field) => ({
              ...field,
              directives: [...(field.directives ?? []), ...parseDirectives(onQuery(field.name.value, lookUps))],
            }))
          : type.fields,
    }),
  });
  return `${print(parse(head))}\n\n${print(document)}\n`;
}

export type SdlWriter = (caller: Caller, dialect: SdlDialect) => string;

/** Writes out what a caller sees of the schema; each of the texts once, when it is first asked for. */
export function sdlWriter(partner: GraphQLSchema, direct: GraphQLSchema): SdlWriter {
  const written = new Map<string, string>();
  return ({ organization: { isPartner } }, dialect) => {
    const name = `${isPartner} ${dialect}`;
    const sdl = written.get(name) ?? printSdl(isPartner ? partner : direct, dialect);
    written.set(name, sdl);
    return sdl;
  };
}
