import type { GroupItemFragment } from '@group-gateway/client';
import { Switch } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { useViewer } from '../session/viewer.ts';
import { GroupOutcomeNotice } from './group-outcome.tsx';
import { useUpdateGroup } from './use-update-group.ts';

export function GroupBilling({ group }: { group: GroupItemFragment }) {
  const { canWrite } = useViewer();
  const { update, saving, outcome } = useUpdateGroup({ refetch: ['GroupCredits'] });
  return (
    <Card title="Billing">
      <Switch
        label={group.billingEnabled ? 'This group is billed' : 'This group is not billed'}
        description={
          group.billingEnabled
            ? 'Switched off, its credits and its history stay.'
            : 'Switched on, it gets an account at the billing provider, which credits need.'
        }
        checked={group.billingEnabled}
        disabled={!canWrite || saving}
        onChange={({ currentTarget: { checked } }) => update(group, { billingEnabled: checked })}
      />
      <GroupOutcomeNotice outcome={outcome} />
    </Card>
  );
}
