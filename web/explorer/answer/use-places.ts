import { useGraphiQL } from '@graphiql/react';
import { parse } from 'graphql';
import { useMemo, useRef } from 'react';
import { type Place, placesIn } from './places.ts';

/** In characters. In a larger answer nothing is marked. */
const maxLength = 1_000_000;

/** What the page knows more about in the answer of the open tab. */
export function usePlaces(): readonly Place[] {
  const { schema, tab } = useGraphiQL(({ schema, tabs, activeTabIndex }) => ({ schema, tab: tabs[activeTabIndex] }));
  // The document that was answered: it may be edited since.
  const asked = useRef({ query: '', operationName: '' });
  asked.current = { query: tab?.query ?? '', operationName: tab?.operationName ?? '' };
  const response = tab?.response ?? '';
  return useMemo(() => {
    if (!schema || !response || response.length > maxLength) return [];
    const { query, operationName } = asked.current;
    try {
      return placesIn(JSON.parse(response), schema, parse(query), operationName || undefined);
    } catch {
      return []; // no answer of the service, or of a document with a fault
    }
  }, [schema, response]);
}
