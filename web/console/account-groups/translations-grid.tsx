import '../parts/grid.css';
import type { AccountGroupItemFragment } from '@group-gateway/client';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../session/viewer.ts';
import { type Kind, type Language, languageTitle, textsOf } from './label-changes.ts';
import { TranslationEditor } from './translation-editor.tsx';

interface Cell {
  row: number;
  column: number;
}

interface GridProps {
  groups: readonly AccountGroupItemFragment[];
  languages: readonly Language[];
  kind: Kind;
}

const steps: Record<string, (cell: Cell, last: Cell) => Cell> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { column }) => ({ row, column }),
};

const jumps: typeof steps = {
  Home: () => ({ row: 0, column: 0 }),
  End: (_, last) => last,
};

/** What a key begins an edit with: the text that is there, or the letter in its place. */
function startOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): { typed?: string } | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Enter' || key === 'F2') return {};
  return key.length === 1 ? { typed: key } : undefined;
}

const within = (value: number, most: number) => Math.max(0, Math.min(value, most));

/** Account groups by languages: one cell has the focus, and the keyboard moves it. */
export function TranslationsGrid({ groups, languages, kind }: GridProps) {
  const { canWriteStaff } = useViewer();
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 });
  /** What the editor of the active cell starts with; undefined while nothing is edited. */
  const [editing, setEditing] = useState<{ typed?: string }>();
  const table = useRef<HTMLTableElement>(null);
  const moves = useRef(false);
  const last = { row: groups.length - 1, column: languages.length - 1 };

  function move(cell: Cell) {
    moves.current = true;
    setEditing(undefined);
    setActive({ row: within(cell.row, last.row), column: within(cell.column, last.column) });
  }

  useEffect(() => {
    if (!moves.current || editing) return;
    moves.current = false;
    table.current?.querySelector<HTMLElement>(`[data-cell="${active.row} ${active.column}"]`)?.focus();
  }, [active, editing]);

  function press(event: KeyboardEvent) {
    if (editing || !(event.target as Element).matches('[data-cell]')) return;
    const { key, ctrlKey } = event;
    const step = ctrlKey ? jumps[key] : steps[key];
    const start = canWriteStaff ? startOf(event) : undefined;
    if (step) move(step(active, last));
    else if (start) setEditing(start);
    else return;
    event.preventDefault();
  }

  return (
    <div className="grid-box">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through
        role="grid"
        aria-label="Translations"
        aria-readonly={!canWriteStaff}
        className="grid"
        onKeyDown={press}
      >
        <thead>
          <tr>
            <th scope="col">Account group</th>
            {languages.map((language) => (
              <th key={language.id} scope="col">
                {languageTitle(language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, row) => (
            <tr key={group.id}>
              <th scope="row">
                <Link to={`/account-groups/${group.id}`} className="row-link" tabIndex={-1}>
                  {group.lookupName}
                </Link>
              </th>
              {languages.map((language, column) => {
                const text = textsOf(group).find((one) => one.language.id === language.id)?.[kind];
                const isActive = active.row === row && active.column === column;
                return (
                  <td
                    key={language.id}
                    data-cell={`${row} ${column}`}
                    tabIndex={isActive ? 0 : -1}
                    className={text === undefined ? 'gap' : undefined}
                    onFocus={() => {
                      if (!isActive && !editing) setActive({ row, column });
                    }}
                    onDoubleClick={() => {
                      if (canWriteStaff) setEditing({});
                    }}
                  >
                    {isActive && editing ? (
                      <TranslationEditor
                        group={group}
                        language={language}
                        kind={kind}
                        text={text}
                        {...editing}
                        onDone={(rows, columns) => move({ row: row + rows, column: column + columns })}
                      />
                    ) : (
                      (text ?? 'Missing')
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
