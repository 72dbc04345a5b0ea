import { type FormEvent, useId, useState } from 'react';
import './key-form.css';

interface Props {
  /** What the button says. */
  submit: string;
  /** While the service is asked whether it accepts the key. */
  isBusy?: boolean;
  /** Why a key was not accepted. */
  problem?: string;
  /** A key with text in it; what is done with it decides whether it stays in the field. */
  onKey(key: string): unknown;
}

/** A field for a key of one's own. It has no name, so that nothing submits it, and browsers are told not to keep it. */
export function KeyForm({ submit, isBusy = false, problem, onKey }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [isShown, setShown] = useState(false);
  const key = typed.trim();
  function send(event: FormEvent) {
    event.preventDefault();
    if (key) onKey(key);
  }
  return (
    <form className="key-form" autoComplete="off" onSubmit={send}>
      <label htmlFor={id}>API key</label>
      <input
        id={id}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        placeholder="gg_…"
        aria-describedby={problem ? `${id}-problem` : undefined}
        aria-invalid={problem ? true : undefined}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        data-autofocus
      />
      <button type="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide' : 'Show'}
      </button>
      <button type="submit" className="key-submit" disabled={!key || isBusy}>
        {isBusy ? 'Asking …' : submit}
      </button>
      {problem && (
        <p id={`${id}-problem`} className="key-problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
