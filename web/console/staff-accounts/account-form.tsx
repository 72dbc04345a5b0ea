import { useApolloClient } from '@apollo/client/react';
import {
  CreateStaffAccountDocument,
  type StaffAccountItemFragment,
  UpdateStaffAccountDocument,
} from '@group-gateway/client';
import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import { useUnsaved } from '../parts/unsaved.tsx';
import { type Problem, useSend } from '../parts/use-send.ts';
import { useFocusBack } from '../shell/use-focus-back.ts';
import { ShowOperation } from '../show-graphql/show-operation.tsx';
import { accountsNow, changedSince } from './accounts-now.ts';
import { useAccountGroups } from './use-account-groups.ts';

interface AccountInput {
  displayName: string;
  login: string;
  accountGroupId: string;
}

const fields = ['displayName', 'login', 'accountGroupId'];

interface FormProps {
  title: string;
  submit: string;
  before: AccountInput;
  isNew?: boolean;
  sending: boolean;
  problem: Problem<unknown> | undefined;
  onSubmit: (input: AccountInput) => unknown;
  onClose: () => void;
}

function AccountForm({ title, submit, before, isNew = false, sending, problem, onSubmit, onClose }: FormProps) {
  useFocusBack();
  const groups = useAccountGroups();
  const [input, setInput] = useState(before);
  const faults = problem?.explanation?.fields ?? {};
  const changed = input.displayName !== before.displayName || input.login !== before.login;
  // Before anything is chosen, the first one stands there.
  const accountGroupId = input.accountGroupId || (groups?.[0]?.id ?? '');
  const complete = input.displayName.trim() !== '' && input.login.trim() !== '' && accountGroupId !== '';
  useUnsaved(changed);
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit({ ...input, accountGroupId });
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={255}
            value={input.displayName}
            error={faults.displayName}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, displayName: value })}
            data-autofocus
          />
          <TextInput
            label="Login"
            description="What the member of staff logs in with; no two accounts share one."
            required
            maxLength={255}
            value={input.login}
            error={faults.login}
            onChange={({ currentTarget: { value } }) => setInput({ ...input, login: value })}
          />
          {isNew && (
            <NativeSelect
              label="Account group"
              value={accountGroupId}
              error={faults.accountGroupId}
              onChange={({ currentTarget: { value } }) => setInput({ ...input, accountGroupId: value })}
              data={groups?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            />
          )}
          <ProblemNotice problem={problem} onRetry={() => onSubmit({ ...input, accountGroupId })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <ShowOperation disabled={!changed || !complete} />
            <Button type="submit" loading={sending} disabled={!changed || !complete}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** @param groupId the account group that is proposed */
export function NewAccount({ groupId = '', onClose }: { groupId?: string | undefined; onClose: () => void }) {
  const { send, sending, problem } = useSend(CreateStaffAccountDocument, fields);
  async function create(input: AccountInput) {
    if (!(await send({ input }))) return;
    toast(`The account of ${input.displayName} is created.`);
    onClose();
  }
  return (
    <AccountForm
      title="New staff account"
      submit="Create the account"
      before={{ displayName: '', login: '', accountGroupId: groupId }}
      isNew
      {...{ sending, problem, onClose }}
      onSubmit={create}
    />
  );
}

export function EditAccount({ account, onClose }: { account: StaffAccountItemFragment; onClose: () => void }) {
  const client = useApolloClient();
  const { send, sending, problem } = useSend(UpdateStaffAccountDocument, fields);
  const { id, login, displayName, staffGroup } = account;
  async function save(input: AccountInput) {
    const isRenamed = input.displayName !== displayName;
    const hasNewLogin = input.login !== login;
    const change = { ...(isRenamed && { displayName: input.displayName }), ...(hasNewLogin && { login: input.login }) };
    const done = await send({ input: { id, ...change } });
    if (!done) return;
    const after = done.staffAccount;
    const before = { ...(isRenamed && { displayName }), ...(hasNewLogin && { login }) };
    toast(`The account of ${input.displayName} is saved.`, async () => {
      const [now] = await accountsNow(client, [id]);
      const isChanged = (field: keyof typeof before) => field in before && now?.[field] !== after[field];
      if (isChanged('displayName') || isChanged('login')) return changedSince;
      const variables = { input: { id, ...before } };
      return (await client.mutate({ mutation: UpdateStaffAccountDocument, variables })).data?.updateStaffAccount;
    });
    onClose();
  }
  return (
    <AccountForm
      title={`Edit the account of ${displayName}`}
      submit="Save"
      before={{ displayName, login, accountGroupId: staffGroup.id }}
      {...{ sending, problem, onClose }}
      onSubmit={save}
    />
  );
}
