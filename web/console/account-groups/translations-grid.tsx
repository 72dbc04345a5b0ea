import '../parts/grid.css';
import type { AccountGroupItemFragment } from '@group-gateway/client';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../session/viewer.ts';
import { type Kind, type Language, languageTitle, textsOf } from './label-changes.ts';
import { TranslationEditor } from './translation-editor.tsx';

/** Which cell has the focus: groups and languages come, go and change places meanwhile. */
interface CellIds {
  groupId: string;
  languageId: number;
}

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
  const [chosen, setChosen] = useState<CellIds>();
  /** What the editor of the active cell starts with; undefined while nothing is edited. */
  const [edit, setEditing] = useState<{ typed?: string }>();
  const table = useRef<HTMLTableElement>(null);
  const moves = useRef(false);
  const last = { row: groups.length - 1, column: languages.length - 1 };
  const found = {
    row: groups.findIndex(({ id }) => id === chosen?.groupId),
    column: languages.findIndex(({ id }) => id === chosen?.languageId),
  };
  const active = { row: Math.max(0, found.row), column: Math.max(0, found.column) };
  const isThere = found.row >= 0 && found.column >= 0;
  const editing = isThere ? edit : undefined;
  const idsAt = ({ row, column }: Cell): CellIds => ({
    groupId: groups[row]?.id ?? '',
    languageId: languages[column]?.id ?? -1,
  });

  // The cell is gone: what was typed has no place any more.
  useEffect(() => {
    if (!isThere) setEditing(undefined);
  }, [isThere]);

  function move(cell: Cell) {
    moves.current = true;
    setEditing(undefined);
    setChosen(idsAt({ row: within(cell.row, last.row), column: within(cell.column, last.column) }));
  }

  useEffect(() => {
    if (!moves.current || editing || !chosen) return;
    moves.current = false;
    table.current?.querySelector<HTMLElement>(`[data-cell="${chosen.groupId} ${chosen.languageId}"]`)?.focus();
  }, [chosen, editing]);

  function begin(cell: Cell, start: { typed?: string }) {
    setChosen(idsAt(cell));
    setEditing(start);
  }

  function press(event: KeyboardEvent) {
    if (editing || !(event.target as Element).matches('[data-cell]')) return;
    const { key, ctrlKey } = event;
    const step = ctrlKey ? jumps[key] : steps[key];
    const start = canWriteStaff ? startOf(event) : undefined;
    if (step) move(step(active, last));
    else if (start) begin(active, start);
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
                    data-cell={`${group.id} ${language.id}`}
                    tabIndex={isActive ? 0 : -1}
                    className={text === undefined ? 'gap' : undefined}
                    onFocus={() => {
                      if (!isActive && !editing) setChosen(idsAt({ row, column }));
                    }}
                    onDoubleClick={() => {
                      if (canWriteStaff && !editing) begin({ row, column }, {});
                    }}
                  >
                    {isActive && editing ? (
                      <TranslationEditor
                        key={`${group.id} ${language.id}`}
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
