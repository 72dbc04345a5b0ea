import '../../parts/grid.css';
import { Badge, Text } from '@mantine/core';
import type { RowOutcome } from '../../parts/bulk.ts';
import { counted } from '../../parts/format.ts';
import type { PlannedRow } from './plan.ts';

const labels = { create: 'New', change: 'Change', nothing: 'No change', refused: 'Refused' };
const colors = { create: 'teal', change: 'brand', nothing: 'gray', refused: 'red' };
const mostShown = 300;
const mostNamed = 3;

const named = (urls: string[]) =>
  urls.length > mostNamed
    ? `${urls.slice(0, mostNamed).join(', ')} and ${urls.length - mostNamed} more`
    : urls.join(', ');

/** What becomes different. */
function Difference({ row: { action, group, name, websites } }: { row: PlannedRow }) {
  const joining = websites.filter(({ isIn }) => !isIn);
  const fresh = joining.filter(({ id }) => id === undefined);
  const parts = [
    ...(group && group.name !== name ? [`Name: “${group.name}” → “${name}”`] : []),
    ...(joining.length > 0 ? [`Gets ${named(joining.map(({ url }) => url))}`] : []),
    ...(fresh.length > 0
      ? [`${counted(fresh.length, 'website')} of these ${fresh.length === 1 ? 'is' : 'are'} new`]
      : []),
    ...(action === 'nothing' ? ['Is like this already'] : []),
  ];
  return <>{parts.join('. ')}.</>;
}

interface PreviewProps {
  rows: readonly PlannedRow[];
  outcomes: ReadonlyMap<PlannedRow, RowOutcome>;
}

/** Each row with what comes of it, or what came of it. */
export function Preview({ rows, outcomes }: PreviewProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
    <section className="grid-box" tabIndex={0} aria-label="Rows of the import">
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Group</th>
            <th scope="col">What comes of it</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostShown).map((row) => {
            const outcome = outcomes.get(row);
            const refused = row.action === 'refused' || outcome?.state === 'refused';
            const action = refused ? 'refused' : row.action;
            return (
              <tr key={row.line}>
                <td>{row.line}</td>
                <td>
                  {row.name || '–'}
                  {row.externalId !== '' && (
                    <Text size="xs" c="dimmed">
                      {row.externalId}
                    </Text>
                  )}
                </td>
                <td>
                  <Badge variant="light" color={colors[action]} mr="xs">
                    {outcome?.state === 'done' ? outcome.message.replace('.', '') : labels[action]}
                  </Badge>
                  {refused ? (row.problem ?? outcome?.message) : <Difference row={row} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length > mostShown && (
        <Text size="sm" p="sm" c="dimmed">
          … and {counted(rows.length - mostShown, 'more row')}
        </Text>
      )}
    </section>
  );
}
