import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { explainOutcome, type Refusal } from '../parts/explain-outcome.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { toast } from '../parts/toast.tsx';
import type { Problem } from '../parts/use-send.ts';
import { useFocusBack } from '../shell/use-focus-back.ts';
import type { Entry } from './entry.ts';
import { nameOf, textOf } from './field-texts.ts';
import { type Plan, planRevert, type Step } from './revert.ts';
import type { Names } from './use-activity.ts';

interface State {
  plan?: Plan;
  problem?: Problem<unknown>;
  /** Whether the service has answered that it would do it. */
  isTried?: boolean;
}

/** Why a result is no success; undefined if it is one. */
function problemOf(result: Refusal | undefined): Problem<unknown> | undefined {
  if (result?.__typename.endsWith('Success')) return undefined;
  return { explanation: explainOutcome(result ?? { __typename: 'Nothing' }) };
}

const gone: Refusal = { __typename: 'ResourceNotFound' };

/** Reads the resource as it is, plans, and asks the service whether it would do it. */
function usePlan(entry: Entry) {
  const client = useApolloClient();
  const [state, setState] = useState<State>({});
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further try plans again
  useEffect(() => {
    let isOver = false;
    async function plan() {
      setState({});
      try {
        const planned = await planRevert(client, entry);
        const problem = problemOf(planned ? await planned.run(true) : gone);
        if (isOver) return;
        setState({ ...(planned && { plan: planned }), ...(problem ? { problem } : { isTried: true }) });
      } catch (error) {
        if (!isOver) setState({ problem: { error } });
      }
    }
    void plan();
    return () => {
      isOver = true;
    };
  }, [client, entry, tries]);
  return { ...state, again: () => setTries(tries + 1), fail: (problem: Problem<unknown>) => setState({ problem }) };
}

const texts: Record<string, string> = { true: 'Deleted', false: 'Not deleted' };

function StepLine({ step: { field, now, after }, names }: { step: Step; names: Names }) {
  const known = (id: string) => names.nameOf(id) ?? id;
  const text = (value: string | null = null) =>
    field === 'deleted' ? texts[value ?? ''] : textOf(field, value, known) || 'none';
  return (
    <div>
      <dt>{field === 'deleted' ? 'State' : nameOf(field, names.languages)}</dt>
      <dd>
        {now !== undefined && (
          <>
            <del>{text(now)}</del> →{' '}
          </>
        )}
        {text(after)}
      </dd>
    </div>
  );
}

const isDone = ({ steps }: Plan) => steps.every(({ now, after }) => now === after);

/** Shows what would take a change back, and takes it back. */
export function RevertChange({ entry, names, onClose }: { entry: Entry; names: Names; onClose: () => void }) {
  useFocusBack();
  const { plan, problem, isTried, again, fail } = usePlan(entry);
  const [sending, setSending] = useState(false);
  const hasNoRevision = entry.resourceType === 'STAFF_ACCOUNT';
  const mayRun = plan && isTried && !(hasNoRevision && plan.isChangedSince);

  async function revert(sent: Plan) {
    setSending(true);
    try {
      const refused = problemOf(await sent.run(false));
      if (refused) return fail(refused);
      toast('The change is reverted.');
      onClose();
    } catch (error) {
      fail({ error });
    } finally {
      setSending(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title="Revert this change?">
      <Stack>
        {!plan && !problem && <Skeleton height={80} radius="md" aria-label="Checking what would change" />}
        {plan && (
          <>
            <Text size="sm">
              {isDone(plan) ? 'Everything is as it was before already.' : 'This is what it will do:'}
            </Text>
            <dl className="changed-fields">
              {plan.steps.map((step) => (
                <StepLine key={step.field} step={step} names={names} />
              ))}
            </dl>
            {plan.isChangedSince && !isDone(plan) && (
              <Alert color="orange" title="It was changed again since">
                {hasNoRevision
                  ? 'It is left as it is now: edit the account instead.'
                  : 'What stands there now goes, too.'}
              </Alert>
            )}
          </>
        )}
        <ProblemNotice problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Leave it
          </Button>
          {problem ? (
            <Button onClick={again}>Look again</Button>
          ) : (
            <Button onClick={() => plan && revert(plan)} loading={sending} disabled={!mayRun || isDone(plan)}>
              Revert
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
