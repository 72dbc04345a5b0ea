import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type OperationCost, operationCost } from './operation-cost.ts';

/** Of one operation: clients send few combinations of sizes, and what is beyond is worked out again. */
const maxRemembered = 50;

/** No input has more. */
const maxLevels = 10;

/**
 * What of a value a cost depends on: how long its lists are, its numbers and switches; texts are all alike. Each kind of
 * value is written in a way that no other kind is: a number is no length of a list. Undefined where it has too many
 * levels to be looked through.
 */
export function sizesOf(value: unknown, levels = maxLevels): string | undefined {
  if (typeof value === 'string') return 's';
  if (typeof value === 'number') return `n${value}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return `s*${value.length}`;
  if (levels === 0) return undefined;
  const inner: string[] = [];
  for (const [name, entry] of Object.entries(value)) {
    const sizes = sizesOf(entry, levels - 1);
    if (sizes === undefined) return undefined;
    inner.push(Array.isArray(value) ? sizes : `${JSON.stringify(name)}:${sizes}`);
  }
  return Array.isArray(value) ? `[${inner}]` : `{${inner}}`;
}

/** Works out {@link operationCost} once for what is asked again with values of the same sizes. */
export function operationCosts(schema: GraphQLSchema) {
  // A document is the same object as long as Apollo Server remembers it.
  const remembered = new WeakMap<OperationDefinitionNode, Map<string, OperationCost>>();
  /**
   * @param variables as they were sent
   * @param coerced as the schema reads them: one value for a list is a list there
   */
  return (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Record<string, unknown>,
    coerced: Record<string, unknown>,
  ): OperationCost => {
    const costs = remembered.get(operation) ?? new Map<string, OperationCost>();
    remembered.set(operation, costs);
    const sizes = sizesOf(coerced);
    const known = sizes === undefined ? undefined : costs.get(sizes);
    if (known !== undefined) return known;
    const cost = operationCost(schema, document, operation, variables);
    if (sizes !== undefined && costs.size < maxRemembered) costs.set(sizes, cost);
    return cost;
  };
}
