import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { CallerError } from '../../errors.ts';

const isConditional = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name }) => name.value === 'skip' || name.value === 'include');

/**
 * What is wrong with a subscription whose root depends on a condition. GraphQL's draft forbids that. The validation of
 * graphql-js fails on it, or leaves a subscription to nothing, and Apollo Server takes both for a failure of its own.
 */
export function subscriptionFault({ definitions }: DocumentNode): CallerError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);

  const isConditionalBelow = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (isConditional(selection)) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return isConditionalBelow(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return false;
      const fragment = fragments.get(selection.name.value);
      fragments.delete(selection.name.value); // looked at once
      return fragment !== undefined && isConditionalBelow(fragment.selectionSet);
    });

  for (const definition of definitions)
    if (
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION &&
      isConditionalBelow(definition.selectionSet)
    )
      return new CallerError(
        'GRAPHQL_VALIDATION_FAILED',
        'The root of a subscription must not have @skip or @include. Leave the directive out, or send another document.',
      );
  return undefined;
}
