import type { GroupItemFragment } from '@group-gateway/client';
import { Switch, Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useViewer } from '../session/viewer.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { useUpdateGroup } from './use-update-group.ts';

export function GroupBilling({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const { update, saving, problem } = useUpdateGroup({ refetch: ['GroupCredits'] });
  const { billingEnabled } = group;
  const state = billingEnabled ? 'This group is billed' : 'This group is not billed';
  const turn = (on: boolean) =>
    update(group, { billingEnabled: on }, `“${group.name}” is ${on ? 'billed' : 'not billed any more'}.`);
  return (
    <Card title="Billing" {...(canWrite && { action: <ShowOperation run={() => turn(!billingEnabled)} /> })}>
      {canWrite ? (
        <Switch
          label={state}
          description={
            billingEnabled
              ? 'Switched off, its credits and its history stay.'
              : 'Switched on, it gets an account at the billing provider, which credits need.'
          }
          checked={billingEnabled}
          disabled={saving}
          onChange={({ currentTarget: { checked } }) => turn(checked)}
        />
      ) : (
        <Text size="sm">{state}.</Text>
      )}
      <ProblemNotice problem={problem} onRetry={() => turn(!billingEnabled)} />
    </Card>
  );
}
