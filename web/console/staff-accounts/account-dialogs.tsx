import { DeleteStaffAccountDocument, type StaffAccountItemFragment } from '@group-gateway/client';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../parts/format.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { type Problem, useSend } from '../parts/use-send.ts';
import { useFocusBack } from '../shell/use-focus-back.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { useAccountGroups } from './use-account-groups.ts';
import { mostAtOnce, type Target, useEmpty, useMove } from './use-move.ts';

interface MoveDialogProps {
  title: string;
  about?: string;
  /** The account group that they are in already, if it is one. */
  except?: string | undefined;
  /** What is done already of something long. */
  progress?: string | undefined;
  sending: boolean;
  tooMany?: boolean;
  problem: Problem<unknown> | undefined;
  onMove: (target: Target) => unknown;
  onClose: () => void;
}

function MoveDialog(props: MoveDialogProps) {
  const { title, about, except, progress, sending, tooMany = false, problem, onMove, onClose } = props;
  useFocusBack();
  const groups = useAccountGroups()?.filter(({ id }) => id !== except);
  const [chosen, setChosen] = useState('');
  const target = groups?.find(({ id }) => id === chosen) ?? groups?.[0];
  return (
    <Modal opened onClose={onClose} title={title}>
      <Stack>
        {about && <Text size="sm">{about}</Text>}
        {groups?.length === 0 ? (
          <Text size="sm">There is no other account group: create one first.</Text>
        ) : (
          <NativeSelect
            label="To which account group"
            value={target?.id ?? ''}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
            data={groups?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            data-autofocus
          />
        )}
        {tooMany && <Text size="sm">At most {counted(mostAtOnce, 'account')} at once: choose fewer.</Text>}
        <div role="status">{progress && <Text size="sm">{progress}</Text>}</div>
        <ProblemNotice problem={problem} {...(target && { onRetry: () => onMove(target) })} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <ShowOperation run={() => target && onMove(target)} disabled={!target || tooMany} />
          <Button onClick={() => target && onMove(target)} loading={sending} disabled={!target || tooMany}>
            Move
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Moves chosen accounts. */
export function MoveAccounts({
  accounts,
  onMoved,
  onClose,
}: {
  accounts: readonly StaffAccountItemFragment[];
  onMoved: () => void;
  onClose: () => void;
}) {
  const { move, sending, problem } = useMove();
  const [first, ...others] = new Set(accounts.map(({ staffGroup }) => staffGroup.id));
  return (
    <MoveDialog
      title={`Move ${accounts.length === 1 ? accounts[0]?.displayName : counted(accounts.length, 'account')}`}
      except={others.length === 0 ? first : undefined}
      tooMany={accounts.length > mostAtOnce}
      {...{ sending, problem, onClose }}
      onMove={async (target) => {
        if (await move(accounts, target)) onMoved();
      }}
    />
  );
}

/** Moves everybody out of an account group. */
export function EmptyGroup({
  group: { id, name },
  total,
  onClose,
}: {
  group: { id: string; name: string };
  total: number;
  onClose: () => void;
}) {
  const { empty, moved, problem } = useEmpty();
  return (
    <MoveDialog
      title={`Empty ${name}`}
      about={`All ${counted(total, 'account')} move to another account group. An empty one can be deleted.`}
      except={id}
      sending={moved !== undefined}
      progress={moved ? `${counted(moved, 'account')} moved …` : undefined}
      {...{ problem, onClose }}
      onMove={async (target) => {
        if (await empty(id, target)) onClose();
      }}
    />
  );
}

export function RemoveAccount({
  account: { id, displayName, login },
  onRemoved,
  onClose,
}: {
  account: StaffAccountItemFragment;
  onRemoved?: () => void;
  onClose: () => void;
}) {
  useFocusBack();
  const { send, sending, problem } = useSend(DeleteStaffAccountDocument);
  async function remove() {
    if (!(await send({ input: { id } }))) return;
    toast(`The account of ${displayName} is deleted.`);
    onClose();
    onRemoved?.();
  }
  return (
    <Modal opened onClose={onClose} title={`Delete the account of ${displayName}?`}>
      <Stack>
        <Text size="sm">The login {login} is free again. This cannot be undone: the account does not come back.</Text>
        <ProblemNotice problem={problem} onRetry={remove} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <ShowOperation run={remove} />
          <Button color="red" onClick={remove} loading={sending}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
