import { useApolloClient } from '@apollo/client/react';
import {
  DeleteWebsiteDocument,
  failureOf,
  RestoreWebsiteDocument,
  type WebsiteItemFragment,
} from '@group-gateway/client';
import { explainOutcome } from '../parts/explain-outcome.ts';
import { toast, toastProblem } from '../parts/toast.tsx';

/** Deletes a website, which can be taken back, and brings one back. */
export function useDeletion() {
  const client = useApolloClient();

  const restore = (id: string, expectedRevision?: number) =>
    client
      .mutate({ mutation: RestoreWebsiteDocument, variables: { input: { id, expectedRevision } } })
      .then(({ data }) => data?.restoreWebsite);
  const remove = (website: WebsiteItemFragment, expectedRevision?: number) =>
    client
      .mutate({
        mutation: DeleteWebsiteDocument,
        variables: { input: { id: website.id, expectedRevision } },
        optimisticResponse: {
          deleteWebsite: {
            __typename: 'DeleteWebsiteSuccess',
            website: { ...website, externalId: null, deletedAt: new Date().toISOString() },
          },
        },
      })
      .then(({ data }) => data?.deleteWebsite);

  async function take(website: WebsiteItemFragment): Promise<void> {
    try {
      const result = await remove(website);
      if (result?.__typename === 'DeleteWebsiteSuccess')
        toast(`${website.url} is deleted.`, () => restore(website.id, result.website.revision));
      else if (result) toastProblem(`${website.url} is not deleted. ${explainOutcome(result).message}`);
    } catch (error) {
      toastProblem(`${website.url}: ${failureOf(error).message}`);
    }
  }

  async function bringBack(website: WebsiteItemFragment): Promise<void> {
    try {
      const result = await restore(website.id);
      if (result?.__typename === 'RestoreWebsiteSuccess') {
        const { website: back } = result;
        toast(`${back.url} is back, in the groups that it was in.`, () => remove(back, back.revision));
      } else if (result) toastProblem(`${website.url} is not back. ${explainOutcome(result).message}`);
    } catch (error) {
      toastProblem(`${website.url}: ${failureOf(error).message}`);
    }
  }

  return { take, bringBack };
}
