import './bulk.css';
import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { type BulkAction, type RowOutcome, useBulk } from './bulk.ts';
import { counted, formatNumber } from './format.ts';

interface BulkDialogProps<Row> {
  action: BulkAction<Row>;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  onClose: (done: boolean) => void;
}

const order: Record<RowOutcome['state'], number> = { unknown: 0, refused: 1, unchanged: 2, done: 3 };
const mostShown = 200;

function Outcomes<Row>({ outcomes, nameOf }: { outcomes: ReadonlyMap<Row, RowOutcome>; nameOf: (row: Row) => string }) {
  const sorted = [...outcomes].sort(([, one], [, other]) => order[one.state] - order[other.state]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
    <ul className="outcomes" aria-label="Outcomes" tabIndex={0}>
      {sorted.slice(0, mostShown).map(([row, { state, message }], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names are not unique
        <li key={index} data-state={state}>
          <b className="one-line">{nameOf(row)}</b>
          <span>{message}</span>
        </li>
      ))}
      {sorted.length > mostShown && <li>… and {counted(sorted.length - mostShown, 'more', 'more')}</li>}
    </ul>
  );
}

/** Asks before something is done to many rows, shows how far it is, and what became of each. */
export default function BulkDialog<Row>({ action: given, rows, nameOf, onClose }: BulkDialogProps<Row>) {
  const small = useMediaQuery('(max-width: 48em)') ?? false;
  const [action, setAction] = useState(given);
  const { outcomes, running, run, forget } = useBulk<Row>();
  const [asked, setAsked] = useState<readonly Row[]>(rows);
  const began = running || outcomes.size > 0;
  const count = (state: RowOutcome['state']) => [...outcomes.values()].filter((one) => one.state === state).length;
  const done = asked.filter((row) => outcomes.get(row)?.state === 'done');
  const open = asked.filter((row) => outcomes.get(row)?.state === 'unknown');

  function takeBack(inverse: BulkAction<Row>) {
    forget();
    setAction(inverse);
    setAsked(done);
    void run(inverse, done);
  }

  return (
    <Modal
      opened
      onClose={() => onClose(began)}
      title={action.title}
      size="lg"
      fullScreen={small}
      closeOnClickOutside={!running}
      closeOnEscape={!running}
      withCloseButton={!running}
    >
      <Stack gap="sm">
        {!began && (
          <>
            {action.about && <Text size="sm">{action.about}</Text>}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
            <ul className="outcomes" aria-label="Chosen" tabIndex={0}>
              {asked.slice(0, mostShown).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: names are not unique
                <li key={index}>
                  <span className="one-line">{nameOf(row)}</span>
                </li>
              ))}
              {asked.length > mostShown && <li>… and {counted(asked.length - mostShown, 'more', 'more')}</li>}
            </ul>
          </>
        )}
        {began && (
          <>
            <Progress
              value={(outcomes.size / asked.length) * 100}
              aria-label={`${formatNumber(outcomes.size)} of ${formatNumber(asked.length)} are done`}
            />
            <Text size="sm" role="status">
              {running
                ? `${formatNumber(outcomes.size)} of ${formatNumber(asked.length)} …`
                : `${formatNumber(count('done'))} done, ${formatNumber(count('unchanged'))} unchanged, ${formatNumber(count('refused'))} refused${open.length > 0 ? `, ${formatNumber(open.length)} not answered` : ''}.`}
            </Text>
            <Outcomes outcomes={outcomes} nameOf={nameOf} />
          </>
        )}
        <Group justify="flex-end">
          {!began && (
            <Button variant="default" onClick={() => onClose(false)} data-autofocus>
              Cancel
            </Button>
          )}
          {!began && (
            <Button {...(action.danger && { color: 'red' })} onClick={() => run(action, asked)}>
              {action.title}
            </Button>
          )}
          {began && !running && open.length > 0 && (
            <Button variant="default" onClick={() => run(action, open)}>
              Send again what was not answered
            </Button>
          )}
          {began && !running && action.inverse && done.length > 0 && (
            <Button variant="default" onClick={() => action.inverse && takeBack(action.inverse(done, outcomes))}>
              Undo
            </Button>
          )}
          {began && (
            <Button onClick={() => onClose(true)} disabled={running}>
              Close
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
