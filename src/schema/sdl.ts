import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../auth/caller.ts';
import { BadRequestError } from '../errors.ts';
import { countPoints } from '../telemetry/request-scope.ts';
import { type LookUp, lookUpsOf } from './look-ups.ts';
import { withOnly } from './parts.ts';
import { withPrefix, writingPoints } from './prefix.ts';

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

/** A schema's definitions with the directives that tell a kind of gateway how to join it with others. */
function annotated(schema: GraphQLSchema, dialect: SdlDialect): DocumentNode {
  const { onType, onQuery } = annotations[dialect];
  const lookUps = lookUpsOf(schema);
  return visit(parse(printSchema(lexicographicSortSchema(schema))), {
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
}

/** What of the schema is written out, and under which names. */
export interface SdlPart {
  /** What goes before the names of types and root fields; '' for nothing. */
  prefix: string;
  /** Root fields and types, by their names without the prefix; absent for all. */
  only?: string[] | undefined;
}

const hasQuery = ({ definitions }: DocumentNode) =>
  definitions.some((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Query');

function printSdl(schema: GraphQLSchema, dialect: SdlDialect, { prefix, only }: SdlPart): string {
  const all = annotated(schema, dialect);
  const part = only ? withOnly(all, schema, only) : all;
  // A supergraph's subgraph can consist of entities alone.
  if (dialect !== 'federation' && !hasQuery(part))
    throw new BadRequestError('The parameter "only" must have a field of Query: a schema needs one.');
  return `${print(parse(annotations[dialect].head))}\n\n${print(prefix ? withPrefix(part, prefix) : part)}\n`;
}

export interface SdlWriter {
  /** Whether a text is there already. To write one takes the time of a hundred small requests. */
  remembers(caller: Caller, dialect: SdlDialect, part: SdlPart): boolean;
  /** @throws BadRequestError for a part that is none of what the caller sees */
  write(caller: Caller, dialect: SdlDialect, part: SdlPart): string;
}

/** Of texts of parts, of which each may have 100,000 characters. */
const maxRemembered = 50;

/** Writes out what a caller sees of the schema; each of the texts once, while it is asked for. */
export function sdlWriter(partner: GraphQLSchema, direct: GraphQLSchema): SdlWriter {
  const written = new LRUCache<string, string>({ max: maxRemembered });
  const nameOf = ({ organization: { isPartner } }: Caller, dialect: SdlDialect, { prefix, only }: SdlPart) =>
    JSON.stringify([isPartner, dialect, prefix, only]);
  return {
    remembers: (caller, dialect, part) => written.has(nameOf(caller, dialect, part)),
    write(caller, dialect, part) {
      const name = nameOf(caller, dialect, part);
      const known = written.get(name);
      if (known !== undefined) return known;
      if (part.prefix || part.only) countPoints(writingPoints);
      const sdl = printSdl(caller.organization.isPartner ? partner : direct, dialect, part);
      written.set(name, sdl);
      return sdl;
    },
  };
}
