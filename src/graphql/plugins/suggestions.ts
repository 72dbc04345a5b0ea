import type { ApolloServerPlugin } from '@apollo/server';
import {
  FieldsOnCorrectTypeRule,
  type GraphQLError,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import type { RequestContext } from '../request-context.ts';

/** How many faults of a document an answer lists. Each one needs a search for similar names. */
export const maxValidationErrors = 10;

/** Where the suggestion of a message begins. A message may quote a long text of the caller: a pattern could take for ever. */
function suggestionAt(message: string): number {
  return message.endsWith('?') ? message.lastIndexOf('Did you mean ') : -1;
}

function withoutSuggestion(message: string): string {
  const at = suggestionAt(message);
  return at < 0 ? message : message.slice(0, at).trimEnd();
}

/** The rules that suggest names: the others need not look again. */
const suggestingRules = [FieldsOnCorrectTypeRule, KnownArgumentNamesRule, KnownTypeNamesRule, ValuesOfCorrectTypeRule];

/**
 * Replaces suggestions, which come from the whole schema, by those from what the caller sees.
 *
 * @param visible the same faults, found in the schema that the caller sees
 */
export function suggestVisible(message: string, visible: readonly GraphQLError[]): string {
  const told = withoutSuggestion(message);
  return visible.map((error) => error.message).find((other) => withoutSuggestion(other) === told) ?? told;
}

/** Lets faults of documents suggest names that the caller's key may see. */
export const suggestions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async validationDidStart({ document, contextValue: { visibleSchema } }) {
        return async (errors) => {
          if (!errors?.some(({ message }) => suggestionAt(message) >= 0)) return;
          const visible = validate(visibleSchema, document, suggestingRules, { maxErrors: 2 * maxValidationErrors });
          for (const error of errors) error.message = suggestVisible(error.message, visible);
        };
      },
    };
  },
};
