import { type GroupBalancesFragment, SetGroupCreditsDocument } from '@group-gateway/client';
import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { useSend } from '../parts/use-send.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';

interface SetCreditsProps {
  groupId: string;
  credits: GroupBalancesFragment;
  onClose: () => void;
}

/** Sets the balances that are edited to what is entered, whatever they were. Nothing takes it back: what was spent since is not known. */
export function SetCredits({ groupId, credits, onClose }: SetCreditsProps) {
  // What is not edited follows what is spent meanwhile, and is not sent.
  const [monthly, setMonthly] = useState<string | number>();
  const [oneOff, setOneOff] = useState<string | number>();
  const { send, sending, problem } = useSend(SetGroupCreditsDocument, ['monthly', 'oneOff']);
  const now = { monthly: credits.monthly.balance, oneOff: credits.oneOff.balance };
  const wanted = { monthly: Number(monthly ?? now.monthly), oneOff: Number(oneOff ?? now.oneOff) };
  const edited = { monthly: wanted.monthly !== now.monthly, oneOff: wanted.oneOff !== now.oneOff };
  const complete = monthly !== '' && oneOff !== '';
  const changed = edited.monthly || edited.oneOff;
  useUnsaved(changed);

  async function save() {
    const total = wanted.monthly + wanted.oneOff;
    const done = await send(
      {
        input: {
          groupId,
          ...(edited.monthly && { monthly: wanted.monthly }),
          ...(edited.oneOff && { oneOff: wanted.oneOff }),
        },
      },
      {
        optimisticResponse: {
          setGroupCredits: {
            __typename: 'SetGroupCreditsSuccess',
            group: {
              ...({ __typename: 'Group' } as object),
              id: groupId,
              credits: {
                ...credits,
                total,
                monthly: { ...credits.monthly, balance: wanted.monthly },
                oneOff: { ...credits.oneOff, balance: wanted.oneOff },
              },
            },
          },
        },
      },
    );
    if (!done) return;
    toast(`The group has ${counted(total, 'credit')} now.`);
    onClose();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && complete) void save();
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && !sending) onClose();
      }}
    >
      <Group grow align="flex-start" mb="sm">
        <NumberInput
          label="Monthly"
          min={0}
          allowDecimal={false}
          required
          value={monthly ?? now.monthly}
          onChange={setMonthly}
          error={problem?.explanation?.fields.monthly}
          autoFocus
        />
        <NumberInput
          label="One-off"
          min={0}
          allowDecimal={false}
          required
          value={oneOff ?? now.oneOff}
          onChange={setOneOff}
          error={problem?.explanation?.fields.oneOff}
        />
      </Group>
      <ProblemNotice problem={problem} onRetry={save} />
      <Group gap="sm" mt="sm">
        <ShowOperation disabled={!changed || !complete} />
        <Button type="submit" size="sm" loading={sending} disabled={!changed || !complete}>
          Save
        </Button>
        <Button variant="default" size="sm" onClick={onClose} disabled={sending}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
