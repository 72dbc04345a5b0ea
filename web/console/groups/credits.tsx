import { useQuery } from '@apollo/client/react';
import { failureOf, GroupCreditsDocument, type GroupItemFragment } from '@group-gateway/client';
import { Alert, Button, Group, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Card } from '../parts/card.tsx';
import { FailureView } from '../parts/failure-view.tsx';
import { useReturnFocus } from '../parts/use-return-focus.ts';
import { useViewer } from '../session/viewer.ts';
import { CreditsPicture } from './credits-picture.tsx';
import { SetCredits } from './set-credits.tsx';

export function Credits({ group: { id } }: { group: GroupItemFragment }) {
  const { isPartner, canWrite } = useViewer();
  const [setting, { open, close }] = useDisclosure();
  const openButton = useReturnFocus<HTMLButtonElement>(setting);
  const { data, error, refetch, loading } = useQuery(GroupCreditsDocument, {
    variables: { id },
    errorPolicy: 'all',
    // The cache would remember that there are none when the provider only did not answer.
    fetchPolicy: 'cache-and-network',
    notifyOnNetworkStatusChange: true,
  });
  const outage = error && failureOf(error).code === 'BILLING_PROVIDER_FAILED';
  const credits = data?.group?.credits;
  const known = data && !error;
  return (
    <Card
      title="Credits"
      action={
        isPartner &&
        canWrite &&
        credits &&
        !setting && (
          <Button ref={openButton} size="sm" variant="default" onClick={open}>
            Set credits
          </Button>
        )
      }
    >
      {credits && <CreditsPicture credits={credits} />}
      {known && !credits && (
        <Text size="sm" c="dimmed">
          None: the group has no account at the billing provider yet. Switch billing on to get one.
        </Text>
      )}
      {!data && !error && <Skeleton height={110} radius="md" aria-label="Loading credits" />}
      {outage && (
        <Alert color="orange" title="Credits are not known right now" role="alert">
          <Text size="sm">The billing provider does not answer. Everything else on this page is up to date.</Text>
          <Group mt="xs">
            <Button size="xs" variant="default" onClick={() => refetch()} loading={loading}>
              Ask again
            </Button>
          </Group>
        </Alert>
      )}
      {error && !outage && <FailureView error={error} onRetry={refetch} />}
      {credits && setting && <SetCredits groupId={id} credits={credits} onClose={close} />}
    </Card>
  );
}
