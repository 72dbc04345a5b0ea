import { useMutation } from '@apollo/client/react';
import { type GroupBalancesFragment, matchResult, SetGroupCreditsDocument } from '@group-gateway/client';
import { Alert, Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { FailureView } from '../parts/failure-view.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { GroupOutcomeNotice } from './group-outcome.tsx';

interface SetCreditsProps {
  groupId: string;
  credits: GroupBalancesFragment;
  onClose: () => void;
}

/** Sets both balances to what is entered, whatever they were. */
export function SetCredits({ groupId, credits, onClose }: SetCreditsProps) {
  const [monthly, setMonthly] = useState<string | number>(credits.monthly.balance);
  const [oneOff, setOneOff] = useState<string | number>(credits.oneOff.balance);
  const [problem, setProblem] = useState('');
  const [outage, setOutage] = useState<{ retryable: boolean }>();
  const [mutate, { loading, error }] = useMutation(SetGroupCreditsDocument, { onError: () => {} });
  useUnsaved(monthly !== credits.monthly.balance || oneOff !== credits.oneOff.balance);
  const wanted = { monthly: Number(monthly), oneOff: Number(oneOff) };

  const refused = ({ message = 'The service gave an answer that this page does not know: load it again.' }) =>
    setProblem(message);

  async function save() {
    setProblem('');
    setOutage(undefined);
    const { data } = await mutate({
      variables: { input: { groupId, ...wanted } },
      optimisticResponse: {
        setGroupCredits: {
          __typename: 'SetGroupCreditsSuccess',
          group: {
            ...({ __typename: 'Group' } as object),
            id: groupId,
            credits: {
              ...credits,
              total: wanted.monthly + wanted.oneOff,
              monthly: { ...credits.monthly, balance: wanted.monthly },
              oneOff: { ...credits.oneOff, balance: wanted.oneOff },
            },
          },
        },
      },
    });
    if (!data) return;
    matchResult(data.setGroupCredits, {
      SetGroupCreditsSuccess: onClose,
      BillingProviderFailed: setOutage,
      GroupBillingNotProvisioned: () =>
        setProblem('The group has no account at the billing provider: switch its billing on first.'),
      InvalidResourceInput: ({ issues }) =>
        setProblem(issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')),
      ResourceNotFound: refused,
      PartnerOnlyField: refused,
      otherwise: refused,
    });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Group grow align="flex-start" mb="sm">
        <NumberInput
          label="Monthly"
          min={0}
          allowDecimal={false}
          required
          value={monthly}
          onChange={setMonthly}
          data-autofocus
        />
        <NumberInput label="One-off" min={0} allowDecimal={false} required value={oneOff} onChange={setOneOff} />
      </Group>
      {problem && (
        <Alert color="red" title="Not saved" role="alert" mb="sm">
          {problem}
        </Alert>
      )}
      {outage && <GroupOutcomeNotice outcome={{ kind: 'provider', retry: outage.retryable ? save : undefined }} />}
      {error && <FailureView error={error} />}
      <Group gap="sm" mt="sm">
        <Button type="submit" size="sm" loading={loading}>
          Save
        </Button>
        <Button variant="default" size="sm" onClick={onClose} disabled={loading}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
