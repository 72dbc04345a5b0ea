import type { MergedTypeConfig } from '@graphql-tools/delegate';
import { type GraphQLNamedType, type GraphQLSchema, isScalarType, lexicographicSortSchema } from 'graphql';
import { mergeConfig } from '../look-ups.ts';
import { clashesOfRootFields, clashesOfTypes, withoutDescriptions } from '../name-clashes.ts';
import type { PartnerSchema } from './partner-schema.ts';
import type { Findings } from './problem.ts';
import { addressOf, type Service } from './service.ts';

/** As a definition begins: `type`, `interface`, `scalar`, … */
const kindOf = (type: GraphQLNamedType | undefined) => type && withoutDescriptions(type).split(' ')[0];

const firstSentence = (text: string | null | undefined) => (text ?? '').replaceAll('\n', ' ').split(/(?<=\.) /)[0];

function describe(name: string, ours: GraphQLSchema, theirs: GraphQLSchema): string {
  const type = ours.getType(name);
  const other = theirs.getType(name);
  if (!type) return `  ${name}: a root field of both.`;
  if (kindOf(type) !== kindOf(other))
    return `  ${name}: yours is of the kind "${kindOf(other)}", the group gateway's of the kind "${kindOf(type)}".`;
  if (isScalarType(type))
    return `  ${name}: a scalar of both. The definition does not say whether the values are the same. Here: ${firstSentence(type.description)}`;
  return `  ${name}: of the kind "${kindOf(type)}" in both, with different definitions.`;
}

/** What to do about clashes, in each kind of gateway. */
function remedies(service: Service, types: string[], fields: string[], prefix: string): string[] {
  const suggested = prefix ? `${prefix}2_` : 'Acme_';
  const options = [
    ...(types.length > 0 ? [`typePrefix: '${suggested}'`] : []),
    ...(fields.length > 0 ? [`rootFieldPrefix: '${suggested}'`] : []),
  ];
  const sdl = new URL(addressOf(service, 'schema.graphql'));
  sdl.search = new URLSearchParams({ for: 'federation', prefix: suggested }).toString();
  const routing = new URL(service.url);
  routing.search = new URLSearchParams({ prefix: suggested }).toString();
  return [
    '  With stitching:',
    `    createGroupGatewaySubschema({ ${options.join(', ')}, … })`,
    ...(types.length > 0
      ? [`    or, for types that mean the same in both: mergedTypes: [${types.map((name) => `'${name}'`).join(', ')}]`]
      : []),
    '  With federation, which merges types and scalars of one name, often without a hint:',
    `    compose with ${sdl.href}`,
    `    and the routing URL ${routing.href}`,
    ...(types.length > 0 ? ['  To accept types that mean the same in both, pass them here as --merged.'] : []),
  ];
}

/** What to do about a type that both know by a key. */
function entityAdvice(name: string, merge: MergedTypeConfig | undefined): string[] {
  const points = merge?.entryPoints ?? [merge];
  const lookUps = points.map((point) => point?.fieldName).filter((field) => field !== undefined);
  return [
    `  ${name}: an entity of both, by its @key. With stitching, name it in mergedTypes: ['${name}'].`,
    '    With federation, your subgraph alone answers a query that selects only its key or __typename, also if there is',
    `    no such ${name}. Let your resolvers return null for keys that ${lookUps.join(' and ')} do not find.`,
  ];
}

/** Names of the group gateway's schema that a partner's schema has for something else. */
export function checkClashes(
  service: Service,
  groupGateway: GraphQLSchema,
  { file, schema, entities }: PartnerSchema,
  merged: string[],
  prefix: string,
): Findings {
  const ours = lexicographicSortSchema(groupGateway);
  const theirs = lexicographicSortSchema(schema);
  const keys = mergeConfig(groupGateway, { type: (name) => name, rootField: (name) => name });
  const shared = [...entities].filter((name) => name in keys);
  const types = clashesOfTypes(ours, theirs, [...merged, ...shared]);
  const fields = clashesOfRootFields(ours, theirs);
  const clashes = [...types, ...fields];
  return {
    problems: clashes.length,
    lines: [
      clashes.length === 0 ? `No name clashes with ${file}.` : `${clashes.length} of the names in ${file} clash:`,
      ...clashes.map((name) => describe(name, ours, theirs)),
      ...(clashes.length > 0 ? remedies(service, types, fields, prefix) : []),
      ...shared.flatMap((name) => entityAdvice(name, keys[name])),
    ],
  };
}
