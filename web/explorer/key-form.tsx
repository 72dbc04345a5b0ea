import { type FormEvent, useId, useState } from 'react';
import { setKey } from '../shared/key.ts';

/** A field for a key of one's own. It has no name, so that nothing submits it, and browsers are told not to keep it. */
export function KeyForm({ onDone }: { onDone?: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    setKey(typed.trim());
    setTyped('');
    onDone?.();
  }
  return (
    <form className="key-form" autoComplete="off" onSubmit={submit}>
      <label htmlFor={id}>API key</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder="gg_…"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" disabled={typed.trim() === ''}>
        Use this key
      </button>
    </form>
  );
}
