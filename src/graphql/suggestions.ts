import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLError, validate } from 'graphql';
import type { RequestContext } from '../gateway/context.ts';

/** How many faults of a document are told. Each comes with a search for names that are alike. */
export const maxValidationErrors = 10;

const suggestion = / ?Did you mean .*\?$/s;
const withoutSuggestion = (message: string) => message.replace(suggestion, '');

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
          if (!errors?.some(({ message }) => suggestion.test(message))) return;
          const visible = validate(visibleSchema, document, undefined, { maxErrors: 2 * maxValidationErrors });
          for (const error of errors) error.message = suggestVisible(error.message, visible);
        };
      },
    };
  },
};
