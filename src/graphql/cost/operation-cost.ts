import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  ValidationContext,
} from 'graphql';
import createComplexityRule, { type ComplexityEstimator } from 'graphql-query-complexity';
import { type Combined, listedTexts } from '../../lists/combined-filter.ts';
import { isConnection, isEdge } from '../../lists/connection-types.ts';
import { maxItemsInAllOf, maxItemsOf } from '../../lists/max-items.ts';
import { defaultPageSize, maxPageSize } from '../../lists/pagination.ts';
import { maxIds } from '../../resources/input-issues.ts';
import { maxFields } from '../documents/limits.ts';

// In objects that an answer may contain. docs/schema.md explains them to callers.
const statementCost = 5;
const countCost = 5;
const mutationCost = 10;
const creditsCost = 10;
const creditTypes = new Set(['GroupCredits', 'WebsiteCredits', 'OrganizationCredits']);
/** At least; what is selected of the schema counts a twentieth, as no database is asked for it. */
const introspectionCost: Record<string, number> = { __schema: 500, __type: 50 };
const introspectedPerObject = 20;
/** A text of the whole schema. */
const sdlCost: Record<string, number> = { _sdl: 500, sdl: 500 };
/** Of a condition on a text that no index serves: rows are looked through for it. */
const searchCost = 50;
/** Of a filter within a filter. */
const filterCost = 5;
/** Texts in the lists of a filter that count as an object: each is read, and compared with rows. */
const textsPerObject = 10;
/** Of lists that no argument bounds, such as an account group's names. */
const usualListSize = 5;
/** No object has more scalars. A selection with more selects some of them several times, under aliases. */
const scalarsPerObject = 10;

const objectsPerPoint = 10;

/** How many values there are in the lists of an input. */
function listed(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, entry) => sum + 1 + listed(entry), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, entry) => sum + listed(entry), 0);
}

/**
 * How many entries a list can have; arguments that are out of their range are refused later.
 *
 * @param within how many objects are selected within each entry: what has none is one statement for all entries
 */
function listSize(args: Record<string, unknown>, { extensions }: Field, within: number, sizes: Sizes): number {
  const keys = Object.values(args).find(Array.isArray);
  if (keys) {
    const lists = Math.min(keys.length, maxIds);
    const inAll = sizes === 'most' ? maxItemsInAllOf(extensions) : undefined;
    return inAll === undefined ? lists : Math.min(lists * (maxItemsOf(extensions) ?? 1), inAll);
  }
  return sizes === 'most' && within > 0 ? (maxItemsOf(extensions) ?? usualListSize) : usualListSize;
}

type Field = Parameters<ComplexityEstimator>[0]['field'];

/** Whether lists that no argument bounds count for what they usually have, or for what they can have. */
type Sizes = 'usual' | 'most';

function pageSize({ first, last }: Record<string, unknown>): number {
  const size = first ?? last ?? defaultPageSize;
  return typeof size === 'number' ? Math.min(Math.max(size, 1), maxPageSize) : defaultPageSize;
}

/** How many conditions of a filter are looked for within texts. */
function searches(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) =>
      sum + (/^(contains|startsWith)$/.test(name) && typeof inner === 'string' ? 1 : searches(inner)),
    0,
  );
}

/** How many filters lie within a filter. */
function filtersIn(filter: unknown): number {
  const { and, or, not } = (filter ?? {}) as Combined<unknown>;
  const inner = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])];
  return inner.reduce<number>((sum, each) => sum + 1 + filtersIn(each), 0);
}

type Fragment = (name: string) => FragmentDefinitionNode | null | undefined;

/** Whether a connection's entries are counted, also by way of fragments. */
function counts(selectionSet: SelectionSetNode | undefined, fragment: Fragment, seen = new Set<string>()): boolean {
  return (selectionSet?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === 'totalCount';
    if (selection.kind === Kind.INLINE_FRAGMENT) return counts(selection.selectionSet, fragment, seen);
    const name = selection.name.value;
    if (seen.has(name)) return false;
    return counts(fragment(name)?.selectionSet, fragment, seen.add(name));
  });
}

/** What a scalar adds to a complexity until {@link split} counts it; more than there can be of them make a whole. */
const scalar = 1 / 2 ** 16;

/** Of what is selected of an object: the objects within, and for how many the object itself counts. */
function split(complexity: number): { within: number; itself: number } {
  const within = Math.floor(complexity);
  return { within, itself: Math.max(1, Math.ceil((complexity - within) / scalar / scalarsPerObject)) };
}

function estimator(schema: GraphQLSchema, fragment: Fragment, sizes: Sizes): ComplexityEstimator {
  const types = Object.keys(schema.getTypeMap()).length;
  return ({ type, field, args, node, childComplexity }) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return sdlCost[field.name] ?? scalar;
    const { within, itself } = split(childComplexity);
    const introspection = introspectionCost[field.name];
    if (introspection !== undefined) return Math.max(introspection, Math.ceil(within / introspectedPerObject));
    if (type === schema.getMutationType()) {
      const results = isListType(getNullableType(field.type)) ? listSize(args, field, within, sizes) : 1;
      return mutationCost + listed(args) + results * (within + itself) - 1;
    }
    switch (true) {
      case named.name === 'PageInfo':
        return itself - 1;
      case isConnection(named):
        return (
          statementCost +
          (counts(node.selectionSet, fragment) ? countCost : 0) +
          searches(args.filter) * searchCost +
          filtersIn(args.filter) * filterCost +
          Math.floor(listedTexts(args.filter) / textsPerObject) +
          pageSize(args) * within +
          itself -
          1
        );
      case isConnection(type) && isEdge(named):
        return within + itself - 1;
      case isConnection(type):
        return within + itself;
      case creditTypes.has(named.name):
        return creditsCost + within + itself - 1;
      case type.name === '__Schema' && field.name === 'types':
        return types * (within + itself);
      case isListType(getNullableType(field.type)):
        return listSize(args, field, within, sizes) * (within + itself);
      default:
        return within + itself;
    }
  };
}

/** In points, before an operation runs. */
export interface OperationCost {
  /** With lists that no argument bounds as long as they usually are. */
  points: number;
  /** With such lists as long as they can be. */
  most: number;
}

function pointsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  sizes: Sizes,
): number {
  const context = new ValidationContext(schema, document, new TypeInfo(schema), (error) => {
    throw error; // variables were read before, so there is none
  });
  // The rule by itself: as part of a validation it would see neither variables nor documents that are remembered.
  const rule = createComplexityRule({
    estimators: [estimator(schema, (name) => context.getFragment(name), sizes)],
    variables,
    maximumComplexity: Number.POSITIVE_INFINITY,
    // The document's limits have seen to it already.
    maxQueryNodes: maxFields + 1,
  })(context);
  rule.onOperationDefinitionEnter(operation);
  const points = 1 + Math.floor(rule.complexity / objectsPerPoint);
  return Math.min(points, Number.MAX_SAFE_INTEGER);
}

/**
 * What an operation costs.
 *
 * @param variables as they were sent, in order
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): OperationCost {
  return {
    points: pointsOf(schema, document, operation, variables, 'usual'),
    most: pointsOf(schema, document, operation, variables, 'most'),
  };
}
