import type { AccountGroupItemFragment } from '@group-gateway/client';
import { Switch, Text } from '@mantine/core';
import { Card } from '../parts/card.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useViewer } from '../session/viewer.ts';
import { useUpdateAccountGroup } from './use-update-account-group.ts';

/** Whether the accounts of an account group have access to customer care. */
export function CustomerCare({ group }: { group: AccountGroupItemFragment }) {
  const { canWriteStaff } = useViewer();
  const { update, saving, problem } = useUpdateAccountGroup();
  const { customerCareAccess: has } = group.attributes;
  const turn = (customerCareAccess: boolean) =>
    update(
      group,
      { attributes: { customerCareAccess } },
      {
        expected: {
          accountGroup: { ...group, attributes: { ...group.attributes, customerCareAccess } },
          displaced: [],
        },
        done: `“${group.name}” has ${customerCareAccess ? '' : 'no '}access to customer care.`,
        inverse: { attributes: { customerCareAccess: has } },
      },
    );
  return (
    <Card title="Access">
      {canWriteStaff ? (
        <Switch
          label="Customer care"
          description="Whether the accounts of this group have access to customer care."
          checked={has}
          disabled={saving}
          onChange={({ currentTarget: { checked } }) => turn(checked)}
        />
      ) : (
        <Text size="sm">The accounts of this group have {has ? '' : 'no '}access to customer care.</Text>
      )}
      <ProblemNotice problem={problem} onRetry={() => turn(!has)} />
    </Card>
  );
}
