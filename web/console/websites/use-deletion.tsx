import { useMutation } from '@apollo/client/react';
import {
  DeleteWebsiteDocument,
  failureOf,
  matchResult,
  RestoreWebsiteDocument,
  type WebsiteItemFragment,
} from '@group-gateway/client';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const say = (message: React.ReactNode, color = 'brand') => notifications.show({ message, color, autoClose: 8000 });
const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
  void say(message, 'red');

/** Deletes a website, which can be taken back, and brings one back. */
export function useDeletion() {
  const [remove] = useMutation(DeleteWebsiteDocument);
  const [restore] = useMutation(RestoreWebsiteDocument);

  async function bringBack({ id, url }: WebsiteItemFragment) {
    try {
      const { data } = await restore({ variables: { input: { id } } });
      if (!data) return;
      matchResult(data.restoreWebsite, {
        RestoreWebsiteSuccess: () => say(`${url} is back, in the groups that it was in.`),
        WebsiteExternalIdTaken: ({ existingWebsite }) =>
          refused({ message: `${existingWebsite.url} has its external id meanwhile: clear it there first.` }),
        ResourceNotFound: refused,
        WebsiteRevisionConflict: refused,
        otherwise: refused,
      });
    } catch (error) {
      refused(failureOf(error));
    }
  }

  async function take(website: WebsiteItemFragment) {
    try {
      const { data } = await remove({
        variables: { input: { id: website.id } },
        optimisticResponse: {
          deleteWebsite: {
            __typename: 'DeleteWebsiteSuccess',
            website: { ...website, externalId: null, deletedAt: new Date().toISOString() },
          },
        },
      });
      if (!data) return;
      matchResult(data.deleteWebsite, {
        DeleteWebsiteSuccess: () =>
          say(
            <Group justify="space-between">
              <Text size="sm">{website.url} is deleted.</Text>
              <Button size="xs" variant="default" onClick={() => bringBack(website)}>
                Undo
              </Button>
            </Group>,
          ),
        ResourceNotFound: refused,
        WebsiteRevisionConflict: refused,
        otherwise: refused,
      });
    } catch (error) {
      refused(failureOf(error));
    }
  }
  return { take, bringBack };
}
