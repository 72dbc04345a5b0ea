import './import.css';
import { useApolloClient } from '@apollo/client/react';
import { Alert, Button, Group, Progress, Stack, Text, Textarea } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { BackLink } from '../../parts/back-link.tsx';
import type { RowOutcome } from '../../parts/bulk.ts';
import { Card } from '../../parts/card.tsx';
import { FailureView } from '../../parts/failure-view.tsx';
import { counted, formatNumber } from '../../parts/format.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { randomKey } from '../../parts/random-key.ts';
import { useUnsaved } from '../../parts/unsaved.tsx';
import { useViewer } from '../../session/viewer.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { carryOut, tryOut } from './carry-out.ts';
import { lookUp } from './look-up.ts';
import { type PlannedRow, planRow } from './plan.ts';
import { Preview } from './preview.tsx';
import { mostRows, readRows } from './read-rows.ts';

interface Plan {
  rows: PlannedRow[];
  /** All tries of this import have it. */
  key: string;
}

type Outcomes = ReadonlyMap<PlannedRow, RowOutcome>;
const none: Outcomes = new Map();

function useImport() {
  const client = useApolloClient();
  const { isPartner } = useViewer();
  const [plan, setPlan] = useState<Plan>();
  const [outcomes, setOutcomes] = useState(none);
  const [state, setState] = useState<'open' | 'checking' | 'checked' | 'importing' | 'done'>('open');
  const [error, setError] = useState<unknown>();
  const [tooMany, setTooMany] = useState(0);
  const onOutcome = (row: PlannedRow, outcome: RowOutcome) =>
    setOutcomes((before) => new Map(before).set(row, outcome));

  async function check(text: string) {
    const given = readRows(text, isPartner);
    setTooMany(given.length > mostRows ? given.length : 0);
    if (given.length > mostRows) return;
    setState('checking');
    setError(undefined);
    setOutcomes(none);
    try {
      const known = await lookUp(client, given);
      const planned = given.map((row) => planRow(row, known));
      const refusals = new Map<PlannedRow, string>();
      await tryOut({
        client,
        rows: planned,
        onOutcome: (row, { state: outcome, message }) => {
          if (outcome === 'refused') refusals.set(row, message);
        },
      });
      const rows = planned.map((row): PlannedRow => {
        const problem = refusals.get(row);
        return problem === undefined ? row : { ...row, action: 'refused', problem };
      });
      setPlan({ rows, key: randomKey() });
      setState('checked');
    } catch (failure) {
      setError(failure);
      setState('open');
    }
  }
  async function start() {
    if (!plan) return;
    setState('importing');
    setError(undefined);
    try {
      await carryOut({ client, rows: plan.rows, onOutcome }, plan.key);
      setState('done');
    } catch (failure) {
      setError(failure);
      setState('checked');
    }
  }
  function restart() {
    setPlan(undefined);
    setOutcomes(none);
    setState('open');
  }
  return { plan, outcomes, state, error, tooMany, check, start, restart };
}

const partnerExample = 'name,externalId,urls\nRetail,acct-1,shop.example www.shop.example\nNews,,news.example';
const directExample = 'name,urls\nRetail,shop.example www.shop.example\nNews,news.example';

interface SourceProps {
  text: string;
  onText: (text: string) => void;
  busy: boolean;
  onCheck: () => unknown;
}

function Source({ text, onText, busy, onCheck }: SourceProps) {
  const { isPartner } = useViewer();
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const take = async (chosen: File | undefined) => {
    if (chosen) onText(await chosen.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <Card title="Groups to import">
      <Text size="sm" c="dimmed">
        {isPartner
          ? 'Paste rows of a spreadsheet, or drop a CSV file here: name, external id, and the addresses of the websites, separated by spaces. A group is found by its external id, or without one by its name. An import creates groups, renames them and adds websites; it removes nothing.'
          : 'Paste rows of a spreadsheet, or drop a CSV file here: name, and the addresses of the websites, separated by spaces. A group is found by its name. An import creates groups and adds websites; it removes nothing.'}
      </Text>
      <Textarea
        label="Rows"
        placeholder={isPartner ? partnerExample : directExample}
        autosize
        minRows={6}
        maxRows={18}
        value={text}
        onChange={({ currentTarget: { value } }) => onText(value)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        classNames={{ input: over ? 'rows-input drop' : 'rows-input' }}
        spellCheck={false}
      />
      <Group gap="sm">
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          aria-label="CSV file"
          onChange={({ currentTarget: { files } }) => take(files?.[0])}
        />
        <Button variant="default" onClick={() => file.current?.click()}>
          Choose a file
        </Button>
        <Button onClick={onCheck} loading={busy} disabled={text.trim() === ''}>
          Check, without writing
        </Button>
      </Group>
    </Card>
  );
}

export function Component() {
  const { canWrite } = useViewer();
  const [text, setText] = useState('');
  const { plan, outcomes, state, error, tooMany, check, start, restart } = useImport();
  const count = (action: PlannedRow['action']) => plan?.rows.filter((row) => row.action === action).length ?? 0;
  const writes = count('create') + count('change');
  const refusals = [...outcomes.values()].filter((outcome) => outcome.state === 'refused').length;
  const busy = state === 'importing';
  useUnsaved(busy);
  if (!canWrite) return <NotFound />;
  return (
    <Stack gap="md">
      <BackLink to="/groups">All groups</BackLink>
      <PageTitle title="Import groups" />
      {!plan && <Source text={text} onText={setText} busy={state === 'checking'} onCheck={() => check(text)} />}
      {error !== undefined && <FailureView error={error} {...(plan && { onRetry: start })} />}
      {tooMany > 0 && (
        <Alert color="red" title="Too many rows" role="alert">
          These are {formatNumber(tooMany)}. At most {formatNumber(mostRows)} groups at once.
        </Alert>
      )}
      {plan && (
        <>
          <Text size="sm" role="status">
            {state === 'done'
              ? `Done: ${formatNumber(writes - refusals)} written, ${formatNumber(refusals + count('refused'))} refused.`
              : `Nothing is written yet. ${counted(count('create'), 'group')} to create, ${formatNumber(count('change'))} to change, ${formatNumber(count('nothing'))} like this already, ${formatNumber(count('refused'))} refused.`}
          </Text>
          {busy && (
            <Progress value={(outcomes.size / Math.max(1, writes)) * 100} aria-label="How far the import is" animated />
          )}
          <Preview rows={plan.rows} outcomes={outcomes} />
          <Group gap="sm">
            {state !== 'done' && (
              <Button onClick={start} loading={busy} disabled={writes === 0}>
                Import {counted(writes, 'group')}
              </Button>
            )}
            <Button variant="default" onClick={restart} disabled={busy}>
              {state === 'done' ? 'Import more' : 'Back to the rows'}
            </Button>
            {state === 'done' && (
              <Button component={Link} to="/groups" variant="default">
                Show all groups
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
