import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { type FormEvent, useId, useState } from 'react';
import { currentKey } from '../../shared/key.ts';
import { SavedIcon } from '../tools/icons.tsx';
import { notify } from '../tools/notices.tsx';
import { useOpenOperation, useReadOperation } from '../tools/open-operation.ts';
import { deleteOperation, type SavedOperation, saveOperation, useSavedOperations } from './saved-operations.ts';

const maxName = 80;

function save(operation: SavedOperation, replaced: SavedOperation | undefined): void {
  if (JSON.stringify(operation).includes(currentKey())) {
    notify('Not saved: your key is in the operation or its variables. Take it out first.');
    return;
  }
  try {
    saveOperation(operation);
    notify(
      `“${operation.name}” is ${replaced ? 'replaced' : 'saved'}.`,
      replaced ? () => saveOperation(replaced) : () => deleteOperation(operation.name),
    );
  } catch {
    notify('Not saved: the storage of the browser is full.');
  }
}

function SaveForm({ saved }: { saved: readonly SavedOperation[] }) {
  const id = useId();
  const operationName = useGraphiQL((state) => state.operationName);
  const read = useReadOperation();
  const [typed, setTyped] = useState<string>();
  const name = (typed ?? operationName ?? '').trim();
  const known = saved.find((operation) => operation.name === name);
  function submit(event: FormEvent) {
    event.preventDefault();
    save({ ...read(), name }, known);
    setTyped(undefined);
  }
  return (
    <form className="save-form" onSubmit={submit}>
      <label htmlFor={id}>Save the open operation as</label>
      <input
        id={id}
        maxLength={maxName}
        autoComplete="off"
        value={typed ?? operationName ?? ''}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" disabled={name === ''}>
        {known ? 'Replace' : 'Save'}
      </button>
    </form>
  );
}

function remove(operation: SavedOperation): void {
  deleteOperation(operation.name);
  notify(`“${operation.name}” is deleted.`, () => saveOperation(operation));
}

/** Operations with names, which stay on this device. */
function SavedOperations() {
  const saved = useSavedOperations();
  const open = useOpenOperation();
  return (
    <section className="own-pane" aria-label="Saved operations">
      <h2>Saved operations</h2>
      <SaveForm saved={saved} />
      {saved.length === 0 && (
        <p className="quiet">
          Nothing is saved yet. Operations stay in this browser, with their variables and without a key.
        </p>
      )}
      <ul className="saved">
        {saved.map((operation) => (
          <li key={operation.name}>
            <button type="button" className="saved-name" onClick={() => open(operation)}>
              {operation.name}
            </button>
            <button type="button" aria-label={`Delete “${operation.name}”`} onClick={() => remove(operation)}>
              Delete
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const SAVED_PLUGIN: GraphiQLPlugin = {
  title: 'Saved Operations',
  icon: SavedIcon,
  content: SavedOperations,
};
